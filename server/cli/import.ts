import path from 'node:path';
import { DomainError } from '../domain/errors.ts';
import { isQuarter } from '../domain/period.ts';
import type { ImportResult } from '../ledger/importLedger.ts';
import { spellCount, type Problem } from '../ledger/problems.ts';
import { importHeld, problemsOf, reportHeld, writeAnnotated } from './importHeld.ts';
import { DONE, readArguments, REFUSED, required, UsageError, type Command, type Terminal } from './command.ts';

/** Lines shown on a terminal; all of them are in `--json`. */
const SHOWN = 50;

function list(word: string, problems: readonly Problem[], more: number, terminal: Terminal): void {
  for (const problem of problems.slice(0, SHOWN)) terminal.complain(`${word} ${problem.message}`);
  const left = problems.length - Math.min(problems.length, SHOWN) + more;
  if (left > 0) terminal.complain(`${word} 另有 ${left} 处未列出，加 --json 可得全部（至多 1000 处）`);
}

const listAll = (problems: readonly Problem[], more: { readonly errors: number; readonly warnings: number }, terminal: Terminal): void => {
  const of = (severity: Problem['severity']): Problem[] => problems.filter((problem) => problem.severity === severity);
  list('错误', of('error'), more.errors, terminal);
  list('提示', of('warning'), more.warnings, terminal);
};

function report({ reading, rows, applied }: ImportResult, dryRun: boolean, terminal: Terminal): void {
  list('错误', reading.errors, reading.moreErrors, terminal);
  if (reading.moreErrors > 0) terminal.complain(`错误按列计：${reading.errorCounts.map(spellCount).join('，')}`);
  list('提示', reading.warnings, 0, terminal);
  if (reading.errors.length > 0) terminal.complain('没有写入任何数据，请改正后重新导入');
  else if (dryRun) terminal.print(`检查通过：单位 ${rows.units} 行，组织 ${rows.organizations} 行；未写入（--dry-run）`);
  else if (applied?.unchanged)
    terminal.print(`与第 ${applied.version} 版内容相同，数据没有变化：0 新增 0 变更 ${applied.difference.same} 相同`);
  else if (applied) {
    if (applied.townshipsReplaced > 0) terminal.complain(`提示 按县整体报送，取代了 ${applied.townshipsReplaced} 份乡镇台账`);
    if (applied.unexplained !== null) terminal.complain(`提示 ${applied.unexplained}；已照常导入，说明可用 --note 随文件写上`);
    const { added, removed, changed, same } = applied.difference;
    terminal.print(
      `已导入 ${applied.region} ${applied.period} 第 ${applied.version} 版：${added} 新增 ${changed} 变更 ${removed} 减少 ${same} 相同；组织 ${rows.organizations} 个`,
    );
  }
}

const toJson = ({ reading, rows, applied }: ImportResult): string =>
  JSON.stringify({
    applied: applied !== null && !applied.unchanged,
    rows,
    errors: reading.errors,
    moreErrors: reading.moreErrors,
    warnings: reading.warnings,
    unchanged: applied?.unchanged ?? false,
    ...(applied === null ? {} : { version: applied.version, difference: applied.difference }),
  });

/** A place or a quarter that takes no ledger: the same object as for refused rows. */
const refusalJson = (error: DomainError): string =>
  JSON.stringify({
    applied: false,
    rows: { units: 0, organizations: 0 },
    errors: [{ code: error.code, message: error.message }],
    warnings: [],
    unchanged: false,
  });

export const IMPORT: Command = {
  usage:
    'fugai import <file.xlsx | 含 units.csv 与 organizations.csv 的文件夹> --region CODE --period 2025Q4 [--note 变更说明] [--hold] [--partial] [--annotated FILE] [--key 文字] [--dry-run] [--json]',
  words:
    '导入一个地区一个季度的台账；--hold 只接收，核对差异后再 fugai submission apply；--partial 只取正确的行；--annotated 把问题写成批注，另存为文件；--key 为本次报送的名字：带同一个名字重发同一文件，得到第一次的答复，不再写入',
  run: async ({ rest, terminal, writer }) => {
    const { values, positionals } = readArguments(
      rest,
      {
        region: { type: 'string' },
        period: { type: 'string' },
        key: { type: 'string' },
        note: { type: 'string' },
        hold: { type: 'boolean' },
        partial: { type: 'boolean' },
        annotated: { type: 'string' },
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
      },
      1,
    );
    const period = required(values.period, 'period');
    if (!isQuarter(period)) throw new UsageError(`--period 须为季度，如 2025Q4；收到「${period}」`);
    const dryRun = values['dry-run'] ?? false;
    const { annotated } = values;
    const [hold, partial] = [values.hold ?? false, values.partial ?? false];
    if (hold || partial) {
      const { key = null, note = null } = values;
      const asked = { file: path.resolve(String(positionals[0])), region: required(values.region, 'region'), period, note, key };
      const row = await importHeld({ ...asked, hold, partial, dryRun }, await writer());
      const problems = problemsOf(row);
      const more = { errors: row.more_errors, warnings: row.more_warnings };
      if (annotated !== undefined) await writeAnnotated(annotated, asked.file, problems, more, terminal);
      return reportHeld(row, values.json === true, () => listAll(problems, more, terminal), terminal);
    }
    const file = {
      file: path.resolve(String(positionals[0])),
      region: required(values.region, 'region'),
      period,
      receivedAt: new Date().toISOString(),
      state: 'APPLIED',
      demo: false,
      ...(values.key === undefined ? {} : { key: values.key }),
      ...(values.note === undefined ? {} : { note: values.note }),
    } as const;
    const [result] = await (await writer()).run('import', { files: [file], dryRun }).catch((error: unknown) => {
      if (!(error instanceof DomainError) || values.json !== true) throw error;
      terminal.print(refusalJson(error));
      return [];
    });
    if (result === undefined) return REFUSED;
    const { errors, warnings, moreErrors, moreWarnings } = result.reading;
    if (annotated !== undefined)
      await writeAnnotated(annotated, file.file, [...errors, ...warnings], { errors: moreErrors, warnings: moreWarnings }, terminal);
    if (values.json) terminal.print(toJson(result));
    else report(result, dryRun, terminal);
    return result.reading.errors.length > 0 ? REFUSED : DONE;
  },
};
