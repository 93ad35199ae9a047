/** The map of a reader while ledgers go in through the same server. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../../server/db/open.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from '../../server/ledger/columns.ts';
import { exchange } from './exchange.ts';
import { median, quantile, type Line } from './figures.ts';
import type { Ground, Grounds } from './ground/ground.ts';
import { COLUMNS_QUERY, mapsOf, nth } from './questions.ts';
import { startProgram, type Program } from './servers.ts';

/** A quarter before all others: nothing stands there yet, so that nothing has to be explained. */
const BEFORE = '2023Q3';
const SECONDS = 4;
const PAUSE = 5;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));

/** Sends both files of a county as a form, applies them, and waits for the end. */
export async function sendLedger({ url, token }: Program, folder: string, region: string, period: string, note = ''): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ region, period, apply: '1', wait: '1', note })) if (value !== '') form.set(name, value);
  for (const { file } of [UNIT_SHEET, ORGANIZATION_SHEET])
    form.append('file', new Blob([readFileSync(path.join(folder, region, file))]), file);
  const answer = await fetch(`${url}/submissions`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
  const said = (await answer.json()) as { state?: string; message?: string | null };
  if (!answer.ok || said.state !== 'APPLIED')
    throw new Error(`${region} ${period}: ${answer.status} ${JSON.stringify(said).slice(0, 600)}`);
}

export async function benchDuring(grounds: Grounds, ground: Ground, engine: Engine, rounds: number): Promise<Line[]> {
  const copy = await grounds.copy(ground, engine);
  const program = await startProgram(copy.url);
  try {
    const maps = mapsOf(ground.quarter);
    const left = ground.quarter.regions.values();
    const taken = { ours: [] as number[], bare: [] as number[] };
    let asked = 0;
    let sent = 0;
    const look = async (into: number[], isOver: () => boolean): Promise<void> => {
      for (const until = performance.now() + SECONDS * 1000; performance.now() < until && !isOver(); await pause()) {
        const body = JSON.stringify({ query: COLUMNS_QUERY, variables: { ...nth(maps, (asked += 1)), asked } });
        into.push(await exchange(`${program.url}/graphql`, body));
      }
    };
    await look([], () => false);
    for (let round = 0; round < rounds; round += 1) {
      await look(taken.bare, () => false);
      const state = { over: false, done: false };
      const sending = (async () => {
        while (!state.over) {
          const { value: region } = left.next();
          if (region === undefined) break;
          await sendLedger(program, ground.quarter.folder, region, BEFORE);
          sent += 1;
        }
        state.done = true;
      })();
      await look(taken.ours, () => state.done);
      state.over = true;
      await sending;
    }
    const base = { size: ground.size, engine, unit: 'µs' as const, against: 'nobody importing' };
    return [
      {
        ...base,
        what: 'map while importing: p50',
        ours: median(taken.ours),
        bare: median(taken.bare),
        goal: 1.25,
        note: `${sent} ledgers, ${taken.ours.length} maps`,
      },
      {
        ...base,
        what: 'map while importing: p99',
        ours: quantile(taken.ours, 0.99),
        bare: quantile(taken.bare, 0.99),
        goal: null,
        note: '',
      },
    ];
  } finally {
    await program.stop();
    await copy.drop();
  }
}
