import type { Basis } from '../../api/gql/enums.ts';
import { whyBelowWords } from '../../i18n/whyBelow.ts';
import { usePlaceEntries } from '../../view/placeInTime.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { absenceWord } from '../../view/toRows.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { PanelProps } from './RatePanel.tsx';

/** What the figure stands on: who reported, as of when, which version, which basis. */
export function ReceiptPanel({ answer, speaking, copy, basis }: PanelProps & { readonly basis: Basis }) {
  const words = useWords(whyBelowWords);
  const lang = useLang();
  const { dataset, indicator } = speaking;
  const place = usePlaceEntries(dataset.version);
  const [card] = answer.card;
  if (card === undefined) return null;
  const { received, expected, onTime, accepted, carriedForward } = card.receipt;
  // Where the sums of a region are not told, neither is what came in: nought of nought would be a number.
  const untold = card.rate.missing === 'NO_PERMISSION' ? absenceWord(card.rate.missing, dataset, lang) : null;
  const waiting = received - accepted;
  const named = dataset.bases.find(({ id }) => id === basis);
  const lines: readonly (readonly [string, string, string])[] = [
    ...(untold === null
      ? ([
          [words.received, `${count(received)}/${count(expected)}`, speaking.overview.reportingRegions],
          [words.onTime, count(onTime), `${words.carried} ${count(carriedForward)}`],
          [words.accepted, count(accepted), waiting > 0 ? words.notAccepted(count(waiting)) : ''],
        ] as const)
      : [[words.received, untold, ''] as const]),
    [words.asOf, card.asOf, ''],
    ...place.map(({ term, detail }) => [term, detail, ''] as const),
    [words.source, dataset.demo ? words.sourceSample : words.sourceLedger, ''],
    [words.basis, indicator.basis === null || !named ? words.noBasis : pickLabel(named.label, lang), ''],
  ];
  return (
    <Panel className="why-receipt" title={words.receipt} actions={copy}>
      <dl className="why-facts">
        {lines.map(([term, strong, small]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              {strong} {small !== '' && <small>{small}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {untold === null && received === expected && <p className="why-note">{words.allReceived}</p>}
    </Panel>
  );
}
