/** What regions call the sheets and columns of their ledgers: what holds for one, and setting it. */
import { findMappingLine, findMappings, putMapping } from '../db/mappings.ts';
import type { Db } from '../db/open.ts';
import { together } from '../db/transaction.ts';
import type { AuditedStore } from '../db/trail.ts';
import { badInput } from '../domain/errors.ts';
import { LEDGER_SHEETS, type HeaderMatch, type LedgerSheet, type SheetMapping } from '../domain/ledgerSheets.ts';
import { LEDGER_COLUMNS } from './columnRules.ts';
import { isPersonHeader, maskPersonal, personalTrace } from './persons.ts';
import { LONGEST_LABEL } from './headers.ts';
import { lookupForm } from './text.ts';

export interface MappingChange extends SheetMapping {
  readonly region: string;
}

/** The nearest that says something wins, label by label; a township's own comes before its county's. */
export function joinMappings(line: readonly (readonly SheetMapping[])[]): SheetMapping[] {
  const sheets = Object.keys(LEDGER_SHEETS) as LedgerSheet[];
  return sheets.map((sheet) => {
    const said = line.flatMap((mappings) => mappings.filter((one) => one.sheet === sheet));
    const columns = new Map<string, HeaderMatch>();
    for (const { columns: own } of said)
      for (const match of own) if (!columns.has(lookupForm(match.label))) columns.set(lookupForm(match.label), match);
    return { sheet, name: said.find((one) => one.name !== null)?.name ?? null, columns: [...columns.values()] };
  });
}

/** What holds for a region: its own and, for a township, its county's where it says nothing itself. */
export const mappingFor = async (db: Db, region: string): Promise<SheetMapping[]> =>
  joinMappings(await findMappings(db, await findMappingLine(db, region)));

const LONGEST_NAME = 100;
/** A sheet of a ledger has no more columns than this. */
const MOST_LABELS = 1_000;

/** One label as it is kept. @throws DomainError for one that cannot be a header, or holds persons */
function checkMatch(sheet: LedgerSheet, { label, key }: HeaderMatch): HeaderMatch {
  const text = label.trim().replace(/\s+/g, ' ');
  if (text === '' || text.length > LONGEST_LABEL) throw badInput(`列标题须为 1 到 ${LONGEST_LABEL} 个字符；收到 ${text.length} 个字符。`);
  if (personalTrace(text) !== null) throw badInput(`列标题「${maskPersonal(text)}」中疑似有个人信息，不能保存；请改正台账的表头。`);
  if (key === null) return { label: text, key };
  const column = LEDGER_COLUMNS.find((one) => one.sheet === sheet && one.key === key);
  if (column === undefined)
    throw badInput(`「${LEDGER_SHEETS[sheet].zh}」没有「${key}」这一列；全部列见模板，或运行 fugai mapping columns。`);
  if (isPersonHeader(text))
    throw badInput(
      `「${text}」是个人信息的列，不能对应到「${column.header}」：本系统不保存个人信息。如果列中是人数，请把标题改成「…数」。`,
    );
  const standing = LEDGER_COLUMNS.find(
    (one) => one.sheet === sheet && one.required && one.key !== key && [one.header, one.key].map(lookupForm).includes(lookupForm(text)),
  );
  if (standing !== undefined) throw badInput(`「${text}」就是模板中的必填列「${standing.header}」，不能对应到「${column.header}」。`);
  return { label: text, key };
}

function checkColumns(sheet: LedgerSheet, columns: readonly HeaderMatch[]): HeaderMatch[] {
  if (columns.length > MOST_LABELS) throw badInput(`一个工作表至多 ${MOST_LABELS} 个列标题；收到 ${columns.length} 个。`);
  const checked = columns.map((match) => checkMatch(sheet, match));
  const seen = new Set<string>();
  for (const { label } of checked) {
    if (seen.has(lookupForm(label))) throw badInput(`列标题「${label}」出现两次，请只保留一个。`);
    seen.add(lookupForm(label));
  }
  return checked;
}

/** Puts the mapping of one sheet of a region in place of what it had. @returns what then holds for the region @throws DomainError */
export async function setMapping(store: AuditedStore, change: MappingChange, by: string, now: string): Promise<SheetMapping[]> {
  const { region, sheet } = change;
  const name = change.name === null ? null : change.name.trim();
  if (name !== null && (name === '' || name.length > LONGEST_NAME)) throw badInput(`工作表名须为 1 到 ${LONGEST_NAME} 个字符。`);
  if (name !== null && personalTrace(name) !== null) throw badInput('工作表名中疑似有个人信息，不能保存；请改名后重试。');
  const columns = checkColumns(sheet, change.columns);
  if ((await findMappingLine(store.db, region)).length === 0) throw badInput(`没有这个行政区划代码：${region}。`);
  return together(store, async (inside) => {
    await putMapping(inside, { region, sheet, name, columns, by, at: now });
    await inside.trail.note(inside.db, now);
    return mappingFor(inside.db, region);
  });
}
