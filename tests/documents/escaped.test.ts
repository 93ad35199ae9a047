import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Served } from '../http/serve.ts';
import { FORMULA, HIT, IMAGE, plantLedger, PREFECTURE, SCRIPT } from '../support/planted.ts';
import { partsOf } from './archive.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-planted-'));
let served: Served | undefined;
beforeAll(async () => {
  await plantLedger(folder);
  served = await serve({ database: path.join(folder, 'fugai.sqlite') });
}, 120_000);
afterAll(async () => {
  await served?.close();
  rmSync(folder, { recursive: true });
});

async function fetched(address: string): Promise<Buffer> {
  const answer = await fetch(`${served?.url}/${address}`);
  const body = Buffer.from(await answer.arrayBuffer());
  expect([address, answer.status, answer.ok ? '' : body.toString()]).toEqual([address, 200, '']);
  return body;
}

interface Read {
  readonly elements: ReadonlySet<string>;
  readonly attributes: readonly string[];
  readonly text: string;
}

/** @throws Error where the text is not well formed */
function readXml(text: string): Read {
  const elements = new Set<string>();
  const attributes: string[] = [];
  let words = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes: given }) => {
    elements.add(name.replace(/^.*:/, '').toLowerCase());
    for (const [key, value] of Object.entries(given)) attributes.push(`${key}=${String(value)}`);
  });
  parser.on('text', (piece) => (words += piece));
  parser.write(text).close();
  return { elements, attributes, text: words };
}

const ACTIVE = ['script', 'img', 'iframe', 'object', 'embed', 'foreignobject', 'oleobject', 'control', 'ddelink'];

function expectInert(name: string, { elements, attributes }: Read): void {
  expect([name, ACTIVE.filter((one) => elements.has(one))]).toEqual([name, []]);
  expect([name, attributes.filter((one) => /^on\w+=|^(xlink:)?href=\s*(javascript|data:text)/i.test(one))]).toEqual([name, []]);
}

const OFFICE = ['overview', 'compare', 'gaps', 'organizations', 'quality'].flatMap((page) =>
  ['xlsx', 'docx', 'pptx'].map((suffix) => `${page}.${suffix}`),
);

describe('names that are markup, formulas or links', () => {
  it.each(['overview', 'trends', 'compare', 'gaps', 'organizations', 'activities', 'quality'])(
    'are text in the picture of %s: no element, no handler, no address of theirs',
    async (page) => {
      const read = readXml((await fetched(`${page}.svg?region=${PREFECTURE}`)).toString('utf8'));
      expectInert(page, read);
      expect(read.elements.has('text')).toBe(true);
    },
  );

  it.each([...OFFICE, 'bulletin.docx', 'present.pptx'])(
    'are text in %s: every part is well formed, and none holds anything that runs',
    async (file) => {
      const parts = await partsOf(await fetched(`${file}?region=${PREFECTURE}`));
      let whole = '';
      for (const [name, content] of parts) {
        if (!/\.(xml|rels|vml)$/.test(name)) continue;
        const read = readXml(content);
        expectInert(`${file} ${name}`, read);
        whole += `${read.text}\n`;
        expect([name, read.attributes.filter((one) => /TargetMode=External/i.test(one))]).toEqual([name, []]);
        for (const [, formula = ''] of content.matchAll(/<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</g)) expect(formula).not.toContain('cmd');
      }
      expect([...parts.keys()].filter((name) => /vbaProject|\.bin$|embeddings\/(?!.*\.xlsx$)|activeX/.test(name))).toEqual([]);
      if (/^(overview|compare)/.test(file)) expect(whole).toContain(IMAGE);
    },
  );

  it.each(['overview.csv', 'compare.csv', 'gaps.csv', 'organizations.csv', 'export/units.csv', 'export/organizations.csv'])(
    'begin no field of %s that a spreadsheet would calculate',
    async (file) => {
      const rows: string[][] = parse(await fetched(`${file}?region=${PREFECTURE}&period=2026Q3`), { relaxColumnCount: true, bom: true });
      const fields = rows.flat();
      expect(fields.filter((field) => /^[=+\-@\t\r＝＋－＠]/.test(field) && Number.isNaN(Number(field)))).toEqual([]);
      if (file.startsWith('export/')) expect(fields).toEqual(expect.arrayContaining([`'${FORMULA}`, IMAGE, SCRIPT]));
    },
  );

  it('are text in the workbook of all units, where a formula is a string', async () => {
    const parts = await partsOf(await fetched(`export/units.xlsx?region=${PREFECTURE}&period=2026Q3`));
    const sheets = [...parts].filter(([name]) => /xl\/(worksheets|sharedStrings)/.test(name) && name.endsWith('.xml'));
    expect(sheets.length).toBeGreaterThan(0);
    const text = sheets.map(([, content]) => readXml(content).text).join('\n');
    expect([text.includes(FORMULA), text.includes(SCRIPT)]).toEqual([true, true]);
    for (const [, content] of sheets) expect(content).not.toMatch(/<f>[^<]*cmd/);
  });

  it.each(['overview.pdf', 'gaps.pdf', 'bulletin.pdf', 'present.pdf'])(
    'bring nothing into %s that a reader would start or open',
    async (file) => {
      const bytes = (await fetched(`${file}?region=${PREFECTURE}`)).toString('latin1');
      expect(bytes.startsWith('%PDF-')).toBe(true);
      expect(bytes.match(/\/(JavaScript|JS|OpenAction|Launch|EmbeddedFile|RichMedia|XFA|URI|SubmitForm)\b/g)).toBeNull();
    },
  );

  it('are JSON in JSON, and never a page: their type is said, and is not to be guessed', async () => {
    const answer = await fetch(`${served?.url}/overview.json?region=${PREFECTURE}`);
    expect([answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
      expect.stringContaining('application/json'),
      'nosniff',
    ]);
    expect(JSON.stringify(await answer.json())).toContain(HIT);
  });

  it('stand in the name of no file: its header has one line and no markup', async () => {
    for (const suffix of ['csv', 'svg', 'pdf']) {
      const answer = await fetch(`${served?.url}/overview.${suffix}?region=410303`);
      await answer.arrayBuffer();
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition') ?? '').not.toMatch(/[<>\r\n]|"[^"]*"[^;]*"/);
    }
  });
});
