import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFigures, type FigureProblem, type FiguresReading } from '../../server/ledger/figures.ts';

const SOURCES = 'source_id,title,publisher,published_on,region_code,kind,reference\ns,一篇讲话,某总工会,2014-07-22,520000,speech,\n';
const FIGURE_HEADER =
  'figure_id,source_id,region_code,place,as_of,as_of_precision,subject,quantity,label,printed,value,unit,qualifier,basis\n';
const PARKS = 'parks,s,520000,贵州省,2013-12-31,year,UNION,units,工业园区,117个,117,park,exact,\n';
const COVERED = 'covered,s,520000,贵州省,2013-12-31,year,UNION,covered_units,建会园区,83个,83,park,exact,\n';
const RATE = 'rate,s,520000,贵州省,2013-12-31,year,UNION,rate,建会率,89.11%,89.11,percent,exact,REGISTERED\n';
const RELATION_HEADER = 'relation_id,kind,role,figure_id\n';
const RELATIONS = `${RELATION_HEADER}r,RATIO,numerator,covered\nr,RATIO,denominator,parks\nr,RATIO,rate,rate\n`;

interface Files {
  readonly sources?: string | Buffer | null;
  readonly figures?: string | Buffer | null;
  readonly relations?: string | Buffer | null;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'figures-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Reads three good files, of which some are replaced or (null) left out. */
async function read(files: Files = {}): Promise<FiguresReading> {
  const good = { sources: SOURCES, figures: FIGURE_HEADER + PARKS + COVERED + RATE, relations: RELATIONS };
  for (const [name, content] of Object.entries({ ...good, ...files })) {
    if (content !== null && content !== undefined) await writeFile(join(folder, `${name}.csv`), content);
  }
  return readFigures(folder, { isRegion: (code) => code === '520000' || code === '100000' });
}
const figuresWith = async (row: string): Promise<readonly FigureProblem[]> =>
  (await read({ figures: FIGURE_HEADER + PARKS + COVERED + RATE + row })).problems;

describe('a folder of published figures', () => {
  it('gives 1 source, 3 figures with their intervals and 1 relation in file order', async () => {
    const { sources, figures, relations, problems } = await read();
    expect(problems).toEqual([]);
    expect(sources).toEqual([
      { id: 's', title: '一篇讲话', publisher: '某总工会', publishedOn: '2014-07-22', region: '520000', kind: 'speech', reference: null },
    ]);
    expect(figures.map(({ id, value, low, high, unit, basis }) => [id, value, low, high, unit, basis])).toEqual([
      ['parks', 117, 117, 117, 'park', null],
      ['covered', 83, 83, 83, 'park', null],
      ['rate', 89.11, 89.105, 89.115, 'percent', 'REGISTERED'],
    ]);
    expect(relations).toEqual([
      {
        id: 'r',
        kind: 'RATIO',
        members: [
          { role: 'numerator', figure: 'covered' },
          { role: 'denominator', figure: 'parks' },
          { role: 'rate', figure: 'rate' },
        ],
      },
    ]);
  });

  it('reads the same with a byte-order mark, CRLF line ends and blank lines', async () => {
    const plain = await read();
    const marked = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n\r\n')}`;
    const again = await read({
      sources: marked(SOURCES),
      figures: marked(FIGURE_HEADER + PARKS + COVERED + RATE),
      relations: marked(RELATIONS),
    });
    expect(again).toEqual(plain);
  });

  it('takes ALL as no subject, an unknown date as null, a masked number as no value and 100余 as unbounded', async () => {
    const { figures, problems } = await read({
      figures: `${FIGURE_HEADER}${PARKS}${COVERED}${RATE}a,s,520000,某区,,unknown,ALL,units,企业,XX家,,unit,masked,\nb,s,520000,某区,2013-12-31,day,PARTY,units,企业,100余家,100,unit,at_least,\n`,
    });
    expect(problems).toEqual([]);
    expect(figures.slice(3)).toMatchObject([
      { subject: null, asOf: null, asOfPrecision: 'unknown', value: null, low: null, high: null, qualifier: 'MASKED' },
      { subject: 'PARTY', value: 100, low: 100, high: null, qualifier: 'AT_LEAST' },
    ]);
  });
});

const GOOD = {
  figure_id: 'x',
  source_id: 's',
  region_code: '520000',
  place: '贵州省',
  as_of: '2013-12-31',
  as_of_precision: 'year',
  subject: 'UNION',
  quantity: 'units',
  label: '园区',
  printed: '117个',
  value: '117',
  unit: 'park',
  qualifier: 'exact',
  basis: '',
};
type Column = keyof typeof GOOD;
const row = (more: Partial<typeof GOOD>): string => `${Object.values({ ...GOOD, ...more }).join(',')}\n`;

describe('problems name file, line, column and value', () => {
  it.each<[Column, Partial<typeof GOOD>, string]>([
    ['source_id', { source_id: 'nobody' }, '来源「nobody」不在 sources.csv 中，请先登记来源'],
    ['figure_id', { figure_id: 'parks' }, '「parks」与第 2 行重复，编号必须唯一，请改其一'],
    ['figure_id', { figure_id: '' }, '第 5 行缺少 figure_id，请填写'],
    ['region_code', { region_code: '999999' }, '没有行政区划「999999」，请核对代码'],
    ['value', { value: '118' }, 'value 118 与原文「117个」不符，原文是 117，请改其一'],
    ['value', { value: 'NaN' }, '「NaN」不是有效数字，请填 117'],
    ['value', { value: '', printed: '10.76万' }, '「」不是有效数字，请填 107600'],
    ['value', { printed: 'XX个', qualifier: 'masked' }, '原文「XX个」隐去了数字，value 应为空'],
    ['qualifier', { printed: '约117个' }, '原文「约117个」是约，与 exact 不符，请改成 about'],
    ['unit', { printed: '117%' }, '原文「117%」与单位 park 不符，请核对'],
    ['label', { label: '' }, '第 5 行缺少 label，请填写'],
    ['as_of', { as_of: '2013-02-30' }, '「2013-02-30」不是日期，请写成 2013-12-31'],
    ['as_of', { as_of: '' }, '缺少截至日期；来源没有写明时，as_of_precision 请填 unknown'],
  ])('%s of line 5 in %o', async (column, more, message) => {
    expect(await figuresWith(row(more))).toEqual([{ file: 'figures.csv', row: 5, column, value: { ...GOOD, ...more }[column], message }]);
  });

  it.each<[Column, Partial<typeof GOOD>, string]>([
    ['printed', { printed: '若干' }, '「若干」读不出数来'],
    ['printed', { printed: '1234567890123456个', value: '1234567890123456' }, '超出精度（最多 15 位有效数字）'],
    ['value', { value: '1e999999999' }, '「1e999999999」不是有效数字，请填 117'],
    ['subject', { subject: 'CLUB' }, '「CLUB」不是可用的值，可用：PARTY、UNION、LEAGUE、WOMEN'],
    ['unit', { unit: 'dozen' }, '「dozen」不是可用的值'],
    ['qualifier', { qualifier: 'roughly' }, '「roughly」不是可用的值'],
    ['as_of_precision', { as_of_precision: 'century' }, '「century」不是可用的值'],
  ])('%s that cannot be read in %o', async (column, more, message) => {
    const [problem, ...others] = await figuresWith(row(more));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file: 'figures.csv', row: 5, column });
    expect(problem?.message).toContain(message);
  });

