/** Lists of single units and organizations: how many rows a file holds, and what it says when it was cut. */
import type { Page } from '../../reports/types.ts';
import type { Words } from '../../domain/words.ts';
import { formatCount } from '../../domain/format.ts';

/** As many as the API gives in one page. */
export const MOST_ROWS = 1000;

/** «共 4 571 家，这里列出 1 000 家»; the address of the next rows is told with it. */
export function cutNote(page: Page<unknown>, unit: Words): Words {
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
