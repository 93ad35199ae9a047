/** Whose receipts are shown: the region of the address where a ledger speaks for it, else the first that has one, and a notice says so. */
import type { Dataset } from '../../api/dataset.ts';
import { useOverviewRegion } from '../../api/overview.ts';
import { qualityWords } from '../../i18n/quality.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { hasLedger, ledgerCodes } from '../../view/context.ts';

export interface ReceiptRegion {
  /** Null while it is not known. */
  readonly code: string | null;
  /** Reporting regions lie below it; else it is one itself. */
  readonly above: boolean;
  readonly notice: string | null;
}

const WAITING: ReceiptRegion = { code: null, above: false, notice: null };
const ABOVE = new Set(['NATION', 'PROVINCE', 'PREFECTURE']);

export function useReceiptRegion(dataset: Dataset | undefined): ReceiptRegion {
  const words = useWords(qualityWords);
  const lang = useLang();
  const { region } = useSelection().selection;
  const asked = useOverviewRegion(region, region !== NATION);
  const [first] = dataset?.ledgerRegions ?? [];
  if (dataset === undefined) return WAITING;
  if (region === NATION) return { code: first?.code ?? NATION, above: true, notice: null };
  if (asked.data === undefined || asked.isPlaceholderData) return WAITING;
  const found = asked.data.region;
  if (found && hasLedger(found, ledgerCodes(dataset))) return { code: found.code, above: ABOVE.has(found.level), notice: null };
  if (first === undefined) return { code: found?.code ?? NATION, above: true, notice: null };
  const shown = regionName(first, lang);
  return {
    code: first.code,
    above: true,
    notice: found ? words.noLedgerFallback(regionName(found, lang), shown) : words.unknownFallback(region, shown),
  };
}
