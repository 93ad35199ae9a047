/** `fugai partition`: a PostgreSQL installation cut by province and quarter, provinces on servers of their own where a file names them. */
import * as z from 'zod';
import { badInput } from '../domain/errors.ts';
import { isQuarter, type Quarter } from '../domain/period.ts';
import type { Server } from '../db/nation/layout.ts';
import type { Divided } from '../db/nation/divide.ts';
import { DONE, readArguments, readNamed, UsageError, type Command } from './command.ts';

const SERVERS = z.strictObject({
  servers: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, 'name 只能用小写字母、数字和下划线，以字母开头'),
        address: z.string().regex(/^postgres(ql)?:\/\/[^@]+@.+\/.+$/, 'address 应为 postgres://用户:密码@主机:端口/库'),
        provinces: z.array(z.string().regex(/^\d{6}$/, 'provinces 应为六位省级代码')).min(1, 'provinces 不能为空'),
      }),
    )
    .min(1, 'servers 不能为空'),
});

/** @throws DomainError that names what is wrong */
function readServers(file: string): readonly Server[] {
  let written: unknown;
  try {
    written = JSON.parse(readNamed(file));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badInput(`「${file}」不是 JSON，请核对`);
  }
  const read = SERVERS.safeParse(written);
  if (!read.success)
    throw badInput(`「${file}」有误：${read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')}`);
  const names = read.data.servers.map(({ name }) => name);
  if (new Set(names).size < names.length) throw badInput(`「${file}」中服务器的 name 有重复，请改为各不相同`);
  return read.data.servers;
}

function readQuarter(name: string, text: string | undefined): Quarter | null {
  if (text === undefined) return null;
  if (!isQuarter(text)) throw new UsageError(`--${name} 应为季度，如 2027Q4；收到「${text}」`);
  return text;
}

/** One line a server, then the rows. */
function told({ fresh, from, until, runs, rows }: Divided, dryRun: boolean): string[] {
  const { unit_quarter: units, organization_quarter: organizations } = rows;
  const places = runs.map(({ server, provinces }) => `  ${server === null ? '本库' : `服务器 ${server}`}：${provinces.join('、')}`);
  const done = dryRun ? '将按省份和季度划分' : fresh ? '已按省份和季度划分' : '已补建分区';
  return [
    `${done}，${from} 至 ${until}：`,
    ...places,
    `单位 ${units.before} 行 → ${units.after} 行，组织 ${organizations.before} 行 → ${organizations.after} 行`,
  ];
}

export const PARTITION: Command = {
  usage: 'fugai partition [--servers servers.json] [--provinces 410000,420000] [--from 2024Q1] [--until 2028Q4] [--print]',
  words: '把 PostgreSQL 库的台账明细按省份和季度分区（可分到多台服务器）；再次运行则补建新季度的分区',
  run: async ({ rest, terminal, writer }) => {
    const { values } = readArguments(
      rest,
      {
        servers: { type: 'string' },
        provinces: { type: 'string' },
        from: { type: 'string' },
        until: { type: 'string' },
        print: { type: 'boolean' },
      },
      0,
    );
    const division = {
      servers: values.servers === undefined ? [] : readServers(values.servers),
      here: values.provinces === undefined ? [] : values.provinces.split(','),
      from: readQuarter('from', values.from),
      until: readQuarter('until', values.until),
    };
    const dryRun = values.print === true;
    const divided = await (await writer()).run('divide', { division, dryRun });
    if (dryRun) for (const statement of divided.statements) terminal.print(`${statement};`);
    for (const line of told(divided, dryRun)) (dryRun ? terminal.complain : terminal.print)(line);
    return DONE;
  },
};
