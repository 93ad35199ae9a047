import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readHead, readNewest } from '../../server/db/audit.ts';
import { openAuditReader, verifyChain, type AuditReader } from '../../server/db/auditCheck.ts';
import type { JobName, Jobs } from '../../server/cli/jobs.ts';
import { startWriter, type Writer } from '../../server/cli/writer.ts';
import type { Actor } from '../../server/domain/audit.ts';
import type { AuditEntry } from '../../server/domain/auditChain.ts';
import { freshUpload } from '../../server/cli/uploadRows.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from '../../server/ledger/columns.ts';
import { Progress } from '../../server/ledger/progress.ts';
import type { SentFile } from '../../server/ledger/sent.ts';
import { ledgerCsv, writeLedgerCsv } from '../../server/ledger/writeXlsx.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';
import { SEED } from '../../seed/folder.ts';
import { ENGINES } from '../support/database.ts';
import { demoSlice } from '../support/demoLedger.ts';
import { emptyDatabase } from '../support/postgres.ts';

const ACTOR: Actor = { id: 'cli', name: 'tester', address: '127.0.0.1' };
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-audit-jobs-'));
const ledger = path.join(folder, 'ledger');
const broken = path.join(folder, 'broken');
const earlier = path.join(folder, 'earlier');
const noFigures = path.join(folder, 'figures');
/** Filled before the first job. */
const sentFiles: SentFile[] = [];
let rows = 0;
let total = 0;
let exact = 0;

const file = (region: string, period: '2025Q4' | '2026Q3' | '2027Q4', demo: boolean, from = ledger) =>
  ({ file: from, region, period, receivedAt: '2026-10-10T01:00:00.000Z', state: 'APPLIED', demo }) as const;
/** Who runs the program. */
const operator = { id: 'cli', permissions: [], report: 'ALL', trusted: true } as const;
const set = loadRuleSets().find((one) => one.id === 'linyi-2020') ?? loadRuleSets()[0];

const upload = () => ({
  id: randomUUID(),
  region: '410304',
  period: '2026Q3' as const,
  kind: 'LEDGER' as const,
  fileName: 'units.csv',
  createdAt: '2026-10-10T01:00:00.000Z',
  sender: 'cli',
  senderName: 'tester',
  bytes: 0,
});

/** A ledger of a county of its own, sent by who runs the program. */
function received(more: { dryRun?: boolean; period?: '2027Q4'; files?: SentFile[]; cancelled?: boolean }): Jobs['receive']['ask'] {
  const progress = new Progress();
  progress.grant();
  if (more.cancelled === true) progress.cancel();
  const { period = '2026Q3', dryRun = false, files = sentFiles } = more;
  const ask = { region: '410304', period, kind: 'LEDGER', note: null, apply: false, partial: false, dryRun, key: null } as const;
  return { row: freshUpload({ ...upload(), period }, 'WAITING'), ask, files, progress: progress.shared };
}
const summary = { region: '410302', period: '2025Q4', note: null, file: null, by: ACTOR } as const;

/** A server of no province. */
const nowhere = { name: 'x', address: 'postgres://x@127.0.0.1:1/x', provinces: ['999999'] };

type Try<Name extends JobName> = readonly [name: string, ask: Jobs[Name]['ask'], outcome: AuditEntry['outcome'] | null];
/** Each job in forms that are done and that are refused, in an order that makes them so. A job without an entry does not compile. */
type Tries = { readonly [Name in JobName]: readonly Try<Name>[] };

