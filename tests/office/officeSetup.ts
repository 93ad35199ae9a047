/** Once for the run: every document of the catalogue is fetched, opened by LibreOffice and rendered. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { mendParts } from '../../server/documents/officeArchive.ts';
import { CATALOGUE, PRESENT_PDF, type Asked } from './catalogue.ts';
import { convert, csvFormat, draw, drawGrey, officeProfile } from './programs.ts';

/** A document and what became of it. */
export interface Opened extends Asked {
  readonly file: string;
  /** As LibreOffice prints it. */
  readonly pdf: string;
  /** Small grey pictures of its pages, in order. */
  readonly greys: readonly string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    office: {
      readonly documents: readonly Opened[];
      /** Sheets as `<name>-<sheet>.csv`, worked out by LibreOffice from workbooks that hold −1 as the value of every formula. */
      readonly values: string;
      /** The same as text, as the cells show it. */
      readonly shown: string;
      /** The deck that the server prints by itself. */
      readonly presentPdf: string;
    };
  }
}

async function fetched(home: string, address: string, file: string): Promise<Buffer> {
  const answer = await fetch(new URL(address, home));
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}: ${await answer.text()}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  writeFileSync(file, bytes);
  return bytes;
}

/** Spoils what the workbook says its formulas come to, so that every right number is LibreOffice's own. */
const unworked = (workbook: Buffer): Promise<Buffer> =>
  mendParts(workbook, ({ name, bytes }) =>
    /^xl\/worksheets\/sheet\d+\.xml$/.test(name)
      ? Buffer.from(bytes.toString('utf8').replaceAll(/(<\/f>)<v>[^<]*<\/v>/g, '$1<v>-1</v>'))
      : bytes,
  );

async function fetchAll(home: string, place: (...parts: string[]) => string): Promise<void> {
  for (const { name, suffix, address } of CATALOGUE) {
    const bytes = await fetched(home, address, place(suffix, `${name}.${suffix}`));
    if (suffix === 'xlsx') writeFileSync(place('unworked', `${name}.xlsx`), await unworked(bytes));
  }
  await fetched(home, PRESENT_PDF, place('present.pdf'));
}

/** The folder a person looks into; one that somebody names is only added to. */
function pictureFolder(): string {
  const named = process.env['FUGAI_OFFICE_PICTURES'];
  const folder = named ? path.resolve(named) : path.join(os.tmpdir(), 'fugai-office-pictures');
  if (!named) rmSync(folder, { recursive: true, force: true });
  return folder;
}

async function render({ name, suffix }: Asked, pdf: string, greys: string, pictures: string): Promise<readonly string[]> {
  for (const folder of [greys, path.join(pictures, suffix)]) mkdirSync(folder, { recursive: true });
  await Promise.all([drawGrey(pdf, path.join(greys, name)), draw(pdf, path.join(pictures, suffix, name))]);
  return readdirSync(greys)
    .filter((file) => file.startsWith(`${name}-`) && /^\d+\.pgm$/.test(file.slice(name.length + 1)))
    .sort()
    .map((file) => path.join(greys, file));
}

export default async function officeForTheRun(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-office-'));
  const place = (...parts: string[]): string => path.join(folder, ...parts);
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const name of ['docx', 'pptx', 'xlsx', 'unworked']) mkdirSync(place(name));
    await fetchAll(project.getProvidedContext().demoUrl, place);
    const all = (kind: string): string[] => readdirSync(place(kind)).map((file) => place(kind, file));
    const profile = officeProfile(place('profile'));
    for (const kind of ['docx', 'pptx', 'xlsx']) await convert(profile, all(kind), 'pdf', place('pdf', kind));
    await convert(profile, all('unworked'), csvFormat(false), place('values'));
    await convert(profile, all('unworked'), csvFormat(true), place('shown'));
    const pictures = pictureFolder();
    const documents: Opened[] = [];
    for (const asked of CATALOGUE) {
      const { name, suffix } = asked;
      const pdf = place('pdf', suffix, `${name}.pdf`);
      const greys = await render(asked, pdf, place('grey', suffix), pictures);
      documents.push({ ...asked, file: place(suffix, `${name}.${suffix}`), pdf, greys });
    }
    await draw(place('present.pdf'), path.join(pictures, 'present-pdf'));
    project.provide('office', { documents, values: place('values'), shown: place('shown'), presentPdf: place('present.pdf') });
    console.log(`pictures: ${pictures}`);
  } catch (failure) {
    clear();
    throw failure;
  }
  return clear;
}
