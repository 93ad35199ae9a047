/** Published figures from a folder: sources.csv, figures.csv, relations.csv → typed rows, or every problem with its place. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKS, isCheckId, roleProblems } from '../domain/checks/index.ts';
import type { Figure, Relation, RelationMember, Source } from '../domain/figures.ts';
import { toFigure } from './figures/row.ts';
import { readTable, type FigureProblem, type Row } from './figures/table.ts';

export type { FigureProblem } from './figures/table.ts';

/** With any problem nothing is to be kept; the rows are those that could be read. */
export interface FiguresReading {
  readonly sources: readonly Source[];
  readonly figures: readonly Figure[];
  readonly relations: readonly Relation[];
  readonly problems: readonly FigureProblem[];
}

export interface FiguresContext {
  /** Whether a region code exists in the division table. */
  isRegion(code: string): boolean;
}

const SOURCES = 'sources.csv';
const FIGURES = 'figures.csv';
const RELATIONS = 'relations.csv';
const HEADERS = {
  [SOURCES]: ['source_id', 'title', 'publisher', 'published_on', 'region_code', 'kind', 'reference'],
  [FIGURES]: [
    'figure_id',
    'source_id',
    'region_code',
    'place',
    'as_of',
    'as_of_precision',
    'subject',
    'quantity',
    'label',
    'printed',
    'value',
    'unit',
    'qualifier',
    'basis',
  ],
  [RELATIONS]: ['relation_id', 'kind', 'role', 'figure_id'],
} as const;

type FileName = keyof typeof HEADERS;

async function rowsOf(folder: string, file: FileName, problems: FigureProblem[]): Promise<readonly Row[]> {
  const bytes = await readFile(join(folder, file)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  });
  if (bytes === null) {
    problems.push({
      file,
      row: null,
      column: null,
      value: null,
      message: `缺少文件 ${file}，文件夹中应有 ${Object.keys(HEADERS).join('、')}`,
    });
    return [];
  }
  return readTable(file, bytes, HEADERS[file], problems);
}

/** Problems of one row, which know their file and line. */
const rowReporter =
  (file: string, row: Row, problems: FigureProblem[]) =>
  (column: string, message: string): void => {
    problems.push({ file, row: row.line, column, value: row.text(column), message });
  };
type Report = ReturnType<typeof rowReporter>;

/** Keeps the first row of an id and reports the others. */
function unique(row: Row, column: string, seen: Map<string, number>, report: Report): boolean {
  const id = row.text(column);
  if (id === '') {
    report(column, `第 ${row.line} 行缺少 ${column}，请填写`);
    return false;
  }
  const earlier = seen.get(id);
  if (earlier === undefined) {
    seen.set(id, row.line);
    return true;
  }
  report(column, `「${id}」与第 ${earlier} 行重复，编号必须唯一，请改其一`);
  return false;
}

const orNull = (text: string): string | null => (text === '' ? null : text);
const PUBLISHED_ON = /^\d{4}(-\d{2}(-\d{2})?)?$/;

function toSource(row: Row, context: FiguresContext, report: Report): Source {
  const region = row.text('region_code');
  const publishedOn = orNull(row.text('published_on'));
  if (row.text('title') === '') report('title', '来源缺少标题，请填写');
  if (!context.isRegion(region)) report('region_code', `没有行政区划「${region}」，请核对代码`);
  if (publishedOn !== null && !PUBLISHED_ON.test(publishedOn))
    report('published_on', `「${publishedOn}」不是年份、年月或日期，请写成 2014、2014-07 或 2014-07-22`);
  return {
    id: row.text('source_id'),
    title: row.text('title'),
    publisher: orNull(row.text('publisher')),
    publishedOn,
    region,
    kind: orNull(row.text('kind')),
    reference: orNull(row.text('reference')),
  };
}

function relationsFrom(rows: readonly Row[], isFigure: (id: string) => boolean, problems: FigureProblem[]): readonly Relation[] {
  const byId = Map.groupBy(rows, (row) => row.text('relation_id'));
  return [...byId.entries()].flatMap(([id, members]): Relation[] => {
    const [first] = members;
    if (first === undefined) return [];
    const kind = first.text('kind');
    const before = problems.length;
    const list = members.map((row): RelationMember => {
      const report = rowReporter(RELATIONS, row, problems);
      if (id === '') report('relation_id', `第 ${row.line} 行缺少 relation_id，请填写`);
      if (row.text('kind') !== kind) report('kind', `同一关系「${id}」前面是「${kind}」，这里是「${row.text('kind')}」，请统一`);
      const role = row.text('role');
      const figure = row.text('figure_id');
      if (isCheckId(kind) && !Object.hasOwn(CHECKS[kind].roles, role))
        report('role', `${kind} 没有「${role}」这个角色，可用：${Object.keys(CHECKS[kind].roles).join('、')}`);
      if (!isFigure(figure)) report('figure_id', `公布数「${figure}」不在 ${FIGURES} 中，请核对编号`);
      return { role, figure };
    });
    const relation: Relation = { id, kind, members: list };
    // Counts are only worth a word when every single row is right.
    if (problems.length === before)
      for (const message of roleProblems(relation)) rowReporter(RELATIONS, first, problems)('kind', `关系「${id}」：${message}`);
    return [relation];
  });
}

/** Reads the folder. All problems are listed, not only the first. */
export async function readFigures(folder: string, context: FiguresContext): Promise<FiguresReading> {
  const problems: FigureProblem[] = [];
  const [sourceRows, figureRows, relationRows] = [
    await rowsOf(folder, SOURCES, problems),
    await rowsOf(folder, FIGURES, problems),
    await rowsOf(folder, RELATIONS, problems),
  ];
  const sourceLines = new Map<string, number>();
  const sources = sourceRows.flatMap((row) => {
    const report = rowReporter(SOURCES, row, problems);
    return unique(row, 'source_id', sourceLines, report) ? [toSource(row, context, report)] : [];
  });
  const figureLines = new Map<string, number>();
  const figures = figureRows.flatMap((row) => {
    const report = rowReporter(FIGURES, row, problems);
    if (!sourceLines.has(row.text('source_id'))) report('source_id', `来源「${row.text('source_id')}」不在 ${SOURCES} 中，请先登记来源`);
    if (!context.isRegion(row.text('region_code'))) report('region_code', `没有行政区划「${row.text('region_code')}」，请核对代码`);
    const known = unique(row, 'figure_id', figureLines, report);
    const figure = toFigure(row, report);
    return known && figure !== null ? [figure] : [];
  });
  const relations = relationsFrom(relationRows, (id) => figureLines.has(id), problems);
  return { sources, figures, relations, problems };
}
