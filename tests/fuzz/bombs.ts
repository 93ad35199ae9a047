/** Small files that would be large: what they unpack to, nest or count to would fill a machine. */
import { createCsvBomb, createWorkbookBomb, type Bomb } from './bombParts.ts';

const REPEATED = 100_000_000;

const sheet = (body: string | Buffer): Buffer => createWorkbookBomb({ 'xl/worksheets/sheet1.xml': body });
const rows = (inner: string): string => `<worksheet><sheetData>${inner}</sheetData></worksheet>`;
const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');

export const BOMBS: readonly Bomb[] = [
  { kind: 'a sheet of 1 GB in 1 MB', code: 'TOO_LARGE_UNPACKED', make: () => sheet(Buffer.alloc(1_000_000_000, 32)) },
  {
    kind: 'a sheet of 1 GB that says it has 1 KB',
    code: 'DAMAGED',
    make: () => createWorkbookBomb({ 'xl/worksheets/sheet1.xml': Buffer.alloc(REPEATED, 32) }, { 'xl/worksheets/sheet1.xml': 1_000 }),
  },
  {
    kind: 'a cell of 60 MB',
    code: 'ODD_STRUCTURE',
    make: () => sheet(rows(`<row r="1"><c r="A1" t="inlineStr"><is><t>${'x'.repeat(60_000_000)}</t></is></c></row>`)),
  },
  {
    kind: 'an attribute of 60 MB',
    code: 'ODD_STRUCTURE',
    make: () => sheet(rows(`<row r="1" s="${'x'.repeat(60_000_000)}"></row>`)),
  },
  { kind: 'a million elements in one another', code: 'ODD_STRUCTURE', make: () => sheet(rows('<row>'.repeat(1_000_000))) },
  {
    kind: 'a billion laughs',
    code: 'DOCTYPE',
    make: () => sheet(`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">${laughs}]>${rows('<row><c><v>&l9;</v></c></row>')}`),
  },
  { kind: 'a document type of 60 MB', code: 'DOCTYPE', make: () => sheet(`<!DOCTYPE l [${'<!ENTITY a "b">'.repeat(4_000_000)}]>`) },
  { kind: 'a million columns', code: 'TOO_MANY_COLUMNS', make: () => sheet(rows(`<row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`)) },
  {
    kind: 'a cell in the last column of a million rows',
    code: 'TOO_MANY_COLUMNS',
    make: () =>
      sheet(rows(Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>1</v></c></row>`).join(''))),
  },
  { kind: 'a million columns in a CSV', code: 'TOO_MANY_COLUMNS', make: () => createCsvBomb(`${','.repeat(1_000_000)}\r\n`) },
  { kind: 'a quote that never closes', code: 'UNCLOSED_QUOTE', make: () => createCsvBomb(`"${'x'.repeat(60_000_000)}`) },
  {
    kind: '50 000 parts',
    code: 'ODD_STRUCTURE',
    make: () => createWorkbookBomb(Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`x/${at}`, '']))),
  },
];
