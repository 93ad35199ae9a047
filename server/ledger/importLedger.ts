/** One file or many → submissions: place, reading, checks, application. The same path for a clerk's workbook and for the demo. */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findAnswer } from '../db/answeredKeys.ts';
import { findKnownCodes, findLedgerPlace, type KnownCode, type LedgerPlace } from '../db/submissions.ts';
import type { Db } from '../db/open.ts';
import type { AuditedStore } from '../db/trail.ts';
import { badInput } from '../domain/errors.ts';
import { asOfDate, type Quarter } from '../domain/period.ts';
import type { Region } from '../domain/region.ts';
import { treeOn, type Tree } from '../domain/regionTree.ts';
import { applyLedgers, type Applied, type Submittable } from './apply.ts';
import { findTakenCodes } from '../db/organizations.ts';
import { refuseIfClosed, refuseMixing } from './closed.ts';
import type { LedgerScope } from './context.ts';
import { findCodeChanges } from './codeChanges.ts';
import { besideLastQuarter } from './lastQuarter.ts';
import { mappingFor } from './mappings.ts';
import { startParser, type LedgerParser, type ParsedLedger } from './parser.ts';
import { maskPersonal } from './persons.ts';
import type { Problem } from './problems.ts';
import type { LedgerReading } from './read.ts';

export interface LedgerFile {
  /** A workbook, or a folder with units.csv and organizations.csv. */
  readonly file: string;
  readonly region: string;
  readonly period: Quarter;
  /** ISO date-time. */
  readonly receivedAt: string;
  readonly state: Submittable['state'];
  readonly demo: boolean;
  /** What the asker named this request by, so that it can be sent again when its answer was lost. */
  readonly key?: string;
  /** 变更说明. */
  readonly note?: string;
}

export interface ImportResult {
  readonly file: string;
  readonly region: string;
  readonly period: Quarter;
  readonly reading: LedgerReading;
  /** Sound rows of the file. */
  readonly rows: { readonly units: number; readonly organizations: number };
  /** Null: refused because of errors, or a dry run. */
  readonly applied: Applied | null;
}

/** What of the divisions a file may name; thousands of files of one period ask for the same. */
function createScopes(tree: Tree): (place: LedgerPlace, period: Quarter, known: ReadonlySet<string>) => LedgerScope {
  const regions = [...tree.byCode.values()];
  const below = Map.groupBy(
    regions.filter((region) => region.kind === 'ADMINISTRATIVE'),
    (region) => region.parent,
  );
  const parks = regions.flatMap((region) => (region.kind === 'PARK' ? [region.code] : []));
  const inside = (code: string): string[] => [code, ...(below.get(code) ?? []).flatMap((child) => inside(child.code))];
  return (place, period, known) => ({
    region: place.region,
    period,
    inside: inside(place.region),
    parks,
    known: [...known],
    near: regions
      .filter((region) => region.code === place.ledgerRegion || region.parent === place.ledgerRegion)
      .map(({ code, name }) => ({ code, name })),
  });
}

async function placeOf(db: Db, region: string, period: Quarter): Promise<LedgerPlace> {
  const place = await findLedgerPlace(db, region, asOfDate(period));
  if (!place) throw badInput(`「${region}」不是可以报送的地区：报送单位为县级、没有县的地级市，或县内的乡镇街道`);
  return place;
}

/** A quarter that has not ended cannot be reported yet: most often it is a slip of the pen. */
function refuseFuture(files: readonly LedgerFile[], now: string): void {
  const early = files.find((file) => !file.demo && asOfDate(file.period) >= now.slice(0, 10));
  if (early) throw badInput(`${early.period} 要到 ${asOfDate(early.period)} 才结束，还不能报送；请核对报告期`);
}

/** An organization code names one organization in the whole prefecture: units of any county may name it. */
function takenProblems({ organizations }: ParsedLedger, place: LedgerPlace, owners: ReadonlyMap<string, string>): Problem[] {
  const problems: Problem[] = [];
  if (owners.size === 0) return problems;
  for (const one of organizations) {
    const owner = owners.get(one.code);
    if (owner === undefined || owner === place.ledgerRegion) continue;
    const message = `组织代码"${one.code}"（${one.name}）本期已由 ${owner} 报送；组织代码在地级市内不能重复，请核对后换用本组织自己的代码`;
    problems.push({ code: 'ORGANIZATION_CODE_TAKEN', header: '组织代码', value: one.code, message, severity: 'error' });
  }
  return problems;
}

/** The same file for the same place and quarter under the same name of the request. */
const retryKeyOf = ({ key, region, period }: LedgerFile, fileSha256: string): string | null =>
  key === undefined
    ? null
    : createHash('sha256')
        .update(JSON.stringify([fileSha256, region, period, key]))
        .digest('hex');

const toSubmittable = (file: LedgerFile, place: LedgerPlace, { reading, unitsInOrder, organizations }: ParsedLedger): Submittable => ({
  retryKey: retryKeyOf(file, reading.fileSha256),
  note: file.note ?? null,
  place,
  period: file.period,
  units: unitsInOrder,
  organizations,
  warnings: reading.warnings.length + reading.moreWarnings,
  // People put names and telephone numbers into the names of files, too.
  fileName: maskPersonal(path.basename(file.file)),
  fileSha256: reading.fileSha256,
  contentSha256: reading.contentSha256,
  receivedAt: new Date(Date.parse(file.receivedAt)).toISOString(),
  state: file.state,
  demo: file.demo,
});

