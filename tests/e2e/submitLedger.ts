/** Workbooks of a clerk: the template as it was downloaded, with rows that a script writes, and the comments that came back. */
import { openXlsx, readXlsx, saveXlsx } from 'hucre/xlsx';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET, type SheetSpec } from '../../server/ledger/columns.ts';
import { ledgerCsv } from '../../server/ledger/writeXlsx.ts';
import { ledgerOf } from '../support/facts.ts';

export interface Ledger {
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
}

const UNIT = {
  womenStaff: 8,
  revenueWan: 120.5,
  probationaryMembers: 0,
  applicants: 1,
  activists: 1,
  admitted: 0,
  registeredOn: '2019-03-01',
};
const BRANCH = { termStartedOn: '2023-07-01', termYears: 3, groups: 1, committeeMeetings: 3, groupMeetings: 3, trainings: 1, trained: 3 };

/** A county with two branches of its own, one joint one, and `without` units that have none. */
export function countyOf(region: string, without: number): Ledger {
  const ledger = ledgerOf(region, { sole: 2, joint: 2, none: without }, UNIT);
  return { units: ledger.units, organizations: ledger.organizations.map((one) => ({ ...one, ...BRANCH })) };
}

/** Where a cell of a unit stands in the template: the title above the header, rows counted from 1. */
export interface Place {
  readonly header: string;
  readonly row: number;
}

/** First row of the template that takes a unit or an organization. */
export const FIRST_ROW = 3;

const linesOf = <Fact>(spec: SheetSpec<Fact>, facts: readonly Fact[]): string[][] =>
  ledgerCsv(spec, facts)
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));

/** The template with a ledger in it, and `wrong` in some of its cells in place of what is right. */
export async function filled(
  template: Uint8Array,
  ledger: Ledger,
  wrong: readonly (Place & { readonly value: string })[] = [],
): Promise<Buffer> {
  const workbook = await openXlsx(template);
  const lines = [linesOf(UNIT_SHEET, ledger.units), linesOf(ORGANIZATION_SHEET, ledger.organizations)];
  for (const [at, spec] of [UNIT_SHEET, ORGANIZATION_SHEET].entries()) {
    const sheet = workbook.sheets.find(({ name }) => name === spec.sheet);
    const [heads, ...rows] = lines[at] ?? [];
    if (sheet === undefined || heads === undefined) throw new Error(`the template has no sheet ${spec.sheet}`);
    const head = sheet.rows[FIRST_ROW - 2] ?? [];
    for (const [index, row] of rows.entries())
      sheet.rows[FIRST_ROW - 1 + index] = head.map((name) => row[heads.indexOf(String(name))] || null);
    for (const { header, row, value } of at === 0 ? wrong : []) {
      const cells = sheet.rows[row - 1];
      if (cells) cells[head.indexOf(header)] = value;
    }
  }
  return Buffer.from(await saveXlsx(workbook));
}

/** Comments of the sheet of units, by row and header. */
export async function commentsIn(
  annotated: Uint8Array,
): Promise<readonly { readonly header: string; readonly row: number; readonly text: string }[]> {
  const workbook = await readXlsx(annotated);
  const sheet = workbook.sheets.find(({ name }) => name === UNIT_SHEET.sheet);
  const head = sheet?.rows[FIRST_ROW - 2] ?? [];
  return [...(sheet?.cells ?? [])].flatMap(([place, { comment }]) => {
    const [row = 0, column = 0] = place.split(',').map(Number);
    return comment === undefined ? [] : [{ header: String(head[column]), row: row + 1, text: comment.text }];
  });
}
