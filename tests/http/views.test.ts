import { parse } from 'csv-parse/sync';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { SHEET_PAGES } from '../../server/documents/pages/index.ts';
import { WRITERS } from '../../server/documents/writers.ts';
import { hungUp } from '../../server/http/refusal.ts';
import { createTurns } from '../../server/http/turns.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { partsOf } from '../documents/archive.ts';
import { serve, type Served } from './serve.ts';

const REGION = 'region=410300';
let database: TestDatabase;
let served: Served;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  for (const [period, sole] of [
    ['2025Q3', 2],
    ['2025Q4', 5],
  ] as const) {
    await database.submit('410302', period, ledgerOf('410302', { sole, none: 2 }));
    await database.submit('410303', period, ledgerOf('410303', { sole: 1, joint: 1, none: 2 }));
  }
  served = await serve({ database: database.url });
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const get = (address: string, headers: Record<string, string> = {}) => fetch(`${served.url}${address}`, { headers });
const bytes = async (address: string): Promise<Buffer> => Buffer.from(await (await get(address)).arrayBuffer());

describe('one number in every form', () => {
  it('is 5/7 for 410302 in CSV, workbook, JSON and GraphQL of the same address', async () => {
    const address = `?${REGION}&period=2025Q4&indicator=PARTY_ORG_COVERAGE&basis=OPERATING`;
    const rows: string[][] = parse(await bytes(`/compare.csv${address}`), { relaxColumnCount: true });
    const head = rows[0] ?? [];
    const at = (name: string) => head.findIndex((one) => one.startsWith(name));
    const row = rows.find((one) => one[at('代码')] === '410302') ?? [];
    const csv = [at('党的组织覆盖率'), at('有党组织覆盖的单位'), at('口径内单位')].map((column) => Number(row[column]));

    const page = String((await partsOf(await bytes(`/compare.xlsx${address}`))).get('xl/worksheets/sheet1.xml'));
    const workbook = [
      ...page.matchAll(
        /<c r="F\d+"[^>]*><f>G\d+\/H\d+\*100<\/f><v>([^<]+)<\/v><\/c><c r="G\d+"[^>]*><v>(\d+)<\/v><\/c><c r="H\d+"[^>]*><v>(\d+)</g,
      ),
    ]
      .map(([, ...values]) => values.map(Number))
      .find(([, numerator]) => numerator === 5);

    const json = (await (await get(`/compare.json${address}`)).json()) as {
      answer: { ranking: { observation: { region: string; rate: { value: number; numerator: number; denominator: number } } }[] };
    };
    const { rate } = json.answer.ranking.find(({ observation }) => observation.region === '410302')?.observation ?? { rate: null };

    const { data } = await served.ask(
      '{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410302"]}, periods: {only: ["2025Q4"]}, basis: OPERATING) { rate { value numerator denominator } } }',
    );
    const [asked] = (data as { observations: { rate: { value: number; numerator: number; denominator: number } }[] }).observations;

    const expected = [(5 / 7) * 100, 5, 7];
    expect(csv).toEqual(expected);
    expect(workbook).toEqual(expected);
    expect([rate?.value, rate?.numerator, rate?.denominator]).toEqual(expected);
    expect([asked?.rate.value, asked?.rate.numerator, asked?.rate.denominator]).toEqual(expected);
  });

  it('has the title of GraphQL’s brief in JSON', async () => {
    const json = (await (await get(`/overview.json?${REGION}`)).json()) as { title: { zh: string }; dataVersion: string };
    const { data, extensions } = await served.ask(
      '{ brief(page: OVERVIEW, region: "410300", indicator: PARTY_ORG_COVERAGE, basis: OPERATING) { title { zh } } }',
    );
    expect(json.title.zh).toBe((data as { brief: { title: { zh: string } } }).brief.title.zh);
    expect(json.dataVersion).toBe(extensions['dataVersion']);
  });
});

