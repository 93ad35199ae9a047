/** The template of a ledger for a region and quarter: what may be filled in there, and what stood before, to be gone through. */
import type { Db } from '../db/open.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { readDueDates } from '../db/dueDates.ts';
import { readRegions } from '../db/regions.ts';
import { findLedgerPlace, findOrganizationRows, findSubmissions, findUnitRows, type LedgerPlace } from '../db/submissions.ts';
import { dueOnFor } from '../domain/dueDates.ts';
import { badInput } from '../domain/errors.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import type { FormBook, FormNote, FormSheet } from '../domain/formBook.ts';
import { asOfDate, shiftQuarter, type Quarter } from '../domain/period.ts';
import { lineIn, subtreeIn, treeOn, type Tree } from '../domain/regionTree.ts';
import { reaches, type Reach } from '../domain/sight.ts';
import { stocksOf } from './carryForward.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS } from './columns.ts';
import { ledgerForms, ledgerLists, type FormPlace } from './formColumns.ts';
import { writeFormTitle } from './formTitle.ts';
import { toOrganizationFact, toUnitFact } from './rows.ts';

export interface TemplatePlace {
  readonly region: string;
  readonly period: Quarter;
}

/** A ledger's rows as they stood before. `skipped`: so many that nothing is filled in. */
interface Before {
  readonly period: Quarter;
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
  readonly skipped: number;
  readonly demo: boolean;
}

export interface LedgerTemplate {
  readonly book: FormBook;
  /** `河南省洛阳市老城区`. */
  readonly name: string;
  readonly before: Quarter | null;
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
}

/** Rows of both sheets that are filled in at most: a workbook with more is no form any more. */
export const MOST_FILLED = 50_000;
/** Quarters that are looked back through for a ledger that stands. */
const LOOK_BACK = 4;

/** @throws DomainError for a region that sends no ledger */
async function placeOf(db: Db, { region, period }: TemplatePlace): Promise<LedgerPlace> {
  const place = await findLedgerPlace(db, region, asOfDate(period));
  if (place !== undefined) return place;
  throw badInput(`「${region}」不是报送地区，没有台账模板：台账按县级、没有县的地级市，或县内的乡镇街道报送。`);
}

/** What stood last for a region, without what happened in its quarter; null where nothing did. */
async function readBefore(db: Db, place: LedgerPlace, period: Quarter, inside: ReadonlySet<string>): Promise<Before | null> {
  for (let back = 1; back <= LOOK_BACK; back += 1) {
    const earlier = shiftQuarter(period, -back);
    const standing = (await findSubmissions(db, earlier, [place.ledgerRegion])).filter(
      (row): boolean => row.is_current === 1 && (inside.has(row.region) || row.region === place.ledgerRegion),
    );
    if (standing.length > 0) return readRows(db, standing, earlier, inside);
  }
  return null;
}

