/** The footer of numbers, with the same words as under the page. */
import { BASES } from '../domain/bases.ts';
import { formatCount } from '../domain/format.ts';
import { indicatorOf } from '../domain/indicators.ts';
import { asOfDate } from '../domain/period.ts';
import type { Words } from '../domain/words.ts';
import type { Receipt } from '../reports/types.ts';
import type { Manifest } from './mapPack.ts';
import type { SheetFooter } from './sheet.ts';
import type { Situation } from './situation.ts';

type Entry = SheetFooter['entries'][number];

const TERMS = {
  basis: { zh: '口径', en: 'Basis' },
  asOf: { zh: '截至', en: 'As of' },
  receipt: { zh: '报送', en: 'Received' },
  source: { zh: '来源', en: 'Source' },
  version: { zh: '数据版本', en: 'Data version' },
  map: { zh: '地图', en: 'Map' },
  notice: { zh: '说明', en: 'Notice' },
} as const satisfies Record<string, Words>;

const both = (text: string): Words => ({ zh: text, en: text });

export const noticeEntry = (notice: Words): Entry => ({ term: TERMS.notice, detail: notice });

function basisEntry({ basis, indicator }: Situation): Entry {
  if (basis === null) {
    const { zh, en } = indicatorOf(indicator);
    return { term: TERMS.basis, detail: { zh: `${zh}不分口径`, en: `${en} has no basis` } };
  }
  const { zh, en, definition } = BASES[basis];
  return { term: TERMS.basis, detail: { zh: `${zh}（${definition.zh}）`, en: `${en} (${definition.en})` } };
}

const receiptEntry = ({ received, expected, onTime, carriedForward }: Receipt): Entry => {
  const [of, all, timely, carried] = [received, expected, onTime, carriedForward].map(formatCount);
  return {
    term: TERMS.receipt,
    detail: { zh: `${of}/${all}，及时 ${timely}，沿用上期 ${carried}`, en: `${of}/${all}, on time ${timely}, carried forward ${carried}` },
  };
};

const SOURCES = {
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

export interface FooterParts {
  readonly situation: Situation;
  /** Null where no ledger speaks. */
  readonly receipt: Receipt | null;
  /** Other sources than the ledgers. */
  readonly sources?: Words;
  /** Of the pack whose shapes are drawn; null where no map is. */
  readonly map?: Manifest | null;
  /** False on pages that are about no single indicator. */
  readonly basis?: boolean;
}

export function footerOf({ situation, receipt, sources, map = null, basis = true }: FooterParts): SheetFooter {
  const { dataset, period, view, notices } = situation;
  const ledger = sources === undefined;
  return {
    entries: [
      ...(basis ? [basisEntry(situation)] : []),
      ...(ledger && period !== null ? [{ term: TERMS.asOf, detail: both(asOfDate(period)) }] : []),
      ...(receipt === null ? [] : [receiptEntry(receipt)]),
      { term: TERMS.source, detail: sources ?? (dataset.demo ? SOURCES.sample : SOURCES.ledger) },
      { term: TERMS.version, detail: both(view.dataVersion) },
      ...(map === null ? [] : [mapEntry(map)]),
      ...notices.map(noticeEntry),
    ],
    demo: ledger && dataset.demo,
  };
}
