import { DONE, UsageError, type Command } from './command.ts';

export const DEMO: Command = {
  usage: 'fugai demo load | remove',
  words: '载入或清除示例台账',
  run: async ({ rest, terminal, writer }) => {
    const [verb, ...more] = rest;
    if (more.length > 0) throw new UsageError('参数过多');
    if (verb === 'load') {
      const { submissions, units } = await (await writer()).run('demoLoad', null);
      terminal.print(submissions === 0 ? '示例台账已经在库中' : `已载入示例台账：${submissions} 份报送，${units} 行单位`);
      return DONE;
    }
    if (verb === 'remove') {
      const { submissions } = await (await writer()).run('demoRemove', null);
      terminal.print(`已清除示例台账：${submissions} 份报送。下次启动请设 FUGAI_DEMO=off，否则会重新载入`);
      return DONE;
    }
    throw new UsageError(`demo 后面应为 load 或 remove；收到「${verb ?? ''}」`);
  },
};

export const ROLLUP: Command = {
  usage: 'fugai rollup rebuild',
  words: '由台账重新计算各级汇总',
  run: async ({ rest, terminal, writer }) => {
    if (rest.join(' ') !== 'rebuild') throw new UsageError('rollup 后面应为 rebuild');
    const { periods } = await (await writer()).run('rollupRebuild', null);
    terminal.print(`已重新计算 ${periods} 个报告期的汇总`);
    return DONE;
  },
};
