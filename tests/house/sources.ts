import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..', '..');

/** Made by a command from other files, so not written in the house's style. */
const GENERATED = ['web/src/api/gql/', 'web/public/third-party-notices.txt', 'web/screenshots/'];

/** A file of the project: `name` is its path from the top with forward slashes. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** Files of the four rooms with one of the given endings, generated ones left out, sorted by name. */
export function sourceFiles(endings: readonly string[], rooms: readonly string[] = ['server', 'web', 'seed', 'tests']): SourceFile[] {
  const names = rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name.split(path.sep).join('/')}`),
  );
  return names
    .filter((name) => endings.some((ending) => name.endsWith(ending)) && !GENERATED.some((start) => name.startsWith(start)))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));
}

/** `file:line: text` of every line that matches. */
export function linesMatching(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}
