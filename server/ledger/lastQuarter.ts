/** A ledger beside the one of the quarter before: names that changed, and values ten times or a tenth of what they were. Notes, never errors. */
import { findStanding, findUnitsBefore, type UnitBefore } from '../db/lastQuarter.ts';
import type { Db } from '../db/open.ts';
import type { LedgerPlace } from '../db/submissions.ts';
import type { UnitFact } from '../domain/facts.ts';
import { jumpOf } from '../domain/jumps.ts';
import { shiftQuarter, type Quarter } from '../domain/period.ts';
import { UNIT_COLUMNS } from './columns.ts';
import type { ParsedLedger } from './parser.ts';
import { PROBLEM_CAP, shownValue, type Problem } from './problems.ts';

/** Units that are asked for together: what a statement takes. */
const TOGETHER = 500;
const COMPARED = ['staff', 'revenueWan', 'fullMembers'] as const satisfies readonly (keyof UnitFact & keyof UnitBefore)[];

/** One thing to look at again, before its row is known. */
interface Note {
  readonly unit: string;
  readonly fact: keyof UnitFact;
  readonly code: string;
  readonly value: string;
  readonly what: string;
}

function notesOf(unit: UnitFact, before: UnitBefore): Note[] {
  const notes: Note[] = [];
  if (unit.name !== before.name)
    notes.push({
      unit: unit.creditCode,
      fact: 'name',
      code: 'NAME_CHANGED',
      value: unit.name,
      what: `名称变更:${shownValue(before.name)}→${shownValue(unit.name)}`,
    });
  for (const fact of COMPARED) {
    const jump = jumpOf(before[fact], unit[fact]);
    if (jump === null) continue;
    const what = ` ${String(unit[fact])} 与上季度相比变化 ${jump > 0 ? '+' : ''}${jump}%(上季度 ${String(before[fact])}),请核对`;
    notes.push({ unit: unit.creditCode, fact, code: 'JUMP', value: String(unit[fact]), what });
  }
  return notes;
}

/** All notes, in the order of the units. */
async function collect(db: Db, standing: readonly number[], units: Iterable<UnitFact>): Promise<Note[]> {
  const notes: Note[] = [];
  let held: UnitFact[] = [];
  const compare = async (): Promise<void> => {
    const before = await findUnitsBefore(
      db,
      standing,
      held.map((unit) => unit.creditCode),
    );
    for (const unit of held) {
      const row = before.get(unit.creditCode);
      if (row !== undefined) notes.push(...notesOf(unit, row));
    }
    held = [];
  };
  for (const unit of units) if (held.push(unit) === TOGETHER) await compare();
  await compare();
  return notes;
}

function toProblem({ unit, fact, code, value, what }: Note, { reading }: ParsedLedger, rows: ReadonlyMap<string, number>): Problem {
  const { sheet = '', columns = {} } = reading.unitPlaces ?? {};
  const row = rows.get(unit);
  const at = columns[fact];
  const header = at?.header ?? UNIT_COLUMNS.find((column) => column.fact === fact)?.header ?? '';
  const where = `${sheet}第 ${row ?? '?'} 行${at === undefined ? '' : ` ${at.column} 列`}"${header}"`;
  return {
    sheet,
    ...(row !== undefined && { row }),
    ...(at !== undefined && { column: at.column }),
    header,
    code,
    value: shownValue(value),
    message: `${where}${what}`,
    severity: 'warning',
  };
}

/** The same ledger, with notes of what differs from the quarter before in a way that is worth a look; none where no ledger stands there. */
export async function besideLastQuarter(db: Db, parsed: ParsedLedger, place: LedgerPlace, period: Quarter): Promise<ParsedLedger> {
  const standing = await findStanding(db, place.ledgerRegion, shiftQuarter(period, -1));
  if (standing.length === 0) return parsed;
  const notes = await collect(db, standing, parsed.units);
  const { reading } = parsed;
  const listed = notes.slice(0, Math.max(0, PROBLEM_CAP - reading.warnings.length));
  const rows = parsed.rowsOf(new Set(listed.map(({ unit }) => unit)));
  const warnings = [...reading.warnings, ...listed.map((note) => toProblem(note, parsed, rows))];
  return { ...parsed, reading: { ...reading, warnings, moreWarnings: reading.moreWarnings + notes.length - listed.length } };
}
