/** The list of units: what the address asks for, and a unit as text. Pure. */
import { PAGE_ROWS, type ListedUnit, type UnitListAsk } from '../../api/gaps.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { GapsWords } from '../../i18n/gaps.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import type { Lang, Selection } from '../../state/selection.ts';
import { count } from '../../theme/format.ts';
import { whereOf } from '../../view/filter.ts';
import { wordOf } from '../../view/toChoices.ts';

/** Orders that the API knows, as the address names them; the first is that of a list nobody has ordered. */
export const UNIT_ORDERS = ['STAFF_DESC', 'FULL_MEMBERS_DESC', 'NAME', 'CREDIT_CODE'] as const;
export type UnitListOrder = (typeof UNIT_ORDERS)[number];
const IN_ADDRESS: Readonly<Record<UnitListOrder, string>> = {
  STAFF_DESC: '-staff',
  FULL_MEMBERS_DESC: '-members',
  NAME: 'name',
  CREDIT_CODE: 'code',
};

export const orderOf = (order: string | null): UnitListOrder => UNIT_ORDERS.find((one) => IN_ADDRESS[one] === order) ?? UNIT_ORDERS[0];
/** Null for the order that needs no word. */
export const orderInAddress = (order: UnitListOrder): string | null => (order === UNIT_ORDERS[0] ? null : IN_ADDRESS[order]);

export function toUnitAsk(selection: Selection, region: string, period: string): UnitListAsk {
  const { subject, reason, minStaff, search, after } = selection;
  return {
    where: {
      region,
      eligibleWithout: subject,
      ...whereOf(selection),
      ...(reason.length > 0 ? { reason: [...reason] } : {}),
      ...(minStaff === null ? {} : { minStaff }),
      ...(search.trim() === '' ? {} : { search: search.trim() }),
    },
    period,
    orderBy: orderOf(selection.order),
    first: PAGE_ROWS,
    after,
  };
}

/** Whether the list shows less than all there are. */
export const isNarrowed = (selection: Selection): boolean =>
  whereOf(selection) !== null || selection.reason.length > 0 || selection.minStaff !== null || selection.search.trim() !== '';

export interface UnitLine {
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly kind: string;
  readonly industry: string | null;
  readonly staff: string;
  readonly members: string;
  readonly reason: string | null;
  readonly facts: readonly { readonly term: string; readonly detail: string }[];
}

function placeOf({ region }: ListedUnit, lang: Lang): string {
  const parent = region.parent ? regionName(region.parent, lang) : '';
  const own = regionName(region, lang);
  return lang === 'zh' ? `${parent}${own}` : [own, parent].filter((name) => name !== '').join(', ');
}

export function toUnitLine(unit: ListedUnit, dataset: Dataset, words: GapsWords, lang: Lang): UnitLine {
  const word = (vocabulary: string, id: string | null | undefined): string => wordOf(dataset, vocabulary, id, lang) ?? words.nobody;
  const number = (value: number | null | undefined): string => (typeof value === 'number' ? count(value) : words.nobody);
  const { factsName: names } = words;
  const bases = dataset.bases.filter(({ id }) => unit.bases.includes(id)).map(({ label }) => pickLabel(label, lang));
  return {
    code: unit.creditCode,
    name: unit.name,
    place: placeOf(unit, lang),
    kind: word('UnitKind', unit.kind),
    industry: wordOf(dataset, 'Industry', unit.industry, lang),
    staff: count(unit.staff),
    members: count(unit.fullMembers),
    reason: wordOf(dataset, 'GapReason', unit.reason, lang),
    facts: [
      { term: names.code, detail: unit.creditCode },
      { term: names.sector, detail: word('UnitSector', unit.sector) },
      { term: names.scale, detail: word('Scale', unit.scale) },
      { term: names.status, detail: word('UnitStatus', unit.status) },
      { term: names.management, detail: word('Management', unit.management) },
      ...(unit.park ? [{ term: names.park, detail: regionName(unit.park, lang) }] : []),
      { term: names.probationary, detail: number(unit.probationaryMembers) },
      { term: names.league, detail: number(unit.leagueMembers) },
      { term: names.union, detail: number(unit.unionMembers) },
      { term: names.party, detail: word('Tier', unit.partyTier) },
      { term: names.unionTier, detail: word('Tier', unit.unionTier) },
      { term: names.leagueTier, detail: word('Tier', unit.leagueTier) },
      { term: names.womenTier, detail: word('Tier', unit.womenTier) },
      { term: names.bases, detail: bases.join(words.listBetween) },
    ],
  };
}
