/** The tabs that the editor and this page keep in the browser between two loads. */
import { LANGS, type Lang } from '../../state/choices.ts';
import { exampleText, type Example } from './examples.ts';

/** Where the editor keeps its tabs, and the text of the one in front. */
const TABS = 'graphiql:tabState';
const FRONT = 'graphiql:query';
/** Where this page keeps their names. */
export const MARKS = 'fugai:explorer-tabs';

/** What a tab is called, and which saved query it holds. */
export interface TabMark {
  readonly name: string;
  readonly saved: string | null;
}
export type TabMarks = Readonly<Record<string, TabMark>>;

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

interface StoredTab {
  readonly id: string;
  readonly query: string | null;
}

/** Nothing was ever opened in this browser: the editor has not kept its tabs yet. */
export const isFirstVisit = (): boolean => localStorage.getItem(TABS) === null;

function objectIn(kept: Kept, key: string): object | null {
  try {
    const found: unknown = JSON.parse(kept.getItem(key) ?? 'null');
    return typeof found === 'object' ? found : null;
  } catch {
    return null;
  }
}

/** Names of tabs live as long as the tabs. */
export const readMarks = (kept: Kept): TabMarks => (objectIn(kept, MARKS) ?? {}) as TabMarks;

export const writeMarks = (kept: Kept, marks: TabMarks): void => {
  kept.setItem(MARKS, JSON.stringify(marks));
};

/** Before the editor reads its tabs: those that hold an unchanged example follow the language of the page, text and name. */
export function translateStoredTabs(kept: Kept, lang: Lang, examples: readonly Example[]): void {
  const found = objectIn(kept, TABS);
  if (found === null || !('tabs' in found) || !Array.isArray(found.tabs)) return;
  const others = LANGS.filter((one) => one !== lang);
  const exampleOf = (text: string | null): Example | undefined =>
    examples.find((example) => others.some((other) => exampleText(example, other) === text));
  const marks = { ...readMarks(kept) };
  const tabs = (found.tabs as readonly StoredTab[]).map((tab) => {
    const example = exampleOf(tab.query);
    const mark = marks[tab.id];
    if (example === undefined || (mark !== undefined && mark.saved !== null)) return tab;
    if (mark !== undefined && others.some((other) => example.title[other] === mark.name))
      marks[tab.id] = { ...mark, name: example.title[lang] };
    return { ...tab, query: exampleText(example, lang) };
  });
  const front = 'activeTabIndex' in found ? tabs[Number(found.activeTabIndex)] : undefined;
  kept.setItem(TABS, JSON.stringify({ ...found, tabs }));
  if (typeof front?.query === 'string' && kept.getItem(FRONT) !== null) kept.setItem(FRONT, front.query);
  writeMarks(kept, marks);
}