describe('files of views', () => {
  it(`come from all ${SHEET_PAGES.length} pages and the why card as CSV, JSON, workbook and SVG, in both languages, with a ledger and without`, async () => {
    const refused: string[] = [];
    for (const page of SHEET_PAGES)
      for (const suffix of ['csv', 'json', 'xlsx', 'svg'])
        for (const parameters of [REGION, 'region=100000&lang=en', `${REGION}&why=410302`]) {
          const answer = await get(`/${page}.${suffix}?${parameters}`);
          const file = await answer.arrayBuffer();
          if (answer.status !== 200 || file.byteLength < 60) refused.push(`${page}.${suffix}?${parameters} ${answer.status}`);
        }
    expect(refused).toEqual([]);
    expect(served.open()).toBe(0);
  }, 120_000);

  it('are named in Chinese by RFC 5987, with a Latin name beside it', async () => {
    const disposition = String((await get(`/compare.xlsx?${REGION}&period=2025Q4`)).headers.get('content-disposition'));
    expect(disposition).toMatch(/^attachment; filename="compare-410300-2025Q4\.xlsx"; filename\*=UTF-8''/);
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe('对比-洛阳市-2025Q4.xlsx');
  });

  it('come as slides, paper and PDF, and the playlist and the bulletin too, each with the first bytes of its kind', async () => {
    const first: string[] = [];
    for (const file of ['overview.pptx', 'overview.docx', 'overview.pdf', 'present.pptx', 'present.pdf', 'bulletin.docx', 'bulletin.pdf']) {
      const answer = await get(`/${file}?${REGION}`);
      first.push(
        `${file} ${answer.status} ${Buffer.from(await answer.arrayBuffer())
          .subarray(0, 4)
          .toString('latin1')
          .replace(/[^ -~]/g, '.')}`,
      );
    }
    expect(first).toEqual([
      'overview.pptx 200 PK..',
      'overview.docx 200 PK..',
      'overview.pdf 200 %PDF',
      'present.pptx 200 PK..',
      'present.pdf 200 %PDF',
      'bulletin.docx 200 PK..',
      'bulletin.pdf 200 %PDF',
    ]);
  }, 120_000);

  it('show a picture of 1600 × 900 in the browser', async () => {
    const answer = await get(`/overview.png?${REGION}&theme=dark`);
    const png = Buffer.from(await answer.arrayBuffer());
    expect([answer.headers.get('content-type'), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['image/png', 1600, 900]);
    expect(answer.headers.get('content-disposition')).toMatch(/^inline;/);
  }, 60_000);

  it('have a BOM when bom=1 asks for one, which is no parameter of the view', async () => {
    const answer = await get(`/overview.csv?${REGION}&bom=1`);
    expect(answer.headers.get('x-fugai-notice')).toBeNull();
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 3)
        .toString('hex'),
    ).toBe('efbbbf');
  });

  it('answer 304 to the tag they gave, and 200 once the address differs', async () => {
    const tag = String((await get(`/trends.csv?${REGION}`)).headers.get('etag'));
    expect((await get(`/trends.csv?${REGION}`, { 'if-none-match': tag })).status).toBe(304);
    expect((await get(`/trends.csv?${REGION}&lang=en`, { 'if-none-match': tag })).status).toBe(200);
  });

  it('fall back like the page for a bad parameter, and say so in the header and in the file', async () => {
    const answer = await get('/overview.csv?region=999999&period=1999Q1&theme=pink');
    const notice = decodeURIComponent(String(answer.headers.get('x-fugai-notice')));
    expect(notice).toContain('「theme=pink」');
    expect(notice).toContain('没有代码为「999999」的地区');
    expect(notice).toContain('没有「1999Q1」这一期');
    const text = await answer.text();
    expect(text).toContain('说明,地址中的「theme=pink」无法识别，已按默认显示。');
    expect(text).toContain('说明,没有代码为「999999」的地区，已改为显示全国。');
  });

  it('are refused in Chinese: 404 for an unknown page or suffix, 400 for a cursor of another list, 4xx for a version that never was', async () => {
    const refusal = async (address: string) => {
      const answer = await get(address);
      return [answer.status, ((await answer.json()) as { error: string }).error];
    };
    expect(await refusal('/nothing.csv')).toEqual([404, `没有「nothing」这一页，可用的有 ${SHEET_PAGES.join('、')}、present、bulletin。`]);
    expect(await refusal('/overview.txt')).toEqual([404, `没有 .txt 这种格式，可用的有 ${Object.keys(WRITERS).join('、')}。`]);
    expect(await refusal(`/gaps.csv?${REGION}&after=abc`)).toEqual([400, expect.stringMatching(/游标/)]);
    const [status, words] = await refusal(`/overview.csv?${REGION}&version=v999`);
    expect(Number(status)).toBeGreaterThanOrEqual(400);
    expect(Number(status)).toBeLessThan(500);
    expect(words).toMatch(/v999/);
  });
});

