/** A sheet as JSON: the rows of the reports behind the view, with what they rest on. */
import type { Words } from '../domain/words.ts';
import type { Sheet } from './sheet.ts';

interface Written {
  readonly title: Words;
  readonly subtitle: Words;
  readonly bullets: readonly Words[];
  readonly dataVersion: string;
  readonly demo: boolean;
  readonly footer: Sheet['footer']['entries'];
  readonly notices: readonly Words[];
  readonly tables: Sheet['tables'];
  readonly answer: unknown;
}

export function writeJson(sheet: Sheet, dataVersion: string, notices: readonly Words[]): Buffer {
  const { title, subtitle, bullets, footer, tables, answer } = sheet;
  const written: Written = { title, subtitle, bullets, dataVersion, demo: footer.demo, footer: footer.entries, notices, tables, answer };
  return Buffer.from(`${JSON.stringify(written, null, 1)}\n`, 'utf8');
}
