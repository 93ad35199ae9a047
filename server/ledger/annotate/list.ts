/** The sheet that lists every problem, with links to the cells. */
import type { Problem } from '../problems.ts';
import { columnLetter } from '../text.ts';
import { SEVERITY_WORDS, wordsOf, xmlText, type More } from './marks.ts';
import type { ListStyles } from './styles.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const HEADERS = ['级别', '工作表', '单元格', '行', '列', '列标题', '填写的值', '问题', '填写规则', '怎样改'] as const;
const WIDTHS = [7, 14, 9, 7, 6, 18, 24, 50, 36, 40] as const;
/** Rows of the title, the notes and the header. */
const HEAD_ROWS = 3;
const LINK_AT = HEADERS.indexOf('单元格');

export interface ListAsk {
  readonly problems: readonly Problem[];
  readonly more: More;
  /** What is to be said of this workbook beside. */
  readonly note: string;
  /** Name in this workbook of each sheet that a problem may name. */
  readonly sheets: ReadonlyMap<string, string>;
}

const count = (problems: readonly Problem[], severity: Problem['severity']): number =>
  problems.filter((problem) => problem.severity === severity).length;

function titleOf({ problems, more }: ListAsk): string {
  const left = more.errors + more.warnings;
  return `报送检查:错误 ${count(problems, 'error') + more.errors} 处,提示 ${count(problems, 'warning') + more.warnings} 处${left === 0 ? '' : `(其中 ${left} 处未列出,改正后重新上传可见)`}`;
}

const cellXml = (reference: string, style: number, text: string | number): string =>
  typeof text === 'number'
    ? `<c r="${reference}" s="${style}"><v>${text}</v></c>`
    : `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

const cellsOf = (problem: Problem): readonly (string | number)[] => {
  const { what, remedy } = wordsOf(problem);
  const { severity, sheet, row, column, header, value, rule } = problem;
  const cell = row === undefined ? '' : `${column ?? 'A'}${row}`;
  return [SEVERITY_WORDS[severity], sheet ?? '', cell, row ?? '', column ?? '', header ?? '', value ?? '', what, rule ?? '', remedy];
};

function rowXml(problem: Problem, number: number, styles: ListStyles): string {
  const cells = cellsOf(problem).map((text, at) => {
    const style = at === 0 ? styles.marked[problem.severity] : at === LINK_AT ? styles.link : styles.text;
    return text === '' ? '' : cellXml(`${columnLetter(at)}${number}`, style, text);
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

function linksOf({ problems, sheets }: ListAsk): string {
  const links = problems.flatMap((problem, at) => {
    const sheet = problem.sheet === undefined ? undefined : sheets.get(problem.sheet);
    if (sheet === undefined || problem.row === undefined) return [];
    const target = `'${sheet.replaceAll("'", "''")}'!${problem.column ?? 'A'}${problem.row}`;
    return [`<hyperlink ref="${columnLetter(LINK_AT)}${at + HEAD_ROWS + 1}" location="${xmlText(target)}"/>`];
  });
  return links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`;
}

/** The part; errors and warnings in the order given. */
export function listXml(ask: ListAsk, styles: ListStyles): string {
  const { problems, note } = ask;
  const last = columnLetter(HEADERS.length - 1);
  const widths = WIDTHS.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  const header = HEADERS.map((text, at) => cellXml(`${columnLetter(at)}${HEAD_ROWS}`, styles.header, text)).join('');
  const rows = problems.map((problem, at) => rowXml(problem, at + HEAD_ROWS + 1, styles)).join('');
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}">` +
    `<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="${HEAD_ROWS}" topLeftCell="A${HEAD_ROWS + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols><sheetData>` +
    `<row r="1" ht="22" customHeight="1">${cellXml('A1', styles.title, titleOf(ask))}</row>` +
    `<row r="2">${cellXml('A2', 0, note)}</row><row r="${HEAD_ROWS}">${header}</row>${rows}</sheetData>` +
    `<autoFilter ref="A${HEAD_ROWS}:${last}${HEAD_ROWS + problems.length}"/>${linksOf(ask)}</worksheet>`
  );
}
