/** Which styles of a workbook show a number as a date: «3-5» typed into a count becomes the number of a day, and looks like a date alone. */
import type { Archive } from './archive.ts';
import { readXml } from './xml.ts';

/** Formats that every spreadsheet has without naming them: dates and times, and those of East Asian ones. */
const isBuiltIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Quoted and escaped text, spaces and fillers, colours and conditions say nothing of what the number is. */
const DECORATION = /"[^"]*"|\\.|[_*].|\[[^\]]*\]/g;
const isDateFormat = (code: string): boolean => /[ymdhs]/i.test(code.replace(DECORATION, '').replace(/general|standard/gi, ''));

/** Indices of the cell styles that show a date or a time. */
export async function readDateStyles(archive: Archive, part: string | undefined): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (part === undefined || !archive.has(part)) return found;
  const formats = new Set<number>();
  let inCells = false;
  let at = 0;
  await readXml(archive, part, {
    open(name, attributes) {
      if (name === 'numFmt' && isDateFormat(attributes['formatCode'] ?? '')) formats.add(Number(attributes['numFmtId']));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId']);
        if (isBuiltIn(id) || formats.has(id)) found.add(String(at));
        at += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return found;
}
