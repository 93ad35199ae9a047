/** The sound rows of a file of which some rows are wrong, where its sender wants those. */
import { createHash } from 'node:crypto';
import type { UnitFact } from '../domain/facts.ts';
import type { Counted } from '../domain/counted.ts';
import type { ParsedLedger } from './parser.ts';
import type { Problem } from './problems.ts';
import type { LedgerReading } from './read.ts';

export interface Taken {
  /** Without what is wrong. */
  readonly parsed: ParsedLedger;
  /** What is wrong. */
  readonly told: Pick<LedgerReading, 'errors' | 'moreErrors'>;
  /** `导入正确的 312 行，另存 8 行错误`. */
  readonly words: string;
}

const namesOf = ({ partyOrg, unionOrg, leagueOrg, womenOrg }: UnitFact): (string | null)[] => [partyOrg, unionOrg, leagueOrg, womenOrg];

/** Units without those that some condition keeps out; the list is gone through once to count it. */
function without(units: Counted<UnitFact>, isOut: (unit: UnitFact) => boolean): { kept: Counted<UnitFact>; out: UnitFact[] } {
  const out: UnitFact[] = [];
  for (const unit of units) if (isOut(unit)) out.push(unit);
  if (out.length === 0) return { kept: units, out };
  const kept = {
    length: units.length - out.length,
    *[Symbol.iterator]() {
      for (const unit of units) if (!isOut(unit)) yield unit;
    },
  };
  return { kept, out };
}

/** A unit that leans on a row which is not taken is not taken either. */
const leaning = (unit: UnitFact, unsound: ReadonlySet<string>): Problem => {
  const code = namesOf(unit).find((one) => one !== null && unsound.has(one)) ?? '';
  const message = `单位"${unit.name}"(${unit.creditCode})所属的组织"${code}"有错误,没有导入,这个单位也没有导入。请先改正该组织的行`;
  return { code: 'ORGANIZATION_UNSOUND', header: '统一社会信用代码', value: unit.creditCode, message, severity: 'error' };
};

/** Null where the file has no error, or one that is not of a single row, or more errors than are listed: then there is nothing to choose from. */
export function takeSound(parsed: ParsedLedger): Taken | null {
  const { reading } = parsed;
  const ofRows = reading.errors.every((problem) => problem.row !== undefined);
  if (reading.errors.length === 0 || reading.moreErrors > 0 || !ofRows) return null;
  const unsound = new Set(parsed.unsound);
  const { kept, out } = without(parsed.units, (unit) => namesOf(unit).some((code) => code !== null && unsound.has(code)));
  if (kept.length === 0) return null;
  const errors = [...reading.errors, ...out.map((unit) => leaning(unit, unsound))];
  const wrong = new Set(reading.errors.map(({ sheet, row }) => `${sheet ?? ''}/${String(row)}`)).size + out.length;
  // The same file taken in the same way is the same content.
  const contentSha256 = createHash('sha256').update(`partial ${reading.fileSha256}`).digest('hex');
  return {
    parsed: { ...parsed, units: kept, unitsInOrder: kept, reading: { ...reading, errors: [], contentSha256 } },
    told: { errors, moreErrors: 0 },
    words: `导入正确的 ${kept.length + parsed.organizations.length} 行，另存 ${wrong} 行错误`,
  };
}
