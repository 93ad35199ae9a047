/** PDF with the fonts that ship with the program: nothing is fetched, only these two files are read. */
import { createRequire } from 'node:module';
import type * as Pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { PACKAGED } from './charts/look.ts';
import { FONT_FILES } from './picture.ts';

type Library = typeof Pdfmake;

const pdfmake = createRequire(import.meta.url)('pdfmake') as Library;
const [normal = '', bold = normal] = FONT_FILES;
pdfmake.setFonts({ [PACKAGED]: { normal, bold, italics: normal, bolditalics: bold } });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FONT_FILES.includes(path));

/** The packaged font has no narrow no-break space; its ordinary one is narrow enough. */
export const printable = (text: string): string => text.replaceAll('\u202f', '\u00a0');

/** The same content with every text printable. */
function mended(part: unknown): unknown {
  if (typeof part === 'string') return printable(part);
  if (Array.isArray(part)) return part.map(mended);
  return typeof part === 'object' && part !== null
    ? Object.fromEntries(Object.entries(part).map(([name, value]) => [name, mended(value)]))
    : part;
}

export const makePdf = async (definition: TDocumentDefinitions): Promise<Buffer> =>
  pdfmake
    .createPdf({
      ...definition,
      content: mended(definition.content) as Content,
      defaultStyle: { font: PACKAGED, ...definition.defaultStyle },
    })
    .getBuffer();
