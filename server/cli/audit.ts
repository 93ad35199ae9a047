import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { walkChain } from '../db/auditCheck.ts';
import { AUDIT_FORMAT_NAMES, AUDIT_FORMATS, type AuditFormatName, type ExportedEntry } from '../documents/auditFormats.ts';
import { AUDIT_CHAIN_IDS, AUDIT_CHAINS, FEWEST_MONTHS, type AuditChain, type ChainPlace } from '../domain/auditChain.ts';
import type { ChainCheck } from '../domain/auditCheck.ts';
import { DomainError } from '../domain/errors.ts';
import { spellMoment } from '../domain/tokens.ts';
import { openAccounts } from './accounts.ts';
import { openChains, verifyChains } from './anchors.ts';
import { DONE, readArguments, REFUSED, required, UsageError, type Command, type CommandContext } from './command.ts';
import { writeOut } from './output.ts';

function sayCheck({ chain, entries, head, anchoredAt, notes, problems }: ChainCheck, { terminal }: CommandContext): void {
  const name = `${AUDIT_CHAINS[chain].zh}（${chain}）`;
  const anchored = anchoredAt === null ? '' : `，与${spellMoment(anchoredAt)}的锚点相符`;
  if (problems.length === 0) terminal.print(`${name}：${entries} 条，完整${anchored}${head.position === 0 ? '' : `；末条 ${head.hash}`}`);
  for (const note of notes) terminal.print(`${name}：${note}`);
  for (const problem of problems) terminal.complain(`${name}：${problem}`);
}

async function verify(rest: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments(rest, { json: { type: 'boolean' } }, 0);
  const checks = await verifyChains(context.settings);
  const whole = checks.every(({ problems }) => problems.length === 0);
  if (values.json) context.terminal.print(JSON.stringify({ whole, chains: checks }));
  else for (const check of checks) sayCheck(check, context);
  return whole ? DONE : REFUSED;
}

const DAY_TEXT = /^\d{4}-\d\d-\d\d$/;

/** A day of this machine's calendar as the moment it begins. */
function readDay(text: string | undefined, name: string): string | null {
  if (text === undefined) return null;
  const moment = new Date(`${text}T00:00:00`);
  if (!DAY_TEXT.test(text) || Number.isNaN(moment.getTime())) throw new UsageError(`--${name} 须为日期，如 2026-01-31；收到「${text}」`);
  return moment.toISOString();
}

interface Span {
  readonly from: string | null;
  readonly until: string | null;
}

async function* exported(context: CommandContext, format: AuditFormatName, { from, until }: Span): AsyncGenerator<Uint8Array> {
  const { head, line } = AUDIT_FORMATS[format];
  const chains = await openChains(context.settings.database);
  try {
    if (head !== '') yield Buffer.from(head);
    for (const { chain, db } of chains.open)
      for await (const entry of walkChain(db, chain)) {
        const row: ExportedEntry = { chain, ...entry };
        if ((from === null || entry.at >= from) && (until === null || entry.at < until)) yield Buffer.from(line(row));
      }
  } finally {
    await chains.close();
  }
}

const isFormat = (text: string): text is AuditFormatName => (AUDIT_FORMAT_NAMES as readonly string[]).includes(text);

async function exportLog(rest: readonly string[], context: CommandContext): Promise<number> {
  const options = { to: { type: 'string' }, format: { type: 'string' }, from: { type: 'string' }, until: { type: 'string' } } as const;
  const { values } = readArguments(rest, options, 0);
  const to = required(values.to, 'to');
  const format = values.format ?? 'csv';
  if (!isFormat(format)) throw new UsageError(`--format 须为 ${AUDIT_FORMAT_NAMES.join('、')}；收到「${format}」`);
  const span: Span = { from: readDay(values.from, 'from'), until: readDay(values.until, 'until') };
  // Who takes the log away is in what they take.
  await (await context.writer()).run('auditExport', { format, ...span });
  await writeOut(to, exported(context, format, span));
  context.terminal.complain(`审计日志已导出到 ${to}`);
  return DONE;
}

