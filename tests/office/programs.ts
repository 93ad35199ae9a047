/** The programs of another house: LibreOffice and poppler, each with a time limit. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Standard output. @throws Error with the program's words when it fails or takes longer than `seconds`. */
function call(program: string, args: readonly string[], seconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    // A group of its own: `soffice` is a script, and ending it alone would leave the office running.
    // Sheets have Chinese names and become names of files: in a bare environment the office would write them as question marks.
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    const child = spawn(program, args, { detached: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const words: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.stderr.on('data', (piece: Buffer) => words.push(piece));
    const kill = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    const limit = setTimeout(kill, seconds * 1000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      const said = Buffer.concat(words).toString('utf8').slice(-2000);
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new Error(`${program} ${args.slice(0, 6).join(' ')} ended with ${code}: ${said}`));
    });
  });
}

const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
`;

/** Settings of an office nobody has used yet, but one that computes every formula of a workbook anew on opening. */
export function officeProfile(folder: string): string {
  mkdirSync(path.join(folder, 'user'), { recursive: true });
  writeFileSync(path.join(folder, 'user', 'registrymodifications.xcu'), SETTINGS);
  return folder;
}

/** One LibreOffice opens all the files and writes each as `format` into `folder`. */
export async function convert(profile: string, files: readonly string[], format: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const where = `-env:UserInstallation=${pathToFileURL(profile).href}`;
  await call('soffice', [where, '--headless', '--norestore', '--convert-to', format, '--outdir', folder, ...files], 150);
}

/** What a cell holds, all sheets, each a file `<name>-<sheet>.csv`: numbers in full, or the text that the cell shows. */
export const csvFormat = (shown: boolean): string =>
  `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,${String(shown)},false,false,-1`;

/** A picture a page, `<stem>-01.png`. */
export const draw = (pdf: string, stem: string): Promise<string> => call('pdftoppm', ['-png', '-r', '64', pdf, stem], 120);

/** The same in greys and small, `<stem>-01.pgm`. */
export const drawGrey = (pdf: string, stem: string): Promise<string> => call('pdftoppm', ['-gray', '-r', '36', pdf, stem], 120);

/** `-layout` keeps columns beside each other, `-bbox-layout` gives boxes, nothing gives reading order. Pages end with a form feed. */
export const textOf = (pdf: string, ...options: readonly string[]): Promise<string> => call('pdftotext', [...options, pdf, '-'], 60);

export const fontsOf = (pdf: string): Promise<string> => call('pdffonts', [pdf], 60);
