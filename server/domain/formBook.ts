/** A workbook that people fill in, described: what each column takes, and what stands there already. Who draws it knows nothing of ledgers. */

/** A closed list of what a cell may hold; the rows of the page of lists. */
export interface FormList {
  readonly id: string;
  /** Over its column on the page of lists. */
  readonly title: string;
  readonly values: readonly string[];
}

/** What a cell takes. `list` names one of the lists; `listBy` chooses one by the word in another column of the row; `codes` are of another sheet's column. */
export type FormRule =
  | { readonly is: 'length'; readonly exactly: number }
  | { readonly is: 'text'; readonly longest: number }
  | { readonly is: 'list'; readonly list: string; readonly strict: boolean }
  | { readonly is: 'listBy'; readonly column: string; readonly lists: Readonly<Record<string, string>>; readonly otherwise: string }
  | { readonly is: 'codes'; readonly sheet: string; readonly column: string }
  | { readonly is: 'date'; readonly latest: string }
  | { readonly is: 'whole'; readonly least: number; readonly most: number | null; readonly notAbove: string | null }
  | { readonly is: 'amount' };

export interface FormColumn {
  readonly key: string;
  readonly header: string;
  /** In letters; a hanzi takes two. */
  readonly width: number;
  readonly rule: FormRule;
  /** The rule in a sentence. */
  readonly words: string;
  /** Must be filled: in every row, in rows whose `column` says `word`, or never. */
  readonly required: 'ALWAYS' | 'NEVER' | { readonly column: string; readonly word: string };
  readonly example: string;
  /** What is new each time, and is not filled in beforehand. */
  readonly fresh: boolean;
}

export type FormCell = string | number | null;

export interface FormSheet {
  readonly name: string;
  /** The line above the headers. */
  readonly title: string;
  /** The column that tells rows apart: the same value twice is shown. */
  readonly identity: string;
  readonly columns: readonly FormColumn[];
  /** What is filled in beforehand, to be gone through. */
  readonly rows: readonly (readonly FormCell[])[];
  /** Rows that take what is typed, those filled in beforehand among them. */
  readonly room: number;
}

/** A line of the page of notes: a heading, a sentence, or a pair. */
export type FormNote = { readonly heading: string } | { readonly text: string } | { readonly term: string; readonly text: string };

export interface FormBook {
  readonly title: string;
  readonly sheets: readonly FormSheet[];
  readonly lists: readonly FormList[];
  readonly notes: readonly FormNote[];
}

/** Names of the pages beside the sheets. What comes back on them is not read. */
export const NOTES_PAGE = '填报说明';
export const LISTS_PAGE = '代码表';
export const FORM_PAGES: readonly string[] = [NOTES_PAGE, LISTS_PAGE];
