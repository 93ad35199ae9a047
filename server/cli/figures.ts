import path from 'node:path';
import { VERDICTS, type Finding } from '../domain/checks/index.ts';
import { formatNumber } from './words.ts';
import { DONE, readArguments, REFUSED, type Command } from './command.ts';

const line = (finding: Finding): string => {
  const numbers = finding.computed === null ? '' : `  公布 ${formatNumber(finding.printed)} · 重算 ${formatNumber(finding.computed)}`;
  return `${finding.relation}  ${VERDICTS[finding.verdict].zh} ${finding.verdict}${numbers}  ${finding.explanation}`;
};

const toVerdict = (finding: Finding) => ({
  relation: finding.relation,
  kind: finding.check,
  verdict: finding.verdict,
  computed: rounded(finding.computed, finding.decimals),
  difference: rounded(absolute(finding.difference), finding.decimals),
  explanation: finding.explanation,
});
const rounded = (value: number | null, decimals: number): number | null => (value === null ? null : Number(value.toFixed(decimals)));
const absolute = (value: number | null): number | null => (value === null ? null : Math.abs(value));

export const FIGURES: Command = {
  usage: 'fugai figures <含 sources.csv、figures.csv、relations.csv 的文件夹> [--check-only] [--json]',
  words: '核对公布数并入库，打印判定',
  run: async ({ rest, terminal, writer }) => {
    const { values, positionals } = readArguments(rest, { 'check-only': { type: 'boolean' }, json: { type: 'boolean' } }, 1);
    const { reading, findings } = await (
      await writer()
    ).run('figures', { folder: path.resolve(String(positionals[0])), checkOnly: values['check-only'] ?? false });
    const refused = reading.problems.length > 0;
    if (values.json) {
      terminal.print(JSON.stringify({ verdicts: findings.map(toVerdict), ...(refused ? { problems: reading.problems } : {}) }));
    } else {
      for (const problem of reading.problems)
        terminal.complain(
          `${problem.file}${problem.row === null ? '' : ` 第 ${problem.row} 行`}${problem.column === null ? '' : ` ${problem.column}`}：${problem.message}`,
        );
      for (const finding of findings) terminal.print(line(finding));
    }
    return refused ? REFUSED : DONE;
  },
};