const demoFirst: Pick<Tries, 'import' | 'demoLoad' | 'demoRemove'> = {
  import: [['of a demo', { files: [file('410302', '2026Q3', true)], dryRun: false }, 'DONE']],
  demoLoad: [['of one that stands', null, 'DONE']],
  demoRemove: [['of one that stands', null, 'DONE']],
};
const TRIES: Tries = {
  seeds: [['that changes nothing', { demo: false }, null]],
  recover: [['after nobody', null, null]],
  import: [
    ['dry', { files: [file('410302', '2026Q3', false)], dryRun: true }, 'DONE'],
    ['of a ledger', { files: [file('410302', '2026Q3', false)], dryRun: false }, 'DONE'],
    ['of a quarter before', { files: [file('410302', '2025Q4', false, earlier)], dryRun: false }, 'DONE'],
    ['of the same again', { files: [file('410302', '2026Q3', false)], dryRun: false }, 'DONE'],
    ['with errors in rows', { files: [file('410303', '2026Q3', false, broken)], dryRun: false }, 'REFUSED'],
    ['for no reporting region', { files: [file('410000', '2026Q3', false)], dryRun: false }, 'REFUSED'],
    ['of a quarter to come', { files: [file('410302', '2027Q4', false)], dryRun: false }, 'REFUSED'],
  ],
  demoLoad: [['beside a real ledger', null, 'REFUSED']],
  demoRemove: [['of none', null, 'DONE']],
  receive: [
    ['dry', received({ dryRun: true }), 'DONE'],
    ['kept', received({}), 'DONE'],
    ['of a quarter to come', received({ period: '2027Q4' }), 'REFUSED'],
    ['with errors in rows', received({ files: [{ name: 'x.xlsx', bytes: Buffer.from('x') }] }), 'REFUSED'],
    ['cancelled', received({ cancelled: true }), 'REFUSED'],
  ],
  uploadCut: [['told', freshUpload({ ...upload(), bytes: 10 }, 'INTERRUPTED'), 'REFUSED']],
  figures: [
    ['checked', { folder: path.join(SEED, 'figures'), checkOnly: true }, 'DONE'],
    ['stored', { folder: path.join(SEED, 'figures'), checkOnly: false }, 'DONE'],
    ['from a folder without them', { folder: noFigures, checkOnly: false }, 'REFUSED'],
  ],
  regionChange: [
    ['on a day', { kind: 'RENAME', on: '2026-10-01', from: ['410402'], to: [{ code: '410402', name: '新名区' }] }, 'DONE'],
    ['on no day', { kind: 'RENAME', on: 'tomorrow', from: ['410402'], to: [{ code: '410402', name: '新名区' }] }, 'REFUSED'],
  ],
  rulesApply: [
    ['for later quarters', { set: set as never, region: '410500', validFrom: '2026-10-01', recompute: null }, 'DONE'],
    ['with earlier ones anew', { set: set as never, region: '410300', validFrom: '2024-01-01', recompute: '2025Q1' }, 'DONE'],
    ['for an unknown region', { set: set as never, region: '999999', validFrom: '2026-10-01', recompute: null }, 'REFUSED'],
  ],
  targetSet: [
    [
      'of a county',
      { step: { region: '410302', indicator: 'party_org_coverage', validFrom: '2026-10-01', target: 90 }, by: 'li.na' },
      'DONE',
    ],
    [
      'of an unknown region',
      { step: { region: '999999', indicator: 'party_org_coverage', validFrom: '2026-10-01', target: 90 }, by: 'li.na' },
      'REFUSED',
    ],
  ],
  targetRemove: [
    ['of a county', { region: '410302', indicator: 'party_org_coverage', validFrom: '2026-10-01' }, 'DONE'],
    ['of one that is none', { region: '410302', indicator: 'party_org_coverage', validFrom: '2026-10-01' }, 'DONE'],
    ['of an unknown region', { region: '999999', indicator: 'party_org_coverage', validFrom: '2026-10-01' }, 'REFUSED'],
  ],
  mappingSet: [
    [
      'of a county',
      { change: { region: '410302', sheet: 'UNITS', name: null, columns: [{ label: '员工规模', key: 'staff' }] }, by: 'li.na' },
      'DONE',
    ],
    [
      'to a column that is none',
      { change: { region: '410302', sheet: 'UNITS', name: null, columns: [{ label: '员工规模', key: 'x' }] }, by: 'li.na' },
      'REFUSED',
    ],
    ['of an unknown region', { change: { region: '999999', sheet: 'UNITS', name: null, columns: [] }, by: 'li.na' }, 'REFUSED'],
  ],
  submissionApply: [
    ['of none', { id: '999', note: null, confirmRemovals: false, judge: operator, by: ACTOR }, 'REFUSED'],
    ['of one that is applied', { id: '1', note: '说明', confirmRemovals: true, judge: operator, by: ACTOR }, 'REFUSED'],
  ],
  submissionDiscard: [['of none', { id: '999', judge: operator, by: ACTOR }, 'REFUSED']],
  submissionReview: [
    ['that accepts what is none', { id: '999', act: 'ACCEPT', reason: null, judge: operator, by: ACTOR }, 'REFUSED'],
    ['that accepts', { id: '2', act: 'ACCEPT', reason: null, judge: operator, by: ACTOR }, 'DONE'],
    ['that accepts again', { id: '2', act: 'ACCEPT', reason: null, judge: operator, by: ACTOR }, 'REFUSED'],
    ['that locks', { id: '2', act: 'LOCK', reason: null, judge: operator, by: ACTOR }, 'DONE'],
    ['that unlocks without a reason', { id: '2', act: 'UNLOCK', reason: null, judge: operator, by: ACTOR }, 'REFUSED'],
    ['that unlocks', { id: '2', act: 'UNLOCK', reason: '更正', judge: operator, by: ACTOR }, 'DONE'],
    ['that returns', { id: '2', act: 'RETURN', reason: '更正', judge: operator, by: ACTOR }, 'DONE'],
  ],
  reviewSettings: [
    ['of a share', { noteShare: 25, by: 'li.na' }, 'DONE'],
    ['of what is none', { noteShare: 101, by: 'li.na' }, 'REFUSED'],
  ],
  summarySend: [
    ['of a county', { ...summary, values: [{ measure: 'party_organizations', value: 3 }] }, 'DONE'],
    ['of the same again', { ...summary, values: [{ measure: 'party_organizations', value: 3 }] }, 'DONE'],
    ['of nothing', { ...summary, values: [] }, 'REFUSED'],
  ],
  dueSet: [
    ['of a prefecture', { step: { region: '410300', period: '2026Q3', dueOn: '2026-10-20' }, by: 'li.na' }, 'DONE'],
    ['before the quarter ends', { step: { region: '410300', period: '2026Q3', dueOn: '2026-09-30' }, by: 'li.na' }, 'REFUSED'],
  ],
  dueRemove: [
    ['of a prefecture', { region: '410300', period: '2026Q3' }, 'DONE'],
    ['of one that is none', { region: '410300', period: '2026Q3' }, 'DONE'],
    ['of an unknown region', { region: '999999', period: '2026Q3' }, 'REFUSED'],
  ],
  carry: [
    ['of a quarter that came', { region: '410302', period: '2025Q4', reason: '未报', by: ACTOR }, 'REFUSED'],
    ['without a reason', { region: '410302', period: '2026Q1', reason: ' ', by: ACTOR }, 'REFUSED'],
    ['of a quarter that did not come', { region: '410302', period: '2026Q1', reason: '未报', by: ACTOR }, 'DONE'],
  ],
  backupNoted: [['told', { name: 'x', bytes: 1, version: 1 } as never, 'DONE']],
  restoreNoted: [['told', { name: 'x', bytes: 1, version: 1 } as never, 'DONE']],
  auditExport: [['told', { format: 'csv', from: null, until: null }, 'DONE']],
  auditPrune: [['to a place that is none', { end: { position: 1, hash: 'x' }, entries: 1, file: 'x', sha256: 'x' }, 'REFUSED']],
  divide: [
    ['of a province that is none', { division: { servers: [nowhere], here: [], from: null, until: null }, dryRun: true }, 'REFUSED'],
  ],
  rollupRebuild: [['of all', null, 'DONE']],
};

