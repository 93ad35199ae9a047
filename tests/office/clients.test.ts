/** The client in Python, run by a real python3 against the demo. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';

const CLIENT = path.join(import.meta.dirname, '..', '..', 'web', 'public', 'clients', 'fugai.py');
const url = inject('demoUrl');

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const python = (args: readonly string[]): Promise<Ran> =>
  promisify(execFile)('python3', ['-X', 'utf8', '-W', 'error', '-B', ...args], { maxBuffer: 64e6 }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, out: stdout, err: stderr }),
  );

/** Lines of Python over a client `api`. */
const script = (lines: readonly string[]): Promise<Ran> =>
  python([
    '-c',
    [
      `import sys; sys.path.insert(0, ${JSON.stringify(path.dirname(CLIENT))})`,
      'from fugai import *',
      `api = Fugai(${JSON.stringify(url)})`,
      ...lines,
    ].join('\n'),
  ]);

describe('the client in Python', () => {
  it('prints the 18 prefectures of 410000 with numerator, denominator and rate, as GraphQL has them', async () => {
    const { code, out, err } = await python([CLIENT, url, '410000']);
    expect([code, err]).toEqual([0, '']);
    const query =
      '{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {childrenOf: "410000", kind: ADMINISTRATIVE}, periods: {last: 1}) { region { code name } rate { numerator denominator value } } }';
    const answer = await fetch(new URL('graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await answer.json()) as {
      data: { observations: { region: { code: string; name: string }; rate: { numerator: number; denominator: number; value: number } }[] };
    };
    expect(data.observations).toHaveLength(18);
    expect(out.trim().split('\n')).toEqual(
      data.observations.map(
        ({ region, rate }) => `${region.code}\t${region.name}\t${rate.numerator}/${rate.denominator}\t${rate.value.toFixed(1)} %`,
      ),
    );
  });

  it('says why it was refused, with the code, and how it is used', async () => {
    expect(await python([CLIENT, url, '999999'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('NOT_FOUND：没有这个行政区划代码：999999') as string,
    });
    expect(await python([CLIENT])).toMatchObject({ code: 1, err: expect.stringContaining('用法') as string });
  });

  it('says in one line, with exit code 1, that a township has nothing below it and that no server answers', async () => {
    const below = await python([CLIENT, url, '410302001']);
    const nobody = await python([CLIENT, 'http://127.0.0.1:9', '410000']);
    const wrong = await python([CLIENT, '127.0.0.1', '410000']);
    expect([below, nobody, wrong].map(({ code, out, err }) => [code, out, err.trim().split('\n').length])).toEqual(
      Array.from({ length: 3 }, () => [1, '', 1]),
    );
    expect(below.err).toMatch(/NOT_FOUND：/);
    expect(nobody.err).toMatch(/^UNREACHABLE：连不上 http:\/\/127\.0\.0\.1:9/);
  });

  it('gives each caller an answer of their own, takes booleans and lists for an export and leaves None out', async () => {
    const { code, out, err } = await script([
      'first = api.query(COVERAGE, {"parent": "410000"})["observations"]',
      'count = len(first)',
      'first.clear()',
      'second = api.query(COVERAGE, {"parent": "410000"})["observations"]',
      'second_count = len(second)',
      'second.clear()',
      'print(count, second_count, len(api.query(COVERAGE, {"parent": "410000"})["observations"]))',
      'asked = {"region": "410302", "sector": ["NON_PUBLIC_ENTERPRISE", "SOCIAL_ORGANIZATION"], "park": None}',
      'print(*sorted({row["has_premises"] for has in (True, False) for row in api.export("units", hasPremises=has, **asked)}))',
    ]);
    expect([code, out.trim().split('\n'), err]).toEqual([0, ['18 18 18', '0 1'], '']);
  });

  it('the example at its head runs as it stands', async () => {
    const { code, out, err } = await script([
      'import re, textwrap, fugai',
      'example = textwrap.dedent(re.search(r"^    from fugai import.*", fugai.__doc__, re.S | re.M).group())',
      `exec(example.replace("http://127.0.0.1:4000", ${JSON.stringify(url)}))`,
    ]);
    expect([code, err]).toEqual([0, '']);
    expect(out.trim().split('\n').length).toBeGreaterThan(100);
  });

  it('walks the units of a county by pages, streams them as an export, and both are the same', async () => {
    const { code, out, err } = await script([
      'UNITS = """query Units($region: ID!, $after: String) { units(where: {region: $region}, first: 50, after: $after) {',
      '  nodes { creditCode } pageInfo { hasNextPage endCursor } } }"""',
      'walked = [unit["creditCode"] for unit in api.nodes(UNITS, "units", {"region": "410302"})]',
      'streamed = [row["credit_code"] for row in api.export("units", region="410302")]',
      'print(len(walked) > 50, walked == streamed)',
    ]);
    expect([code, out.trim(), err]).toEqual([0, 'True True', '']);
  });

  it('takes an unchanged answer from memory, and gives errors of exports with their code', async () => {
    const { code, out, err } = await script([
      'first = api.query(COVERAGE, {"parent": "410000"})',
      'print(len(api._known), api.query(COVERAGE, {"parent": "410000"}) == first)',
      'try: list(api.export("units", kind="X"))',
      'except FugaiError as refused: print(refused.code, refused.status)',
      'print(Fugai(api._url, version=next(iter(api.export("units")))["data_version"]).query(COVERAGE, {"parent": "410000"}) == first)',
    ]);
    expect([code, out.trim().split('\n'), err]).toEqual([0, ['1 True', 'BAD_USER_INPUT 400', 'True'], '']);
  });
});
