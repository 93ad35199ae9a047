/** Reads the ledger files of the demo, without the product's readers: CSV by hand, workbooks with the library that is not used to import. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import * as words from './words.ts';
import type { Subject } from './words.ts';

/** One row of 两新组织. Null: the cell is empty. */
export interface LedgerUnit {
  readonly code: string;
  readonly region: string;
  readonly park: string | null;
  readonly status: string;
  readonly premises: boolean | null;
  readonly staff: number;
  readonly revenue: number | null;
  readonly fullMembers: number;
  readonly probationary: number | null;
  readonly applicants: number | null;
  readonly activists: number | null;
  readonly admitted: number | null;
  readonly leagueMembers: number | null;
  readonly unionMembers: number | null;
  readonly womenUnionMembers: number | null;
  readonly listed: boolean | null;
  readonly instructors: number | null;
  readonly liaisons: number | null;
  readonly visits: number | null;
  /** Code of the organization that covers it, by subject. */
  readonly coveredBy: Readonly<Record<Subject, string | null>>;
}

/** One row of 党群组织. */
export interface LedgerOrganization {
  readonly code: string;
  readonly subject: Subject;
  readonly form: string;
  readonly covers: 'SOLE' | 'JOINT';
  readonly region: string;
  readonly founded: string;
  readonly termStart: string | null;
  readonly termYears: number | null;
  readonly secretary: string | null;
  readonly groups: number | null;
  readonly congress: number | null;
  readonly committee: number | null;
  readonly groupMeetings: number | null;
  readonly lectures: number | null;
  readonly themeMonths: number | null;
  readonly trainings: number | null;
  readonly trained: number | null;
  readonly issuesFound: number | null;
  readonly issuesResolved: number | null;
  readonly suggestions: number | null;
  readonly adopted: number | null;
  readonly funds: number | null;
  readonly workersCongress: number | null;
  readonly contract: boolean | null;
  readonly shuangliang: boolean | null;
  readonly review: boolean | null;
  readonly standardItems: number | null;
}

/** One region's ledger of one quarter, as it was sent. */
export interface LedgerSubmission {
  readonly region: string;
  readonly period: string;
  readonly receivedAt: string;
  readonly state: string;
  readonly units: readonly LedgerUnit[];
  readonly organizations: readonly LedgerOrganization[];
}

type Row = Readonly<Record<string, string>>;

/** The fields of one CSV line; a field in quotes may hold commas and doubled quotes, none holds a line break. */
export function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  return fields;
}

function rowsOf(table: readonly (readonly string[])[]): Row[] {
  const [headers = [], ...lines] = table;
  return lines.map((line) => Object.fromEntries(headers.map((header, at) => [header, line[at] ?? ''])));
}

const csvTable = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line.includes('"') ? fieldsOf(line) : line.split(',')));

async function workbookTables(file: string): Promise<Map<string, string[][]>> {
  const book = await readXlsx(readFileSync(file));
  return new Map(book.sheets.map((sheet) => [sheet.name, sheet.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))]));
}

const cell = (row: Row, header: string): string => {
  const text = row[header];
  if (text === undefined) throw new Error(`the ledger has no column ${header}`);
  return text;
};
const orNull = (text: string): string | null => (text === '' ? null : text);

function toUnit(row: Row): LedgerUnit {
  const count = (header: string): number | null => words.amount(cell(row, header));
  return {
    code: cell(row, '统一社会信用代码'),
    region: cell(row, '行政区划代码'),
    park: orNull(cell(row, '园区代码')),
    status: words.meaning(words.STATUS_WORDS, cell(row, '经营状态')),
    premises: words.flag(cell(row, '固定场所')),
    staff: words.required(cell(row, '从业人员')),
    revenue: count('年营业收入(万元)'),
    fullMembers: words.required(cell(row, '正式党员')),
    probationary: count('预备党员'),
    applicants: count('入党申请人'),
    activists: count('入党积极分子'),
    admitted: count('本期发展党员'),
    leagueMembers: count('团员数'),
    unionMembers: count('工会会员数'),
    womenUnionMembers: count('女工会会员数'),
    listed: words.flag(cell(row, '纳入基数')),
    instructors: count('党建指导员数'),
    liaisons: count('联络员数'),
    visits: count('指导员走访次数'),
    coveredBy: {
      PARTY: orNull(cell(row, '党组织代码')),
      UNION: orNull(cell(row, '工会代码')),
      LEAGUE: orNull(cell(row, '团组织代码')),
      WOMEN: orNull(cell(row, '妇女组织代码')),
    },
  };
}

function toOrganization(row: Row): LedgerOrganization {
  const count = (header: string): number | null => words.amount(cell(row, header));
  const secretary = orNull(cell(row, '书记来源'));
  return {
    code: cell(row, '组织代码'),
    subject: words.meaning(words.SUBJECT_WORDS, cell(row, '类别')),
    form: words.meaning(words.FORM_WORDS, cell(row, '组织形式')),
    covers: words.meaning(words.SETUP_WORDS, cell(row, '组建方式')),
    region: cell(row, '行政区划代码'),
    founded: cell(row, '成立日期'),
    termStart: orNull(cell(row, '本届起始')),
    termYears: count('任期(年)'),
    secretary: secretary === null ? null : words.meaning(words.SECRETARY_WORDS, secretary),
    groups: count('党小组数'),
    congress: count('党员大会'),
    committee: count('支委会'),
    groupMeetings: count('党小组会'),
    lectures: count('党课'),
    themeMonths: count('主题党日月数'),
    trainings: count('培训期数'),
    trained: count('培训人次'),
    issuesFound: count('查找问题数'),
    issuesResolved: count('解决问题数'),
    suggestions: count('建议数'),
    adopted: count('采纳数'),
    funds: count('活动经费(元)'),
    workersCongress: count('职代会次数'),
    contract: words.flag(cell(row, '集体合同')),
    shuangliang: words.flag(cell(row, '双亮')),
    review: words.flag(cell(row, '会员评家')),
    standardItems: count('六有达标项数'),
  };
}

async function tablesOf(file: string): Promise<{ units: string[][]; organizations: string[][] }> {
  if (!file.endsWith('.xlsx'))
    return { units: csvTable(path.join(file, 'units.csv')), organizations: csvTable(path.join(file, 'organizations.csv')) };
  const sheets = await workbookTables(file);
  const [units, organizations] = [sheets.get('两新组织'), sheets.get('党群组织')];
  if (units === undefined || organizations === undefined) throw new Error(`${file}: a sheet is missing`);
  return { units, organizations };
}

/** Every submission that `submissions.csv` of the folder lists, in its order. */
export async function readLedgers(folder: string): Promise<LedgerSubmission[]> {
  const read: LedgerSubmission[] = [];
  for (const row of rowsOf(csvTable(path.join(folder, 'submissions.csv')))) {
    const { units, organizations } = await tablesOf(path.join(folder, cell(row, 'file')));
    read.push({
      region: cell(row, 'region'),
      period: cell(row, 'period'),
      receivedAt: cell(row, 'received_at'),
      state: cell(row, 'state'),
      units: rowsOf(units).map(toUnit),
      organizations: rowsOf(organizations).map(toOrganization),
    });
  }
  return read;
}