/** The moment before which entries are old enough to go. */
function cutoff(months: number): string {
  const day = new Date();
  day.setMonth(day.getMonth() - months);
  return day.toISOString();
}

interface Archived {
  readonly end: ChainPlace;
  readonly entries: number;
  readonly file: string;
  readonly sha256: string;
}

/** Writes the oldest entries of a chain into a file; null when none is old enough. */
async function archive(context: CommandContext, chain: AuditChain, before: string): Promise<Archived | null> {
  const chains = await openChains(context.settings.database);
  try {
    const db = chains.open.find((one) => one.chain === chain)?.db;
    let end: ChainPlace | null = null;
    let entries = 0;
    const lines: string[] = [];
    if (db !== undefined)
      for await (const entry of walkChain(db, chain)) {
        if (entry.at >= before) break;
        lines.push(AUDIT_FORMATS.json.line({ chain, ...entry }));
        end = { position: entry.position, hash: entry.hash };
        entries += 1;
      }
    if (end === null) return null;
    const folder = path.join(context.settings.folder, 'audit-archive');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, `${AUDIT_CHAINS[chain].table}-${end.position}.jsonl`);
    await writeOut(
      file,
      lines.map((line) => Buffer.from(line)),
    );
    return { end, entries, file: path.basename(file), sha256: createHash('sha256').update(readFileSync(file)).digest('hex') };
  } finally {
    await chains.close();
  }
}

async function prune(rest: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments(rest, { months: { type: 'string' } }, 0);
  const months = values.months === undefined ? context.settings.auditMonths : Number(values.months);
  if (!Number.isInteger(months) || months < FEWEST_MONTHS)
    throw new UsageError(
      `--months 须为不小于 ${FEWEST_MONTHS} 的整数（审计日志至少保存 ${FEWEST_MONTHS} 个月）；收到「${values.months ?? ''}」`,
    );
  const checks = await verifyChains(context.settings);
  if (checks.some(({ problems }) => problems.length > 0))
    throw new DomainError('UNAVAILABLE', '审计日志不完整，没有清理。请先运行 fugai audit verify 查清原因，并保留现场。');
  const before = cutoff(months);
  for (const chain of AUDIT_CHAIN_IDS) {
    const archived = await archive(context, chain, before);
    if (archived === null) context.terminal.print(`${AUDIT_CHAINS[chain].zh}：没有早于 ${spellMoment(before)}的记录`);
    else {
      if (chain === 'LEDGER') await (await context.writer()).run('auditPrune', archived);
      else await pruneAccounts(context, archived);
      context.terminal.print(`${AUDIT_CHAINS[chain].zh}：${archived.entries} 条已归档到 audit-archive/${archived.file}`);
    }
  }
  await context.anchor();
  return DONE;
}

async function pruneAccounts(context: CommandContext, archived: Archived): Promise<void> {
  const accounts = await openAccounts(context.database, (event) => context.terminal.complain(event), context.separation);
  try {
    await accounts.operator.pruneAudit(archived);
  } finally {
    await accounts.close();
  }
}

const VERBS: Readonly<Record<string, (rest: readonly string[], context: CommandContext) => Promise<number>>> = {
  verify,
  export: exportLog,
  prune,
};

export const AUDIT: Command = {
  usage: [
    'fugai audit verify [--json]',
    `export --to FILE [--format ${AUDIT_FORMAT_NAMES.join('|')}] [--from 2026-01-01] [--until 2026-02-01]`,
    `prune [--months ${FEWEST_MONTHS}–600]`,
  ].join(' | '),
  words: '核对审计日志是否被改动，导出，把过期的记录归档',
  run: async (context) => {
    const [verb = '', ...more] = context.rest;
    const perform = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (perform === undefined) throw new UsageError(`audit 后面应为 verify、export 或 prune；收到「${verb}」`);
    return perform(more, context);
  },
};