interface Read {
  readonly file: LedgerFile;
  readonly reading: LedgerReading;
  readonly rows: ImportResult['rows'];
  /** What was answered before, under the same key. */
  readonly answered: Applied | null;
}

async function findTold(db: Db, key: string | null): Promise<Applied | null> {
  const told = key === null ? null : await findAnswer(db, key);
  return told === null ? null : (JSON.parse(told) as Applied);
}

/** Codes that others submitted: what a region leaves out of its own ledger no longer stands, and its units cannot name it. */
const codesBeside = ({ region, ledgerRegion }: LedgerPlace, known: readonly KnownCode[]): ReadonlySet<string> =>
  new Set(
    known.flatMap((one) => (one.region === region || (region === ledgerRegion && one.ledger_region === ledgerRegion) ? [] : [one.code])),
  );

/** Reads files one after another; those without errors are the batch. */
async function readFiles(
  store: AuditedStore,
  tree: Tree,
  files: readonly LedgerFile[],
  parser: LedgerParser,
): Promise<{ batch: Submittable[]; results: Read[] }> {
  const batch: Submittable[] = [];
  const results: Read[] = [];
  const knownIn = new Map<string, KnownCode[]>();
  const owned = new Map<string, Map<string, string>>();
  const places: LedgerPlace[] = [];
  const scopeOf = createScopes(tree);
  for (const file of files) places.push(await placeOf(store.db, file.region, file.period));
  const without = places.map((place) => place.ledgerRegion);
  const last = new Map(places.map(({ prefecture }, at) => [prefecture, at]));
  for (const [at, file] of files.entries()) {
    const place = places[at] ?? (await placeOf(store.db, file.region, file.period));
    store.goOn();
    if (file.key === undefined) await refuseIfClosed(store.db, place, file.period);
    const known = knownIn.get(place.prefecture) ?? (await findKnownCodes(store.db, place.prefecture, file.period));
    const parsed = await parser.read(file.file, {
      ...scopeOf(place, file.period, codesBeside(place, known)),
      ...(!file.demo && {
        mapping: await mappingFor(store.db, file.region),
        changes: await findCodeChanges(store.db, asOfDate(file.period)),
      }),
    });
    const { reading, units, organizations } = parsed;
    const rows = { units: units.length, organizations: organizations.length };
    const answered = await findTold(store.db, retryKeyOf(file, reading.fileSha256));
    if (answered !== null) {
      results.push({ file, reading: { ...reading, errors: [], moreErrors: 0 }, rows, answered });
      continue;
    }
    if (file.key !== undefined) await refuseIfClosed(store.db, place, file.period);
    const owners = owned.get(place.prefecture) ?? new Map<string, string>();
    owned.set(place.prefecture, owners);
    const codes: string[] = [];
    for (const { code } of organizations) codes.push(code);
    const taken = await findTakenCodes(store.db, { period: file.period, prefecture: place.prefecture, codes, without });
    const errors = [...reading.errors, ...takenProblems(parsed, place, new Map([...taken, ...owners]))];
    const noted = errors.length > 0 || file.demo ? parsed : await besideLastQuarter(store.db, parsed, place, file.period);
    results.push({ file, reading: { ...noted.reading, errors }, rows, answered: null });
    if (errors.length > 0) continue;
    batch.push(toSubmittable(file, place, noted));
    if (last.get(place.prefecture) === at) {
      // Nobody asks for the codes of this prefecture any more.
      knownIn.delete(place.prefecture);
      owned.delete(place.prefecture);
      continue;
    }
    for (const code of codes) {
      known.push({ code, region: place.region, ledger_region: place.ledgerRegion });
      owners.set(code, place.ledgerRegion);
    }
    knownIn.set(place.prefecture, known);
  }
  return { batch, results };
}

/** Reads files of one period, after it is sure that they may be sent at all. @throws DomainError where they may not */
export async function readBatch(
  store: AuditedStore,
  regions: readonly Region[],
  files: readonly [LedgerFile, ...LedgerFile[]],
  now: string,
  parser: LedgerParser,
): Promise<{ batch: Submittable[]; results: Read[] }> {
  await refuseMixing(store.db, files);
  refuseFuture(files, now);
  return readFiles(store, treeOn(regions, asOfDate(files[0].period)), files, parser);
}

/**
 * Imports files of one period together, against the divisions of that period's last day. A file with errors is refused whole and does not keep the others back.
 * One that came before under the same key is answered as it was then.
 * @param now ISO date-time of the publication
 * @param reader what reads the files; or the folder where checked rows lie, without a name, until they are written
 */
export async function importLedgers(
  store: AuditedStore,
  regions: readonly Region[],
  files: readonly LedgerFile[],
  now: string,
  dryRun = false,
  reader: LedgerParser | string = tmpdir(),
): Promise<ImportResult[]> {
  const [first, ...others] = files;
  if (first === undefined) return [];
  const parser = typeof reader === 'string' ? startParser(reader) : reader;
  try {
    const { batch, results } = await readBatch(store, regions, [first, ...others], now, parser);
    parser.rest();
    const applied = dryRun ? [] : await applyLedgers(store, batch, now);
    return results.map(({ file, reading, rows, answered }) => ({
      file: file.file,
      region: file.region,
      period: file.period,
      reading,
      rows,
      applied: answered ?? applied.find((one) => one.region === file.region) ?? null,
    }));
  } finally {
    if (typeof reader === 'string') parser.close();
  }
}
