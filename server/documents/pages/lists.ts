/** Lists of single units and organizations: how many rows a file holds, and what it says when it was cut. */
import { OutOfSight } from '../../domain/errors.ts';
import type { Page } from '../../reports/types.ts';
import type { Words } from '../../domain/words.ts';
import { formatCount } from '../../domain/format.ts';

/** As many as the API gives in one page. */
export const MOST_ROWS = 1000;

const UNSEEN: Words = {
  zh: '不在您的查看范围内，未列出。需要查看时，请登录，或联系管理员扩大您的查看范围。',
  en: 'Outside of what you may see, so not listed. Sign in, or ask an administrator for a wider scope.',
};

/** A list, or null where its rows are outside of what the reader may see: the rest of the page stands without it. */
export async function seenOrNot<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof OutOfSight) return null;
    throw error;
  }
}

/** «共 4 571 家，这里列出 1 000 家»; the address of the next rows is told with it. */
export function cutNote(page: Page<unknown> | null, unit: Words): Words {
  if (page === null) return UNSEEN;
  const [all, shown] = [formatCount(page.totalCount), formatCount(page.rows.length)];
  if (!page.hasNextPage && !page.hasPreviousPage) return { zh: `共 ${all} ${unit.zh}。`, en: `${all} ${unit.en} in all.` };
  const last = page.rows.at(-1)?.cursor;
  const next =
    !page.hasNextPage || last === undefined
      ? { zh: '已到末页', en: 'this is the last page' }
      : { zh: `续页在地址中加 after=${last}`, en: `for the next rows add after=${last} to the address` };
  return {
    zh: `共 ${all} ${unit.zh}，这里列出 ${shown} ${unit.zh}；${next.zh}。`,
    en: `${all} ${unit.en} in all, ${shown} listed here; ${next.en}.`,
  };
}
