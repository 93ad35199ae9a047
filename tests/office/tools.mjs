/**
 * What opens the documents, what turns them into pictures, and what runs the client in Python. `node tests/office/tools.mjs` names what is missing and ends with 1.
 * Node's own modules only: .ci/run asks before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = 'libreoffice-writer libreoffice-calc libreoffice-impress poppler-utils fonts-noto-cjk python3';

/** Full path of a program; null where the PATH has none. */
function found(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? null;
}

/** Writer, Calc and Impress are packages of their own; each brings a file of settings. Elsewhere than on Debian the conversion itself tells. */
function missingParts(soffice) {
  const registry = path.join(path.dirname(realpathSync(soffice)), '..', 'share', 'registry');
  if (!existsSync(registry)) return [];
  return ['writer', 'calc', 'impress']
    .filter((part) => !existsSync(path.join(registry, `${part}.xcd`)))
    .map((part) => `LibreOffice ${part}`);
}

/** Without one, hanzi become boxes, and no text of the PDF says so. */
function missingFont() {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() === '' ? ['a font with Chinese glyphs'] : [];
}

export function missingTools() {
  const programs = ['soffice', 'pdftoppm', 'pdftotext', 'pdffonts', 'python3'].filter((program) => found(program) === null);
  const soffice = found('soffice');
  return [...programs, ...(soffice === null ? [] : missingParts(soffice)), ...missingFont()];
}

export const advice = (missing) =>
  `缺少 ${missing.join('、')}，无法检查文稿。请安装 LibreOffice、poppler、中文字体和 python3。
Missing: ${missing.join(', ')}. The documents cannot be opened and looked at.
Debian, Ubuntu: apt-get install --no-install-recommends ${PACKAGES}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = missingTools();
  if (missing.length > 0) {
    console.log(missing.join(', '));
    process.exitCode = 1;
  }
}
