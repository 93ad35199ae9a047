/** The rollup's statement without HTTP: through the program's own query module, prepared by hand, in PostgreSQL and in DuckDB. */
import type { Database as Sqlite } from 'better-sqlite3';
import { openReaders, type Snapshot } from '../../server/db/open.ts';
import { readRollup } from '../../server/db/rollup.ts';
import { ROLLUP } from '../../server/db/rollupNames.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { openDuck } from './duck.ts';
import { inTurns, type Side } from './exchange.ts';
import { median, type Line } from './figures.ts';
import type { Ground } from './ground/ground.ts';
import { LAST, PROVINCE } from './questions.ts';

const MEASURES = ['in_operating__party_sole', 'in_operating__party_joint', 'in_operating__units'];
const TURNS = 50;

const timed = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) * 1000;
};

const askingThrough =
  ({ db }: Snapshot, regions: readonly string[]): Side =>
  () =>
    timed(() => readRollup(db, { regions, periods: [LAST], measures: MEASURES }));

/** The map of the province: its prefectures, one period. Against PostgreSQL where it is measured too. */
export async function benchStatement(ground: Ground, reader: Sqlite, rounds: number): Promise<Line[]> {
  const regions = reader.prepare<[string], { code: string }>(`select code from region where parent = ? and kind = 'ADMINISTRATIVE'`);
  const codes = regions.all(PROVINCE).map(({ code }) => code);
  const marks = codes.map(() => '?').join(', ');
  const prepared = reader.prepare(
    `select region, period, ${MEASURES.join(', ')} from "${ROLLUP}" where region in (${marks}) and period = ?`,
  );
  const own = openReaders(String(ground.urls.sqlite));
  const other = ground.urls.postgres === undefined ? null : openReaders(ground.urls.postgres);
  const duck = await openDuck(reader, ['rollup']);
  const [snapshot, postgres] = [await own.snapshot(EVERYTHING), (await other?.snapshot(EVERYTHING)) ?? null];
  try {
    const list = codes.map((code) => `'${code}'`).join(', ');
    const sql = `select region, period, sole, joint, units from rollup where region in (${list}) and period = '${LAST}'`;
    const sides: Readonly<Record<string, Side>> = {
      ours: askingThrough(snapshot, codes),
      'prepared by hand': () => timed(() => prepared.all(...codes, LAST)),
      ...(postgres === null ? {} : { 'the same on PostgreSQL': askingThrough(postgres, codes) }),
      'DuckDB, rollup': async () => Number((await duck.ask(sql, 1))[0]),
    };
    const taken = await inTurns(sides, { rounds: rounds * 2, requests: TURNS });
    const goals: Readonly<Record<string, number>> = { 'prepared by hand': 3.5, 'the same on PostgreSQL': 0.5, 'DuckDB, rollup': 0.02 };
    const ours = median(taken['ours'] ?? []);
    const base = { what: 'rollup statement through kysely', unit: 'µs' as const, size: ground.size, engine: 'sqlite' as const };
    return Object.entries(goals).flatMap(([against, goal]) => {
      const others = taken[against];
      return others === undefined ? [] : [{ ...base, ours, bare: median(others), goal, against, note: `${codes.length} rows` }];
    });
  } finally {
    await snapshot.close();
    await postgres?.close();
    await own.close();
    await other?.close();
    await duck.close();
  }
}
