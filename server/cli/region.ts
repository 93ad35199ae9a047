import { REGION_EVENT_KINDS, type RegionEventKind, type Successor } from '../domain/regionHistory.ts';
import { DONE, required, readArguments, UsageError, type Command } from './command.ts';

const codes = (text: string): string[] =>
  text
    .split(',')
    .map((code) => code.trim())
    .filter(Boolean);
const isKind = (word: string): word is RegionEventKind => Object.hasOwn(REGION_EVENT_KINDS, word);

/** `410308=孟津区` or `410308`. */
function successor(text: string, parent: string | undefined): Successor {
  const [code = '', name] = text.split('=');
  return { code, name, parent };
}

export const REGION: Command = {
  usage: 'fugai region merge|split|rename|recode|move --from CODE[,CODE] --to CODE[=名称][,CODE[=名称]] --on 2026-01-01 [--parent CODE]',
  words: '登记行政区划的合并、拆分、更名、换码、改隶；以前的报告期仍用旧代码',
  run: async ({ rest, terminal, writer }) => {
    const [verb = '', ...more] = rest;
    const kind = verb.toUpperCase();
    if (!isKind(kind)) throw new UsageError(`region 后面应为 merge、split、rename、recode 或 move；收到「${verb}」`);
    const { values } = readArguments(
      more,
      { from: { type: 'string' }, to: { type: 'string' }, on: { type: 'string' }, parent: { type: 'string' } },
      0,
    );
    const to = codes(required(values.to, 'to')).map((text) => successor(text, values.parent));
    const event = await (
      await writer()
    ).run('regionChange', { kind, on: required(values.on, 'on'), from: codes(required(values.from, 'from')), to });
    terminal.print(`已登记${REGION_EVENT_KINDS[event.kind].zh}：${event.from.join('、')} → ${event.to.join('、')}，自 ${event.on} 起`);
    return DONE;
  },
};
