import { openReaders } from '../db/open.ts';
import { isQuarter } from '../domain/period.ts';
import { EVERYTHING } from '../domain/sight.ts';
import { TEMPLATES, type TemplateName } from '../graphql/calendarOffice.ts';
import { DONE, readArguments, required, UsageError, type Command } from './command.ts';
import { makeTemplate } from './makeTemplate.ts';
import { STANDARD_OUTPUT, writeOut } from './output.ts';

const OPTIONS = {
  region: { type: 'string' },
  period: { type: 'string' },
  to: { type: 'string' },
  form: { type: 'string' },
  blank: { type: 'boolean' },
} as const;

function templateOf(text: string): TemplateName {
  const found = TEMPLATES.find((one) => one === text);
  if (found === undefined) throw new UsageError(`--form 须为 ${TEMPLATES.join('、')} 之一；收到「${text}」`);
  return found;
}

export const TEMPLATE: Command = {
  usage: `fugai template --region CODE --period 2026Q4 --to FILE.xlsx [--form ${TEMPLATES.join(' | ')}] [--blank]`,
  words: '生成填报模板：下拉列表、校验、说明，预填上期数据；--blank 不预填，- 为标准输出',
  run: async ({ rest, database, terminal, writer }) => {
    const { values } = readArguments(rest, OPTIONS, 0);
    const [region, period, to] = [required(values.region, 'region'), required(values.period, 'period'), required(values.to, 'to')];
    if (!isQuarter(period)) throw new UsageError(`--period 须为季度，如 2026Q4；收到「${period}」`);
    const template = templateOf(values.form ?? 'ledger.xlsx');
    // Brings the schema up to date, as for every command that reads.
    await writer();
    const readers = openReaders(database);
    try {
      const made = await makeTemplate(readers, { template, region, period, sight: EVERYTHING, blank: values.blank === true });
      await writeOut(to, [made.bytes]);
      const line = `已生成 ${made.named} 模板，预填上期 ${made.rows} 行：${to}`;
      if (to === STANDARD_OUTPUT) terminal.complain(line);
      else terminal.print(line);
      return DONE;
    } finally {
      await readers.close();
    }
  },
};
