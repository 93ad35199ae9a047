/** PDF with the fonts that ship with the program: nothing is fetched, only these two files are read. */
import { createRequire } from 'node:module';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { PACKAGED } from './charts/look.ts';
import { FONT_FILES } from './picture.ts';

type Library = typeof import('pdfmake');

const pdfmake = createRequire(import.meta.url)('pdfmake') as Library;
const [normal = '', bold = normal] = FONT_FILES;
pdfmake.setFonts({ [PACKAGED]: { normal, bold, italics: normal, bolditalics: bold } });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FONT_FILES.includes(path));

export const makePdf = async (definition: TDocumentDefinitions): Promise<Buffer> =>
  pdfmake.createPdf({ ...definition, defaultStyle: { font: PACKAGED, ...definition.defaultStyle } }).getBuffer();
