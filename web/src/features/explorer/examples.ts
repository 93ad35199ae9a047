/** Example queries: one `.graphql` file each, whose first four lines say what it is. Pure; the tests read the same files. */
import type { Lang } from '../../state/choices.ts';

/** What an example is about, in the order in which they are offered. */
export const EXAMPLE_GROUPS = ['standing', 'time', 'action', 'organization', 'quality', 'dictionary', 'technique'] as const;
export type ExampleGroup = (typeof EXAMPLE_GROUPS)[number];

export interface Example {
  /** Name of the file without its number and ending. */
  readonly id: string;
  readonly group: ExampleGroup;
  readonly title: Readonly<Record<Lang, string>>;
  readonly note: Readonly<Record<Lang, string>>;
  /** The document without its head. */
  readonly text: string;
  /** JSON; empty: it takes none. */
  readonly variables: string;
}

const HEAD = /^# (.+?) — (.+)\n# (.+?) — (.+)\n# group: (\w+)\n# variables: (\{.*\})\n/;

const isGroup = (text: string): text is ExampleGroup => (EXAMPLE_GROUPS as readonly string[]).includes(text);

/** @throws Error that names the file when its head is not as the others' are. */
export function readExample(id: string, file: string): Example {
  const found = HEAD.exec(file);
  const [head, zh, en, noteZh, noteEn, group, variables] = found ?? [];
  if (head === undefined || zh === undefined || en === undefined || noteZh === undefined || noteEn === undefined)
    throw new Error(`${id}.graphql does not begin with title, note, group and variables`);
  if (group === undefined || !isGroup(group)) throw new Error(`${id}.graphql belongs to no group: ${String(group)}`);
  const values: unknown = JSON.parse(variables ?? '{}');
  return {
    id,
    group,
    title: { zh, en },
    note: { zh: noteZh, en: noteEn },
    text: file.slice(head.length),
    variables: variables === '{}' ? '' : JSON.stringify(values, null, 2),
  };
}

/** Files by their paths, `…/10-overview.graphql`: the number in front gives the order. */
export const readExamples = (files: Readonly<Record<string, string>>): readonly Example[] =>
  Object.entries(files)
    .map(([file, text]) => ({ name: /([^/]+)\.graphql$/.exec(file)?.[1] ?? file, text }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => readExample(name.replace(/^\d+-/, ''), text));

/** What a tab shows of an example: its note in the reader's language, then the document. */
export const exampleText = (example: Example, lang: Lang): string => `# ${example.note[lang]}\n${example.text}`;
