import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readXlsx, type Cell, type DataValidation, type Sheet, type Workbook } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { convert, officeProfile } from './programs.ts';
import { textPages } from './reading.ts';

const TEMPLATES = ['ledger', 'summary'] as const;
const BROKEN = /#REF!|#DIV\/0!|#NAME\?|#VALUE!|#N\/A|Err:\d{3}|#{3,}|undefined|\[object/u;
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-templates-'));
const place = (...parts: string[]): string => path.join(folder, ...parts);

const ownSheets = ({ sheets }: Workbook): Sheet[] => sheets.filter(({ name }) => !['填报说明', '代码表'].includes(name));
const notes = ({ cells }: Sheet): string[] => [...(cells ?? [])].flatMap(([, cell]) => (cell.comment ? [cell.comment.text] : []));
const styleAt = ({ cells }: Sheet, at: string): Cell['style'] => cells?.get(at)?.style;
/** Rules of a column by the title of its prompt; the office may cut a range in two. */
const byTitle = ({ dataValidations = [] }: Sheet): Map<string, DataValidation> =>
  new Map(dataValidations.map((one) => [one.inputTitle ?? '', one]));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(TEMPLATES)('the template %s.xlsx, opened and saved by LibreOffice', (name) => {
  let before: Workbook;
  let after: Workbook;
  beforeAll(async () => {
    const answer = await fetch(new URL(`/templates/${name}.xlsx?region=410302&period=2026Q4`, inject('demoUrl')));
    expect(answer.status).toBe(200);
    const file = place(`${name}.xlsx`);
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    mkdirSync(place('saved'), { recursive: true });
    const profile = officeProfile(place('profile'));
    await convert(profile, [file], 'xlsx', place('saved'));
    await convert(profile, [file], 'pdf', place('saved'));
    before = await readXlsx(await readFile(file), { readStyles: true });
    after = await readXlsx(await readFile(place('saved', `${name}.xlsx`)), { readStyles: true });
  }, 180_000);

  it('keeps every sheet, every row and whether a sheet is hidden', () => {
    const shape = ({ sheets }: Workbook) => sheets.map((one) => [one.name, one.hidden === true || one.veryHidden === true]);
    expect(shape(after)).toEqual(shape(before));
    const filled = (sheet: Sheet): string[][] =>
      sheet.rows.flatMap((row) => {
        const cells = row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '')));
        return cells.some((cell) => cell !== '') ? [cells] : [];
      });
    for (const [at, sheet] of ownSheets(before).entries()) {
      const [own, others] = [filled(sheet), filled(ownSheets(after)[at] as Sheet)];
      expect(others.length).toBe(own.length);
      expect(others[2]?.slice(0, 3)).toEqual(own[2]?.slice(0, 3));
    }
  });

  it('keeps the check of every column with its prompt and its refusal, and the note of every header', () => {
    for (const [at, sheet] of ownSheets(before).entries()) {
      const other = ownSheets(after)[at] as Sheet;
      const [asked, kept] = [byTitle(sheet), byTitle(other)];
      expect(asked.size).toBe(sheet.rows[1]?.length);
      expect([...kept.keys()].toSorted()).toEqual([...asked.keys()].toSorted());
      const what = (one: DataValidation | undefined) => [one?.type, one?.inputMessage, one?.errorTitle, one?.errorMessage];
      for (const [title, check] of asked) expect(what(kept.get(title))).toEqual(what(check));
      expect(notes(other).length).toBe(notes(sheet).length);
    }
  });

  it('keeps the headers bold on their colours, what stood before in grey, and codes as texts', () => {
    for (const other of ownSheets(after)) {
      expect(styleAt(other, '1,0')?.font?.bold).toBe(true);
      expect(styleAt(other, '1,0')?.fill).toMatchObject({ fgColor: { rgb: expect.stringContaining('1C4F80') as string } });
      expect(styleAt(other, '2,0')?.font?.color?.rgb).toContain('66717C');
      expect(styleAt(other, '2,0')?.numFmt).toBe('@');
    }
  });

  it('prints without a broken word', async () => {
    const pages = await textPages(place('saved', `${name}.pdf`), '-layout');
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap((text) => text.split('\n').filter((line) => BROKEN.test(line)))).toEqual([]);
  });
});
