import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPrepared } from '../../server/cli/prepare.ts';
import { writeLedgerCsv } from '../../server/ledger/writeXlsx.ts';
import { unitFact } from '../support/facts.ts';
import { hold, type LedgerRows } from '../support/held.ts';
import { bySystem } from '../support/trail.ts';
import { runInside, type RanInside } from './inside.ts';

const PLACE = '--region 410302 --period 2026Q3';
const rows = (count: number, more = {}): LedgerRows => ({
  units: Array.from({ length: count }, (_, at) => unitFact('410302', at + 1, more)),
  organizations: [],
});
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-submission-'));
  await runInside(folder, ['rollup', 'rebuild']);
  await receive(rows(10));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (words: string): Promise<RanInside> => runInside(folder, ['submission', ...words.split(' ')]);
const printed = async (words: string): Promise<string> => (await run(words)).printed.join('\n');

async function receive(ledger: LedgerRows): Promise<void> {
  const store = bySystem(await openPrepared(path.join(folder, 'fugai.sqlite'), () => undefined));
  await hold(store, '410302', '2026Q3', ledger);
  await store.close();
}

it('lists and shows what was received, applies it, accepts, locks and unlocks it', async () => {
  expect(await printed('list --state received')).toMatch(/^410302 {2}2026Q3 {2}第 1 版 {2}已接收 {2}单位 10 组织 0 {2}.* clerk$/);
  expect(await printed(`show ${PLACE}`)).toContain('没有上一版\n单位：0 → 10，新增 10 减少 0 变更 0 相同 0');
  expect(await run(`apply ${PLACE}`)).toMatchObject({ code: 0, printed: ['已提交入库：410302 2026Q3 第 1 版，现在是「已入库」'] });
  expect(await run(`accept ${PLACE}`)).toMatchObject({ code: 0, printed: ['已审核通过：410302 2026Q3 第 1 版，现在是「已审核」'] });
  expect(await run(`lock ${PLACE} --json`)).toMatchObject({ code: 0 });
  expect(await run(`return ${PLACE} --reason 更正`)).toMatchObject({
    code: 1,
    complained: [expect.stringContaining('现在是「已锁定」，不能退回')],
  });
  expect(await run(`unlock ${PLACE}`)).toMatchObject({ code: 1, complained: [expect.stringContaining('解锁须写明原因')] });
  const unlocked = await run(`unlock ${PLACE} --reason 县里来函 --json`);
  expect(JSON.parse(String(unlocked.printed[0]))).toMatchObject({ region: '410302', version: 1, act: 'UNLOCK', state: 'ACCEPTED' });
  const shown = JSON.parse(await printed(`show ${PLACE} --json`)) as {
    submission: object;
    steps: { act: string; reason: string | null }[];
  };
  expect(shown.steps.map(({ act, reason }) => [act, reason])).toEqual([
    ['APPLY', null],
    ['ACCEPT', null],
    ['LOCK', null],
    ['UNLOCK', '县里来函'],
  ]);
});

it('asks for the note and the confirmation of a second version, and takes both; a third is discarded', async () => {
  await receive(rows(8, { staff: 30 }));
  expect((await run(`apply ${PLACE}`)).complained.join()).toMatch(
    /将减少 2 家（上次 10 家），名单见差异，须确认；.*变更 8 家，占 100\.0%，超过 30%，须写变更说明/,
  );
  const shown = await printed(`show ${PLACE}`);
  expect(shown).toContain('与第 1 版（410302）相比\n单位：10 → 8，新增 0 减少 2 变更 8 相同 0');
  expect(shown).toMatch(/变更 两新组织 \S+ 示例单位1：从业人员 20 → 30/);
  expect(await run(`apply ${PLACE} --note 年度复核 --confirm-removals`)).toMatchObject({
    code: 0,
    printed: [expect.stringContaining('第 2 版')],
  });
  expect(await printed(`show ${PLACE}`)).toContain('变更说明：年度复核');
  await receive(rows(9));
  expect(await run(`discard ${PLACE}`)).toMatchObject({ code: 0, printed: ['已撤回：410302 2026Q3 第 3 版'] });
  expect(await run(`discard ${PLACE}`)).toMatchObject({ code: 1, complained: [expect.stringContaining('现在是「已入库」，不能撤回')] });
});

it('imports at the console what should be explained, says so, and keeps the note that comes with it', async () => {
  const file = path.join(folder, 'ledger');
  const units = Array.from({ length: 3 }, (_, at) => unitFact('410302001', at + 1));
  await writeLedgerCsv(
    file,
    units.map((unit) => ({ ...unit, region: '410302' })),
    [],
  );
  const imported = (more: readonly string[]) => runInside(folder, ['import', file, ...PLACE.split(' '), ...more]);
  const told = await imported([]);
  expect([told.code, told.complained.join('\n')]).toEqual([
    0,
    expect.stringContaining('须写变更说明；已照常导入，说明可用 --note 随文件写上'),
  ]);
  await writeLedgerCsv(
    file,
    units.slice(1).map((unit) => ({ ...unit, region: '410302', staff: 55 })),
    [],
  );
  const noted = await imported(['--note', '更正']);
  expect([noted.code, noted.complained.join('\n')]).toEqual([0, expect.not.stringContaining('须写变更说明')]);
  expect(await printed(`show ${PLACE}`)).toContain('变更说明：更正');
});

it.each([
  ['', 2, '收到「」'],
  ['accept --region 410302', 2, '缺少 --period'],
  ['accept --region 410302 --period 2026', 2, '收到「2026」'],
  ['list --state gone', 2, '收到「gone」'],
  ['accept --region 410303 --period 2026Q3', 1, '没有报送'],
  ['accept --region 999999 --period 2026Q3', 1, '999999'],
])('refuses «submission %s» with exit code %i', async (words, code, told) => {
  const ran = await run(words);
  expect([ran.code, ran.printed, ran.complained.join('\n')]).toEqual([code, [], expect.stringContaining(told)]);
});