beforeAll(async () => {
  const [own] = demoSlice(['410302'], ['2026Q3']);
  if (own === undefined) throw new Error('the demo has no ledger of 410302');
  rows = own.units.length;
  await writeLedgerCsv(ledger, own.units, own.organizations);
  const [sent] = demoSlice(['410304'], ['2026Q3']);
  if (sent === undefined) throw new Error('the demo has no ledger of 410304');
  sentFiles.push(
    { name: 'units.csv', bytes: Buffer.from(ledgerCsv(UNIT_SHEET, sent.units)) },
    { name: 'organizations.csv', bytes: Buffer.from(ledgerCsv(ORGANIZATION_SHEET, sent.organizations)) },
  );
  const [before] = demoSlice(['410302'], ['2025Q4']);
  if (before === undefined) throw new Error('the demo has no earlier ledger of 410302');
  await writeLedgerCsv(earlier, before.units, before.organizations);
  await writeLedgerCsv(
    broken,
    own.units.map((unit) => ({ ...unit, creditCode: '123' })),
    own.organizations,
  );
  writeFileSync(noFigures, 'not a folder');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  console.log(`audit jobs ${total} / exactly one entry ${exact}`);
  expect(exact).toBe(total);
});

describe.each(ENGINES)('the jobs of the writer on %s', (engine) => {
  let writer: Writer;
  let reader: AuditReader;
  let drop = async (): Promise<void> => undefined;
  beforeAll(async () => {
    const place = engine === 'sqlite' ? null : await emptyDatabase(inject('postgresUrl'));
    const url = place?.url ?? path.join(folder, 'fugai.sqlite');
    writer = await startWriter(url, () => undefined);
    const opened = openAuditReader(url);
    if (opened === null) throw new Error('no database');
    reader = opened;
    drop = async () => place?.drop();
  });
  afterAll(async () => {
    await reader.close();
    await writer.close();
    await drop();
  });

  const perform = async <Name extends JobName>(job: Name, tries: readonly Try<Name>[]): Promise<void> => {
    for (const [name, ask, outcome] of tries) {
      const before = await readHead(reader.db, 'ledger_audit');
      await writer.run(job, ask, ACTOR).catch(() => undefined);
      const { position } = await readHead(reader.db, 'ledger_audit');
      const [entry] = await readNewest(reader.db, 'ledger_audit', { most: 1 });
      total += 1;
      exact += position - before.position === (outcome === null ? 0 : 1) ? 1 : 0;
      expect([job, name, position - before.position]).toEqual([job, name, outcome === null ? 0 : 1]);
      if (outcome !== null)
        expect([job, name, entry]).toMatchObject([job, name, { outcome, actorId: 'cli', actorName: 'tester', address: '127.0.0.1' }]);
    }
  };

  it('leave an entry of what the start itself made, and none of a start that changes nothing', async () => {
    const made = await readNewest(reader.db, 'ledger_audit', { most: 100 });
    expect(made.map((entry) => [entry.actorId, entry.action, entry.object])).toEqual([
      ['system', 'RULES', 'shipped'],
      ['system', 'REGIONS', 'shipped'],
    ]);
    await perform('seeds', TRIES.seeds);
    await perform('recover', TRIES.recover);
  });

  it('leave exactly one entry each, done or refused, in the name of who asked', async () => {
    for (const job of Object.keys(demoFirst) as (keyof typeof demoFirst)[])
      await perform(job, demoFirst[job] as readonly Try<typeof job>[]);
    for (const job of Object.keys(TRIES) as JobName[]) await perform(job, TRIES[job] as readonly Try<typeof job>[]);
    expect(exact).toBe(total);
  });

  it('leave a chain that is whole, with the counts of what was imported and the reason of what was refused', async () => {
    expect((await verifyChain(reader.db, 'LEDGER', [])).problems).toEqual([expect.stringContaining('没有锚点')]);
    const imports = await readNewest(reader.db, 'ledger_audit', { actions: ['IMPORT'], most: 100 });
    const facts = imports.map((entry) => JSON.parse(entry.facts) as Record<string, unknown>);
    expect(facts).toContainEqual(expect.objectContaining({ units: rows, added: rows, version: 1, file: 'ledger' }));
    expect(facts).toContainEqual(expect.objectContaining({ unchanged: true }));
    expect(facts).toContainEqual(expect.objectContaining({ codes: expect.stringContaining('REGION_OUTSIDE') as string }));
    expect(facts).toContainEqual(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});
