/** How an extent of regions reads. Pure. */
import type { Extent } from '../api/access.ts';
import type { AccountWords } from '../i18n/account.ts';
import { regionName } from '../i18n/words.ts';
import type { Lang } from '../state/choices.ts';

/** «洛阳市及以下», «全部地区», «无». */
export function extentText({ all, regions }: Extent, words: AccountWords, lang: Lang): string {
  if (all) return words.everything;
  return regions.length === 0 ? words.nothing : words.below(regions.map((region) => regionName(region, lang)).join(words.and));
}
