/** Receipts of the API → the grid of reporting regions and the sentence under it. Pure. */
import type { Receipts } from '../../api/quality.ts';
import type { Dataset } from '../../api/dataset.ts';
import { qualityWords } from '../../i18n/quality.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import { NATION, type Lang } from '../../state/selection.ts';
import { count } from '../../theme/format.ts';
import type { Crumb } from '../../ui/PageTitle.tsx';

type Part = Receipts['parts'][number];
type Missing = NonNullable<Part['rate']['missing']>;

export interface ReceiptCell {
  readonly code: string;
  readonly name: string;
  /** Reported and expected below this region, when not all did; null: all did. */
  readonly partly: string | null;
  /** Several reporting regions lie below, so there is a grid of its own. */
  readonly opens: boolean;
  /** Why nothing counts from here; null: it counts. */
  readonly missing: Missing | null;
  readonly spoken: string;
}

export interface ReceiptGrid {
  readonly name: string;
  readonly received: string;
  readonly expected: string;
  readonly cells: readonly ReceiptCell[];
  /** «及时 15，逾期 1，沿用上期 0；未报送 1（濮阳）。…» */
  readonly sentence: string;
}

/** Why a region's numbers do not stand: as its coverage says, which knows of a returned submission; else as its receipt says. */
function missingOf(part: Part, coverage: Receipts['coverage']): Missing | null {
  if (part.receipt.expected > 0 && part.receipt.received === part.receipt.expected && part.receipt.accepted === part.receipt.expected)
    return null;
  const reason = coverage.find(({ region }) => region.code === part.region.code)?.rate.missing ?? null;
  if (reason !== null) return reason;
  return part.receipt.received === 0 ? (part.rate.missing ?? 'NOT_RECEIVED') : null;
}

const shortName = (part: Part, lang: Lang): string => (lang === 'zh' ? part.region.shortName : regionName(part.region, lang));

/** Null when the region is unknown or nothing is expected of it. */
export function toReceipts(answer: Receipts, missingReasons: Dataset['missingReasons'], lang: Lang): ReceiptGrid | null {
  const [total] = answer.total;
  if (!answer.region || !total || total.receipt.expected === 0) return null;
  const words = qualityWords[lang];
  const wordOf = (missing: Missing | null): string => {
    const entry = missingReasons.find(({ id }) => id === missing);
    return entry === undefined ? '' : pickLabel(entry.label, lang);
  };
  const cells = answer.parts.map((part): ReceiptCell => {
    const { received, expected, carriedForward } = part.receipt;
    const missing = missingOf(part, answer.coverage);
    const name = shortName(part, lang);
    return {
      code: part.region.code,
      name,
      opens: expected > 1,
      partly: received === expected ? null : words.receiptTotal(count(received), count(expected)),
      missing,
      spoken: words.receiptOf(
        name,
        count(received),
        count(expected),
        missing === null && carriedForward > 0 ? words.carriedSign : wordOf(missing),
      ),
    };
  });
  const reasons = [...new Set(cells.flatMap((cell) => cell.missing ?? []))];
  const absent = reasons.map((reason) => {
    const names = cells.filter((cell) => cell.missing === reason).map((cell) => cell.name);
    return words.state(wordOf(reason), count(names.length), names.join(words.listBetween));
  });
  const incomplete = cells.filter((cell) => cell.missing === null && cell.partly !== null);
  if (incomplete.length > 0) {
    absent.push(
      words.state(words.partly, count(incomplete.length), incomplete.map((cell) => `${cell.name} ${cell.partly}`).join(words.listBetween)),
    );
  }
  const { received, onTime, expected, carriedForward } = total.receipt;
  // What was carried forward counts as received and never came: it is neither on time nor late.
  const parts = [
    words.onTime(count(onTime)),
    words.late(count(received - onTime - carriedForward)),
    words.carried(count(carriedForward)),
    ...absent,
  ];
  return {
    name: regionName(answer.region, lang),
    received: count(received),
    expected: count(expected),
    cells,
    sentence: `${parts.join(words.between)}${words.full}${words.missingNotZero}`,
  };
}

/** The way to the region below the nation, which has no receipt of its own here; every step is a link but the last. */
export const toCrumbs = (
  region: NonNullable<Receipts['region']>,
  lang: Lang,
  hrefFor: (patch: { readonly region: string }) => string,
): readonly Crumb[] => [
  ...region.ancestors
    .filter(({ code }) => code !== NATION)
    .map((above) => ({ label: regionName(above, lang), href: hrefFor({ region: above.code }) })),
  { label: regionName(region, lang) },
];
