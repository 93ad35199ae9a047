import { useAccess } from '../api/access.ts';
import type { Permission } from '../api/gql/enums.ts';
import { accountWords } from '../i18n/account.ts';
import { regionName, useLang, useWords } from '../i18n/words.ts';
import { extentText } from './extentText.ts';
import { permissionsOf, seesSums, type Placed } from './may.ts';

/** Whether the reader may do something; false until it is known. */
export function useMay(permission: Permission): boolean {
  const access = useAccess().data;
  return access !== undefined && permissionsOf(access).has(permission);
}

/** One sentence where a region lies outside what the reader may see; none where it does not. */
export function useOutside(region: Placed & { readonly name: string; readonly nameEn?: string | null }): readonly string[] {
  const access = useAccess().data;
  const words = useWords(accountWords);
  const lang = useLang();
  if (access === undefined || seesSums(access, region)) return [];
  return [words.outside(regionName(region, lang), extentText(access.site.sight.sums, words, lang))];
}
