/** What each suffix of an address gives: one sheet in, one file out. The libraries behind the suffixes are large, and each is loaded with its first file. */
import type { Words } from '../domain/words.ts';
import type { Suffix } from '../../web/src/state/pages.ts';
import type { Selection } from '../../web/src/state/selection.ts';
import { writeCsv } from './csv.ts';
import { writeJson } from './json.ts';
import { onSlides, type Sheet } from './sheet.ts';

export interface Writing {
  readonly sheet: Sheet;
  readonly selection: Selection;
  readonly dataVersion: string;
  /** When the data last changed, ISO; null: never yet. */
  readonly dataAt: string | null;
  readonly notices: readonly Words[];
  /** Address of the view below the base path, `/overview?region=410000`. */
  readonly address: string;
  /** A mark of byte order in front, by which older spreadsheets know UTF-8. */
  readonly bom: boolean;
}

export interface Writer {
  readonly type: string;
  /** Shown in the browser, or saved. */
  readonly shown: boolean;
  /** Takes so long that one is made at a time. */
  readonly heavy: boolean;
  readonly write: (writing: Writing) => Promise<Buffer>;
}

async function pictured({ sheet, selection }: Writing): Promise<string> {
  const { pictureOf } = await import('./composition.ts');
  return pictureOf(sheet, selection.theme, selection.lang);
}

export const WRITERS = {
  csv: {
    type: 'text/csv; charset=utf-8',
    shown: false,
    heavy: false,
    write: async ({ sheet, selection, bom }) => writeCsv(sheet, selection.lang, bom),
  },
  json: {
    type: 'application/json; charset=utf-8',
    shown: true,
    heavy: false,
    write: async ({ sheet, dataVersion, notices }) => writeJson(sheet, dataVersion, notices),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    shown: false,
    heavy: true,
    write: async ({ sheet, selection, address, dataAt }) =>
      (await import('./xlsx.ts')).writeWorkbook(sheet, address, selection.lang, dataAt),
  },
  svg: {
    type: 'image/svg+xml; charset=utf-8',
    shown: true,
    heavy: true,
    write: async (writing) => Buffer.from(await pictured(writing), 'utf8'),
  },
  png: {
    type: 'image/png',
    shown: true,
    heavy: true,
    write: async (writing) => (await import('./picture.ts')).paint(await pictured(writing)),
  },
  pptx: {
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    shown: false,
    heavy: true,
    write: async ({ sheet, selection }) =>
      (await import('./pptx.ts')).writePptx([onSlides(sheet)], selection.lang, selection.theme, selection.frame, selection.room),
  },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    shown: false,
    heavy: true,
    write: async ({ sheet, selection }) => (await import('./docx.ts')).writeDocx(sheet, selection.lang),
  },
  pdf: {
    type: 'application/pdf',
    shown: true,
    heavy: true,
    write: async ({ sheet, selection }) => (await import('./pdf.ts')).writePdfReport(sheet, selection.lang),
  },
} as const satisfies Record<Suffix, Writer>;