describe('a filtered view', () => {
  it('has the rate of accepted submissions of 制造业 that GraphQL gives, and names both conditions in CSV, JSON and workbook', async () => {
    const address = `?${REGION}&period=2025Q4&industry=C&accepted=1`;
    const { data } = await served.ask(
      '{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410300"]}, periods: {only: ["2025Q4"]}, basis: OPERATING, where: {industry: [C]}, acceptedOnly: true) { rate { value numerator denominator missing } } }',
    );
    const [asked] = (data as { observations: { rate: object }[] }).observations;
    const json = (await (await get(`/overview.json${address}`)).json()) as {
      title: { zh: string };
      bullets: unknown[];
      footer: { term: { zh: string }; detail: { zh: string } }[];
      answer: { cards: { rate: object }[] };
    };
    expect(json.answer.cards[0]?.rate).toEqual(asked?.rate);
    expect([json.title.zh, json.bullets]).toEqual(['洛阳市党的组织覆盖率，2025 年第四季度', []]);
    const words = '制造业；只计审核通过';
    expect(json.footer.find(({ term }) => term.zh === '筛选')?.detail.zh).toBe(words);
    expect(String(await bytes(`/overview.csv${address}`))).toContain(`筛选,${words}`);
    expect(String((await partsOf(await bytes(`/overview.xlsx${address}`))).get('xl/sharedStrings.xml'))).toContain(words);
  });
});

describe('an asker who hangs up', () => {
  it('is told from a fault of the program by the closed socket', () => {
    const request = (destroyed: boolean) => ({ raw: { socket: { destroyed } } }) as Pick<FastifyRequest, 'raw'>;
    const [closed, other] = [{ code: 'ERR_STREAM_PREMATURE_CLOSE' }, { code: 'ENOENT' }];
    expect([hungUp(closed, request(true)), hungUp(closed, request(false)), hungUp(other, request(true))]).toEqual([true, false, false]);
  });
});

describe('turns', () => {
  it('are one at a time, in order, and lost by who went away', async () => {
    const turns = createTurns();
    const stay = new AbortController().signal;
    const gone = AbortSignal.abort();
    const said: string[] = [];
    let busy = 0;
    const work = (name: string) => async () => {
      busy += 1;
      expect(busy).toBe(1);
      await Promise.resolve();
      said.push(name);
      busy -= 1;
      return name;
    };
    expect(await Promise.all([turns.take(stay, work('a')), turns.take(gone, work('b')), turns.take(stay, work('c'))])).toEqual([
      'a',
      undefined,
      'c',
    ]);
    expect(said).toEqual(['a', 'c']);
  });

  it('go on after one has failed, and refuse the third of two who may wait', async () => {
    const turns = createTurns(2);
    const signal = new AbortController().signal;
    const failed = turns.take(signal, () => Promise.reject(new Error('no')));
    const next = turns.take(signal, () => Promise.resolve(1));
    await expect(turns.take(signal, () => Promise.resolve(2))).rejects.toThrow('正在生成的文件过多');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe(1);
  });
});
