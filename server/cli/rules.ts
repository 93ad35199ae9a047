import { lintRuleSet, type RuleFinding } from '../domain/rules/lint.ts';
import { parseRuleSetText } from '../domain/rules/parse.ts';
import type { RuleSetDocument } from '../domain/rules/ruleSet.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';
import { DONE, readArguments, readNamed, REFUSED, UsageError, type Command, type Terminal } from './command.ts';

/** A file as a rule set; null after its problems were told. */
function readRuleFile(file: string, terminal: Terminal): RuleSetDocument | null {
  const parsed = parseRuleSetText(readNamed(file));
  if ('set' in parsed) return parsed.set;
  for (const problem of parsed.problems) terminal.complain(`错误 ${problem.message}`);
  terminal.complain('没有写入任何规则，请改正后重试');
  return null;
}

const tell = (set: RuleSetDocument, findings: readonly RuleFinding[], terminal: Terminal): void => {
  if (findings.length === 0) terminal.print(`${set.id} ${set.zh}：未发现问题`);
  for (const finding of findings) terminal.print(`${set.id} ${finding.severity} ${finding.code} ${finding.words.zh}`);
};

function lint(rest: readonly string[], terminal: Terminal): number {
  const { positionals } = readArguments(rest, {}, rest.length === 0 ? 0 : 1);
  const [file] = positionals;
  if (file === undefined) {
    for (const set of loadRuleSets()) tell(set, lintRuleSet(set), terminal);
    return DONE;
  }
  const set = readRuleFile(file, terminal);
  if (set === null) return REFUSED;
  tell(set, lintRuleSet(set), terminal);
  return DONE;
}

export const RULES_COMMAND: Command = {
  usage: 'fugai rules lint [FILE] | apply FILE [--region CODE] [--from 2026-01-01] [--recompute 2026Q1]',
  words: '检查规则集，或使其在一个地区自某日起生效；--recompute 按现行规则重算该季度起的台账',
  run: async ({ rest, terminal, writer }) => {
    const [verb, ...more] = rest;
    if (verb === 'lint') return lint(more, terminal);
    if (verb !== 'apply') throw new UsageError(`rules 后面应为 lint 或 apply；收到「${verb ?? ''}」`);
    const { values, positionals } = readArguments(
      more,
      { region: { type: 'string' }, from: { type: 'string' }, recompute: { type: 'string' } },
      1,
    );
    const set = readRuleFile(String(positionals[0]), terminal);
    if (set === null) return REFUSED;
    const findings = lintRuleSet(set);
    tell(set, findings, terminal);
    if (findings.some((finding) => finding.severity === 'SERIOUS')) {
      terminal.complain('规则集有严重问题，没有生效，请改正后重试');
      return REFUSED;
    }
    const region = values.region ?? set.region;
    const validFrom = values.from ?? set.validFrom;
    const { submissions } = await (await writer()).run('rulesApply', { set, region, validFrom, recompute: values.recompute ?? null });
    terminal.print(
      `规则集 ${set.id} 自 ${validFrom} 起在 ${region} 生效；${values.recompute === undefined ? '已报送的台账不变，此后各期适用' : `已按现行规则重算 ${submissions} 份台账`}`,
    );
    return DONE;
  },
};
