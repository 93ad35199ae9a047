/** The footer of numbers, with the same words as under the page. */
import { BASES } from '../domain/bases.ts';
import { formatCount } from '../domain/format.ts';
import { indicatorOf } from '../domain/indicators.ts';
import { asOfDate } from '../domain/period.ts';
import type { Words } from '../domain/words.ts';
import type { ObservationRow } from '../reports/types.ts';
import { conditionsOf, FOLLOWED_BY_LIST, NOT_FOLLOWED } from './conditions.ts';
import type { Manifest } from './mapPack.ts';
import { absenceWords, type Sheet, type SheetFooter } from './sheet.ts';
import type { Situation } from './situation.ts';

type Entry = SheetFooter['entries'][number];

const TERMS = {
  basis: { zh: '口径', en: 'Basis' },
  filter: { zh: '筛选', en: 'Filter' },
  listFilter: { zh: '清单筛选', en: 'Filter of the list' },
  asOf: { zh: '截至', en: 'As of' },
  receipt: { zh: '报送', en: 'Received' },
  source: { zh: '来源', en: 'Source' },
  version: { zh: '数据版本', en: 'Data version' },
  knownOn: { zh: '所知日期', en: 'As known on' },
  map: { zh: '地图', en: 'Map' },
  notice: { zh: '说明', en: 'Notice' },
} as const satisfies Record<string, Words>;

const both = (text: string): Words => ({ zh: text, en: text });

const noticeEntry = (notice: Words): Entry => ({ term: TERMS.notice, detail: notice });

export const noticedFooter = (footer: SheetFooter, notices: readonly Words[]): SheetFooter => ({
  ...footer,
  entries: [...footer.entries, ...notices.map(noticeEntry)],
});

export const noticed = (sheet: Sheet, notices: readonly Words[]): Sheet => ({ ...sheet, footer: noticedFooter(sheet.footer, notices) });

function basisEntry({ basis, indicator }: Situation): Entry {
  if (basis === null) {
    const { zh, en } = indicatorOf(indicator);
    return { term: TERMS.basis, detail: { zh: `${zh}不分口径`, en: `${en} has no basis` } };
  }
  const { zh, en, definition } = BASES[basis];
  return { term: TERMS.basis, detail: { zh: `${zh}（${definition.zh}）`, en: `${en} (${definition.en})` } };
}

/** What came in of a region is not told where its sums are not: nought of nought would be a number. */
function receiptEntry({ rate, receipt: { received, expected, onTime, carriedForward } }: Standing): Entry {
  if (rate.missing === 'NO_PERMISSION') return { term: TERMS.receipt, detail: absenceWords(rate.missing) };
  const [of, all, timely, carried] = [received, expected, onTime, carriedForward].map(formatCount);
  return {
    term: TERMS.receipt,
    detail: { zh: `${of}/${all}，及时 ${timely}，沿用上期 ${carried}`, en: `${of}/${all}, on time ${timely}, carried forward ${carried}` },
  };
}

export const SOURCES = {
  ledger: { zh: '各地季度台账', en: 'quarterly ledgers of the regions' },
  sample: { zh: '各地季度台账（示例）', en: 'quarterly ledgers of the regions (sample)' },
} as const satisfies Record<string, Words>;

const mapEntry = ({ approvalNo, disclaimer }: Manifest): Entry => ({
  term: TERMS.map,
  detail:
    approvalNo === null
      ? { zh: `无审图号，${disclaimer}`, en: `no approval number; ${disclaimer}` }
      : { zh: `${approvalNo}；${disclaimer}`, en: `${approvalNo}; ${disclaimer}` },
});

/** The observation that the view stands on. */
type Standing = Pick<ObservationRow, 'rate' | 'receipt'>;

export interface FooterParts {
  readonly situation: Situation;
  /** Null where no ledger speaks. */
  readonly stands: Standing | null;
  /** Other sources than the ledgers. */
  readonly sources?: Words;
  /** Of the pack whose shapes are drawn; null where no map is. */
  readonly map?: Manifest | null;
  /** False on pages that are about no single indicator. */
  readonly basis?: boolean;
  /** The figures of the view count only what the address asks for; conditions are left aside otherwise, and the footer says so. */
  readonly filtered?: boolean;
  /** Conditions that a list of the view follows. */
  readonly listed?: Words | null;
}

function conditionEntries({ situation: { selection }, filtered = false, listed = null }: FooterParts): readonly Entry[] {
  const conditions = conditionsOf(selection);
  return [
    ...(conditions === null
      ? []
      : [filtered ? { term: TERMS.filter, detail: conditions } : noticeEntry(listed === null ? NOT_FOLLOWED : FOLLOWED_BY_LIST)]),
    ...(listed === null ? [] : [{ term: TERMS.listFilter, detail: listed }]),
  ];
}

export function footerOf(parts: FooterParts): SheetFooter {
  const { situation, stands, sources, map = null, basis = true } = parts;
  const { dataset, period, view, notices, selection } = situation;
  const ledger = sources === undefined;
  return {
    entries: [
      ...(basis ? [basisEntry(situation)] : []),
      ...conditionEntries(parts),
      ...(ledger && period !== null ? [{ term: TERMS.asOf, detail: both(asOfDate(period)) }] : []),
      ...(stands === null ? [] : [receiptEntry(stands)]),
      { term: TERMS.source, detail: sources ?? (dataset.demo ? SOURCES.sample : SOURCES.ledger) },
      { term: TERMS.version, detail: both(view.dataVersion) },
      ...(selection.asKnownOn === null ? [] : [{ term: TERMS.knownOn, detail: both(selection.asKnownOn) }]),
      ...(map === null ? [] : [mapEntry(map)]),
      ...notices.map(noticeEntry),
    ],
    demo: ledger && dataset.demo,
  };
}
