/** Which version of the program this is, for what it leaves on the disk. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

function packageFile(folder: string): string {
  const file = path.join(folder, 'package.json');
  return existsSync(file) || path.dirname(folder) === folder ? file : packageFile(path.dirname(folder));
}

/** As package.json says it, `0.1.0`. */
export const PROGRAM_VERSION = String((JSON.parse(readFileSync(packageFile(import.meta.dirname), 'utf8')) as { version: string }).version);
