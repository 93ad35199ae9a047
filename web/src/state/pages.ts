/** The pages of the app and where they lie, as pages and as files. Pure: the server knows them from here. */

/** In the order of the navigation; `present` has a door of its own. */
export const PAGES = ['overview', 'trends', 'compare', 'gaps', 'organizations', 'activities', 'quality', 'indicators', 'present'] as const;
export type Page = (typeof PAGES)[number];

/** Pages that begin with a place and its ledger. */
export const PLACED: ReadonlySet<Page> = new Set(['overview', 'trends', 'compare', 'gaps', 'organizations', 'activities', 'quality']);

/** The path of a page below the base path. */
export const pathOf = (page: Page): string => (page === 'overview' ? '/' : `/${page}`);

/** The page at a path below the base path; null when there is none. */
export const pageAt = (path: string): Page | null =>
  path === '/overview' ? 'overview' : (PAGES.find((page) => pathOf(page) === path) ?? null);

/** Pages about the reader and the program, not about a region: they are no views, and have no files. */
export const DOORS = ['login', 'setup', 'password', 'submit', 'admin'] as const;
export type Door = (typeof DOORS)[number];

/** The path of a door below the base path. */
export const doorPathOf = (door: Door): string => `/${door}`;

/** The door at a path below the base path; null when there is none. */
export const doorAt = (path: string): Door | null => DOORS.find((door) => doorPathOf(door) === path) ?? null;

/** The explorer: a document of its own beside the pages, below the base path. */
export const EXPLORER_PATH = '/explorer';

/** Suffixes under which the same address gives the view as a file. */
export const SUFFIXES = ['png', 'svg', 'csv', 'xlsx', 'pptx', 'docx', 'pdf', 'json'] as const;
export type Suffix = (typeof SUFFIXES)[number];

/** The file of a view, below the base path: `/overview.csv`; the bulletin of a region is a file and no page. */
export const filePathOf = (page: Page | 'bulletin', suffix: Suffix): string => `/${page}.${suffix}`;
