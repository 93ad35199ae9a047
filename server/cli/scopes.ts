/** Scopes of regions as they are typed at the command line. */
import { openReaders } from '../db/open.ts';
import { badInput } from '../domain/errors.ts';
import { looksLikeRegion, narrow } from '../domain/extents.ts';
import { ROLE_IDS, ROLES, type Role } from '../domain/roles.ts';
import { EVERYTHING, type Extent } from '../domain/sight.ts';
import { createReports } from '../reports/index.ts';
import { UsageError, type CommandContext } from './command.ts';

const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

export const ROLE_WORDS = ROLE_IDS.map((role) => ROLES[role].argument).join('|');

/** `analyst,reporter`; `none` for no role. */
export const readRoles = (text: string): Role[] =>
  text === 'none'
    ? []
    : words(text).map((word) => {
        const role = ROLE_IDS.find((one) => ROLES[one].argument === word.toLowerCase());
        if (role === undefined)
          throw new UsageError(`--role 没有「${word}」这个角色，可用：${ROLE_WORDS.replaceAll('|', '、')}；收回用 none`);
        return role;
      });

/** `all`, `none`, or codes with commas between. */
export function readCodes(option: string, text: string): Extent {
  if (text === 'all') return 'ALL';
  if (text === 'none') return [];
  const wrong = words(text).find((code) => !looksLikeRegion(code));
  if (wrong !== undefined) throw new UsageError(`--${option} 须为 all、none 或以逗号分隔的地区代码，收到「${wrong}」`);
  return narrow(words(text));
}

/** @throws DomainError for a code that no region has */
export async function assertKnown(
  extents: readonly Extent[],
  { database, writer }: Pick<CommandContext, 'database' | 'writer'>,
): Promise<void> {
  const codes = [...new Set(extents.flatMap((extent) => (extent === 'ALL' ? [] : extent)))];
  if (codes.length === 0) return;
  // The divisions may have to be loaded first.
  await writer();
  const readers = openReaders(database);
  try {
    const view = await createReports(readers).open(EVERYTHING);
    try {
      const found = await view.regionsByCode(codes);
      const unknown = codes.filter((_code, at) => found[at] === undefined);
      if (unknown.length > 0) throw badInput(`没有代码为 ${unknown.join('、')} 的地区，请核对代码。`);
    } finally {
      await view.close();
    }
  } finally {
    await readers.close();
  }
}
