import type { Dataset } from '../api/dataset.ts';
import type { IndicatorDefinition } from '../api/indicators.ts';
import { useMapManifest } from '../api/maps.ts';
import type { OverviewCard } from '../api/overview.ts';
import { overviewWords } from '../i18n/overview.ts';
import { shellWords } from '../i18n/shell.ts';
import { pickLabel, useLang, useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { count } from '../theme/format.ts';
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

/** The footer of the numbers of a ledger. */
export function LedgerProvenance({
  dataset,
  card,
  indicator,
}: {
  readonly dataset: Dataset;
  readonly card: OverviewCard | null;
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
  const receipt = card?.receipt;
  return (
    <Provenance
      entries={[
        ...(basisText === '' ? [] : [{ term: shell.basis, detail: basisText }]),
        ...(card ? [{ term: shell.asOf, detail: card.asOf }] : []),
        ...(receipt
          ? [
              {
                term: shell.receipt,
                detail: words.receiptDetail(
                  count(receipt.received),
                  count(receipt.expected),
                  count(receipt.onTime),
                  count(receipt.carriedForward),
                ),
              },
            ]
          : []),
        { term: shell.source, detail: dataset.demo ? words.sampleSource : words.ledgerSource },
        { term: shell.version, detail: dataset.version },
        ...map,
      ]}
    />
  );
}