async function readRows(db: Db, standing: readonly SubmissionRow[], period: Quarter, inside: ReadonlySet<string>): Promise<Before> {
  const total = standing.reduce((sum, row) => sum + row.units + row.organizations, 0);
  const demo = standing.some((row) => row.demo === 1);
  if (total > MOST_FILLED) return { period, units: [], organizations: [], skipped: total, demo };
  const units: UnitFact[] = [];
  const organizations: OrganizationFact[] = [];
  for (const { id } of standing) {
    for (const row of await findUnitRows(db, id)) if (inside.has(row.region)) units.push(stocksOf(UNIT_COLUMNS, toUnitFact(row)));
    for (const row of await findOrganizationRows(db, id))
      if (inside.has(row.region)) organizations.push(stocksOf(ORGANIZATION_COLUMNS, toOrganizationFact(row)));
  }
  return {
    period,
    units: units.toSorted((one, other) =>
      one.region === other.region ? compare(one.creditCode, other.creditCode) : compare(one.region, other.region),
    ),
    organizations: organizations.toSorted((one, other) => compare(one.code, other.code)),
    skipped: 0,
    demo,
  };
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Codes that are listed with their names on the page of notes. */
const MOST_LISTED = 120;

function beforeNotes(before: Before | null): FormNote[] {
  if (before === null) return [{ text: '没有可供参考的上期数据，请逐行填写。' }];
  if (before.skipped > 0)
    return [
      {
        text: `上期（${before.period}）共 ${before.skipped} 行，超过 ${MOST_FILLED} 行，没有预填。可导出上期台账（fugai export ledger）后在其上修改。`,
      },
    ];
  return [
    {
      text: `灰色为上期（${before.period}）数据：单位 ${before.units.length} 家，组织 ${before.organizations.length} 个。请逐项核对：有变化的改正，新增的在下方补填，迁出或误报的整行删除；已注销吊销的请把经营状态改为相应的词。`,
    },
  ];
}

function columnNotes(sheet: FormSheet): FormNote[] {
  const need = ({ required }: FormSheet['columns'][number]): string =>
    required === 'NEVER' ? '选填' : required === 'ALWAYS' ? '必填' : `类别为${required.word}时必填`;
  return [
    { heading: `各列说明：${sheet.name}` },
    ...sheet.columns.map((column) => ({
      term: column.header,
      text: `${need(column)}。${column.words}。例：${column.example}${column.fresh ? '。本期数，不沿用上期' : ''}`,
    })),
  ];
}

interface Noted {
  readonly name: string;
  readonly ask: TemplatePlace;
  readonly dueOn: string;
  readonly place: FormPlace;
  readonly before: Before | null;
  readonly sheets: readonly FormSheet[];
}

function notesOf({ name, ask, dueOn, place, before, sheets }: Noted): FormNote[] {
  const fresh = sheets.flatMap(({ columns }) => columns.filter((column) => column.fresh).map(({ header }) => header));
  const listed = place.regions.slice(0, MOST_LISTED);
  return [
    { heading: '报送' },
    { term: '报送地区', text: `${name}（${ask.region}）` },
    { term: '报告期', text: `${ask.period}，数据截至 ${place.asOf}` },
    { term: '截止日', text: `${dueOn}（当日报送仍为按时）` },
    { heading: '怎样填写' },
    ...beforeNotes(before),
    { text: `本期发生数须填本期的数，不沿用上期：${fresh.join('、')}。` },
    { text: '深蓝色表头必填；浅蓝色表头在相应类别时必填；灰色表头选填。不掌握的留空，不要填 0。鼠标停在表头上，可看这一列的规则和例子。' },
    { text: '有下拉箭头的格请从列表中选。代码列已设为文本，粘贴时请用「选择性粘贴 → 数值」，以免格式被改、代码变成科学计数法。' },
    { text: '橙色底的格还没有填；红色的代码重复。表头和第一行请勿改动，列的次序可以改变。' },
    { text: '请勿填写姓名、身份证号、电话等个人信息：系统不保存，会自动忽略。' },
    { text: '填好后在「报送」页上传。有问题的会逐行列出，并可下载标注了问题的同一文件。' },
    { heading: '行政区划代码' },
    ...listed.map(({ code, name: called }) => ({ term: code, text: called })),
    ...(listed.length < place.regions.length ? [{ text: `共 ${place.regions.length} 个，其余见单元格的下拉列表。` }] : []),
    ...(place.parks.length === 0
      ? []
      : [{ heading: '园区代码' }, ...place.parks.map(({ code, name: called }) => ({ term: code, text: called }))]),
    ...sheets.flatMap(columnNotes),
  ];
}

/** Regions that rows of a ledger may name, and the parks of the county and of what lies above it. */
function placeIn(tree: Tree, { region }: TemplatePlace, asOf: string): FormPlace {
  const inside = subtreeIn(tree, region).flatMap((code) => tree.byCode.get(code) ?? []);
  const line = new Set(lineIn(tree, region));
  const parks = [...tree.byCode.values()].filter((one) => one.kind === 'PARK' && one.parent !== null && line.has(one.parent));
  return { regions: inside.filter((one) => one.kind === 'ADMINISTRATIVE'), parks, asOf };
}

/**
 * @param seen where rows may be seen; those of other regions are not filled in
 * @throws DomainError for a region that sends no ledger
 */
export async function ledgerTemplate(db: Db, ask: TemplatePlace, seen: Reach): Promise<LedgerTemplate> {
  const { region, period } = ask;
  const place = await placeOf(db, ask);
  const asOf = asOfDate(period);
  const tree = treeOn(await readRegions(db), asOf);
  const form = placeIn(tree, ask, asOf);
  const inside = new Set(subtreeIn(tree, region));
  const before = reaches(seen, region) ? await readBefore(db, place, period, inside) : null;
  const line = lineIn(tree, region);
  const name = line
    .toReversed()
    .slice(1)
    .map((code) => tree.byCode.get(code)?.name ?? code)
    .join('');
  const facts = { UNITS: before?.units ?? [], ORGANIZATIONS: before?.organizations ?? [] };
  const sample = before?.demo === true ? '（示例数据）' : '';
  const sheets = ledgerForms({ place: form, title: (sheet) => writeFormTitle({ name, region, period }, `${sheet}台账${sample}`), facts });
  const dueOn = dueOnFor(await readDueDates(db, { periods: [period] }), line, period);
  const book = {
    title: `${name} ${period} 两新组织台账模板${sample}`,
    sheets,
    lists: ledgerLists(form),
    notes: notesOf({ name, ask, dueOn, place: form, before, sheets }),
  };
  return { book, name, before: before?.period ?? null, units: facts.UNITS, organizations: facts.ORGANIZATIONS };
}