  it('an unknown kind, role or figure of a relation, and one with 2 rates', async () => {
    const of = async (rows: string): Promise<string> => {
      const { problems } = await read({ relations: RELATION_HEADER + rows });
      return problems.map(({ row: line, column, message }) => `${line} ${column} ${message}`).join('\n');
    };
    expect(await of('r,GUESS,value,parks\n')).toBe(
      '2 kind 关系「r」：没有「GUESS」这种关系，可用：RATIO、GRIM、SUM、SAME、SHARES、MULTIPLES、LEDGER、SERIES',
    );
    expect(await of('r,SUM,total,parks\nr,SUM,half,covered\n')).toBe('3 role SUM 没有「half」这个角色，可用：total、part');
    expect(await of('r,SUM,total,parks\nr,SUM,part,nobody\n')).toBe('3 figure_id 公布数「nobody」不在 figures.csv 中，请核对编号');
    expect(await of('r,RATIO,numerator,covered\nr,RATIO,denominator,parks\nr,RATIO,rate,rate\nr,RATIO,rate,rate\n')).toBe(
      '2 kind 关系「r」：角色「rate」有 2 个数，应恰为 1 个',
    );
  });

  it('a missing file, a missing and an unknown column, a short row, no rows at all', async () => {
    const messages = async (files: Files): Promise<readonly string[]> => (await read(files)).problems.map(({ message }) => message);
    expect(await messages({ relations: null })).toEqual(['缺少文件 relations.csv，文件夹中应有 sources.csv、figures.csv、relations.csv']);
    expect(await messages({ relations: 'relation_id,kind,role,figure\n' })).toEqual([
      'relations.csv 缺少列「figure_id」，请补上（可以为空）',
      'relations.csv 不认识列「figure」，可用：relation_id、kind、role、figure_id',
    ]);
    expect(await messages({ relations: `${RELATIONS}q,SAME\n` })).toEqual(['第 5 行有 2 格，表头有 4 格：可能有逗号没有加引号']);
    expect(await messages({ relations: RELATION_HEADER })).toEqual(['relations.csv 中没有数据行']);
  });

  it('a file that is not UTF-8, and one with an open quote', async () => {
    const gb = Buffer.concat([Buffer.from(SOURCES), Buffer.from([0xd6, 0xd0, 0xb9, 0xfa])]);
    expect((await read({ sources: gb })).problems[0]).toMatchObject({
      file: 'sources.csv',
      row: null,
      message: 'sources.csv 不是 UTF-8 编码，请另存为 UTF-8（带或不带 BOM 均可）',
    });
    expect((await read({ sources: `${SOURCES}"t,半个引号\n` })).problems[0]?.message).toContain('sources.csv');
  });

  it('all problems are listed: 3 wrong rows give 3', async () => {
    expect(
      await figuresWith(row({ figure_id: 'a', value: '1' }) + row({ figure_id: 'b', unit: 'x' }) + row({ figure_id: 'c', source_id: 'y' })),
    ).toHaveLength(3);
  });
});
