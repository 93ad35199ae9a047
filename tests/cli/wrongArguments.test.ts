import { parseArgs } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { wrongArguments } from '../../server/cli/wrongArguments.ts';
import { operator } from './run.ts';

vi.setConfig({ testTimeout: 120_000 });

const OPTIONS = { name: { type: 'string' }, json: { type: 'boolean' } } as const;
const told = (args: readonly string[]): string | null => {
  try {
    parseArgs({ args: [...args], options: OPTIONS, strict: true });
    return '';
  } catch (error) {
    return wrongArguments(error);
  }
};

describe('arguments that cannot be read', () => {
  it.each([
    ['--nope', /^没有「--nope」这个选项（Unknown option '--nope'/],
    ['--name', /^选项「--name」后面缺少值（/],
    ['--name --json', /^选项「--name」后面缺少值；值以 - 开头时写作 --name=-值（[^\n]+）$/],
    ['--json=1', /^选项「--json」不带值（/],
    ['word', /^多出了「word」（Unexpected argument 'word'/],
  ])('%s is told in Chinese before the words of Node', (args, sentence) => {
    expect(told(args.split(' '))).toMatch(sentence);
  });

  it('another error is not one of them', () => {
    expect([new TypeError('x'), new Error('x'), null].map(wrongArguments)).toEqual([null, null, null]);
  });

  it('every command tells --nope in Chinese with its usage and exit code 2, all 9 and serve', async () => {
    const shell = operator('no-database.sqlite');
    try {
      const commands = [
        'serve',
        'import',
        'figures',
        'query',
        'export units',
        'region merge',
        'rules apply',
        'token list',
        'demo load',
        'rollup',
      ];
      const ran = await Promise.all(commands.map((command) => shell.run([...command.split(' '), '--nope'])));
      expect(ran.map(({ code }) => code)).toEqual(commands.map(() => 2));
      ran.forEach(({ err }) => {
        expect(err).toMatch(/^[\p{Script=Han}a-z ]*[\p{Script=Han}]/u);
        expect(err).toContain('用法：fugai');
      });
    } finally {
      shell.close();
    }
  });
});
