/** The audit log as files: CSV and JSON for people and programs, RFC 5424 for a log server. */
import os from 'node:os';
import { fieldOf } from './csv.ts';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '../domain/audit.ts';
import { AUDIT_CHAINS, type AuditChain, type AuditEntry } from '../domain/auditChain.ts';

export interface ExportedEntry extends AuditEntry {
  readonly chain: AuditChain;
}

/** How the log is written; `head` stands above the entries. */
export interface AuditFormat {
  readonly head: string;
  line(entry: ExportedEntry): string;
}

const HEADS = ['链', '序号', '时刻', '操作人', '操作人编号', '地址', '动作', '结果', '对象', '事实', '前一条散列', '散列'];

const csvLine = (entry: ExportedEntry): string =>
  [
    AUDIT_CHAINS[entry.chain].zh,
    String(entry.position),
    entry.at,
    entry.actorName,
    entry.actorId,
    entry.address ?? '',
    AUDIT_ACTIONS[entry.action].zh,
    AUDIT_OUTCOMES[entry.outcome].zh,
    entry.object ?? '',
    entry.facts,
    entry.previousHash,
    entry.hash,
  ]
    .map(fieldOf)
    .join(',');

/** Facility 13 is the audit log's; a refusal is a warning, the rest a notice. */
const FACILITY = 13;
const SEVERITY = { DONE: 5, REFUSED: 4 } as const;
/** RFC 5612 keeps this number for examples: nobody else's element has this name. */
const ELEMENT = 'audit@32473';

const quoted = (text: string): string => `"${text.replace(/["\\\]]/g, (sign) => `\\${sign}`)}"`;
/** Printable ASCII without a space, as a header field has to be. */
const headerField = (text: string): string => text.replace(/[^!-~]/g, '_').slice(0, 255) || '-';

function syslogLine(entry: ExportedEntry): string {
  const parameters = {
    chain: entry.chain,
    position: String(entry.position),
    actor: entry.actorName,
    actorId: entry.actorId,
    address: entry.address,
    outcome: entry.outcome,
    object: entry.object,
    previousHash: entry.previousHash,
    hash: entry.hash,
  };
  const element = Object.entries(parameters).flatMap(([name, value]) => (value === null ? [] : [`${name}=${quoted(value)}`]));
  const priority = FACILITY * 8 + SEVERITY[entry.outcome];
  return `<${priority}>1 ${entry.at} ${headerField(os.hostname())} fugai - ${entry.action} [${ELEMENT} ${element.join(' ')}] \uFEFF${entry.facts}`;
}

export const AUDIT_FORMATS = {
  csv: { head: `\uFEFF${HEADS.join(',')}\r\n`, line: (entry) => `${csvLine(entry)}\r\n` },
  json: { head: '', line: (entry) => `${JSON.stringify(entry)}\n` },
  syslog: { head: '', line: (entry) => `${syslogLine(entry)}\n` },
} as const satisfies Record<string, AuditFormat>;
export type AuditFormatName = keyof typeof AUDIT_FORMATS;
export const AUDIT_FORMAT_NAMES = Object.keys(AUDIT_FORMATS) as readonly AuditFormatName[];
