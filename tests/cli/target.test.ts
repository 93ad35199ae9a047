import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runInside, type RanInside } from './inside.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-target-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const target = (words: string): Promise<RanInside> => runInside(folder, ['target', ...words.split(' ')]);
const HENAN = '--region 410000 --indicator PARTY_ORG_COVERAGE';

it('sets a target from a day on, lists it with who set it, and takes it away once', async () => {
  expect(await target(`set 92.5 ${HENAN} --from 2027-01-01`)).toMatchObject({
    code: 0,
    printed: [expect.stringMatching(/^410000 .* 自 2027-01-01 起的目标为 92.5%$/)],
  });
  const listed = JSON.parse(String((await target('list --region 410000 --json')).printed[0])) as { targets: object[] };
  expect(listed.targets).toContainEqual(
    expect.objectContaining({ region: '410000', indicator: 'party_org_coverage', validFrom: '2027-01-01', target: 92.5, setBy: 'cli' }),
  );
  expect((await target('list --region 410000')).printed.join('\n')).toMatch(
    /410000 {2}party_org_coverage {2}自 2027-01-01 {2}92.5% {2}cli/,
  );
  expect(await target(`remove ${HENAN} --from 2027-01-01`)).toMatchObject({ code: 0, printed: [expect.stringContaining('已删除 410000')] });
  expect(await target(`remove ${HENAN} --from 2027-01-01`)).toMatchObject({
    code: 1,
    complained: [expect.stringContaining('没有这个目标')],
  });
});

it.each([
  [`set x ${HENAN} --from 2027-01-01`, 2, '收到「x」'],
  [`set 101 ${HENAN} --from 2027-01-01`, 1, '101'],
  [`set 90 --region 999999 --indicator party_org_coverage --from 2027-01-01`, 1, '999999'],
  [`set 90 ${HENAN} --from tomorrow`, 1, 'tomorrow'],
  [`set 90 ${HENAN}`, 2, '缺少 --from'],
  ['set 90 --region 410000 --indicator happiness --from 2027-01-01', 2, '没有「happiness」'],
  ['raise', 2, '收到「raise」'],
])('refuses «target %s» with exit code %i', async (words, code, told) => {
  const ran = await target(words);
  expect([ran.code, ran.printed, ran.complained.join('\n')]).toEqual([code, [], expect.stringContaining(told)]);
});
