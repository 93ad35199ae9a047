import { useAccess } from '../api/access.ts';
import type { Dataset } from '../api/dataset.ts';
import type { IndicatorDefinition } from '../api/indicators.ts';
import { useMapManifest } from '../api/maps.ts';
import type { OverviewCard } from '../api/overview.ts';
import { accountWords } from '../i18n/account.ts';
import { overviewWords } from '../i18n/overview.ts';
import { shellWords } from '../i18n/shell.ts';
import { viewWords } from '../i18n/view.ts';
import { pickLabel, useLang, useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { count } from '../theme/format.ts';
import { KnownOn } from './KnownOn.tsx';
import { absenceWord } from './toRows.ts';
import { Provenance, type ProvenanceEntry } from '../ui/Provenance.tsx';

/** What the map pack says about itself; nothing until it is known. */
export function useMapEntry(): readonly ProvenanceEntry[] {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const { data: manifest } = useMapManifest();
  if (!manifest) return [];
  const { approvalNo, disclaimer } = manifest;
  return [{ term: shell.map, detail: approvalNo === null ? words.mapNoApproval(disclaimer) : words.mapApproval(approvalNo, disclaimer) }];
}

/** What «数量过小» means, for who may not see every row. */
function useClosedEntries(): readonly ProvenanceEntry[] {
  const words = useWords(accountWords);
  const access = useAccess().data;
  if (access === undefined || access.site.sight.demo || access.site.sight.rows.all) return [];
  return [{ term: words.suppressed, detail: words.suppressedNote }];
}

/** What the numbers stand on: the ledgers that came in; where only accepted ones count, those. */
function useReceipt(onlyAccepted: boolean, dataset: Dataset): (card: Pick<OverviewCard, 'rate' | 'receipt'>) => ProvenanceEntry {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const view = useWords(viewWords);
  const lang = useLang();
  return ({ rate, receipt: { expected, received, accepted, onTime, carriedForward } }) => {
    const term = onlyAccepted ? view.receiptAccepted : shell.receipt;
    // Where the sums of a region are not told, neither is what came in: nought of nought would be a number.
    if (rate.missing === 'NO_PERMISSION') return { term, detail: absenceWord(rate.missing, dataset, lang) ?? '' };
    return onlyAccepted
      ? { term, detail: words.acceptedDetail(count(accepted), count(received), count(expected)) }
      : { term, detail: words.receiptDetail(count(received), count(expected), count(onTime), count(carriedForward)) };
  };
}

/** The footer of the numbers of a ledger. */
export function LedgerProvenance({
  dataset,
  card,
  indicator,
}: {
  readonly dataset: Dataset;
  readonly card: Pick<OverviewCard, 'asOf' | 'rate' | 'receipt'> | null;
  readonly indicator: IndicatorDefinition;
}) {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection } = useSelection();
  const basis = dataset.bases.find(({ id }) => id === selection.basis);
  // The two cards stand on the basis of the address even while the indicator in focus has none.
  const basisText = [
    ...(basis ? [words.basisDetail(pickLabel(basis.label, lang), pickLabel(basis.definition, lang))] : []),
    ...(indicator.basis === null ? [words.noBasis(pickLabel(indicator.label, lang))] : []),
  ].join(lang === 'zh' ? '；' : '; ');
  const map = useMapEntry();
  const closed = useClosedEntries();
  const receipt = useReceipt(selection.accepted, dataset);
  return (
    <Provenance
      entries={[
        ...(basisText === '' ? [] : [{ term: shell.basis, detail: basisText }]),
        ...(card ? [{ term: shell.asOf, detail: card.asOf }] : []),
        ...(card ? [receipt(card)] : []),
        { term: shell.source, detail: dataset.demo ? words.sampleSource : words.ledgerSource },
        { term: shell.version, detail: dataset.version },
        { term: shell.knownOn, detail: <KnownOn key={selection.asKnownOn} /> },
        ...map,
        ...closed,
      ]}
    />
  );
}
