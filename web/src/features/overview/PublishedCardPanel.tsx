import { overviewWords } from '../../i18n/overview.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { dateText } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { RateBar } from './RateCard.tsx';
import type { PublishedCard } from './toPublished.ts';

interface PublishedCardPanelProps {
  readonly title: string;
  readonly card: PublishedCard | null;
  readonly unit: string;
  readonly voice: 'lead' | 'second';
}

/** A rate formed from two published counts, with the counts, the date and who printed them. */
export function PublishedCardPanel({ title, card, unit, voice }: PublishedCardPanelProps) {
  const words = useWords(overviewWords);
  const lang = useLang();
  if (card === null)
    return (
      <Panel className={`rate ${voice}`} title={title}>
        <p className="muted">{words.publishedNone}</p>
      </Panel>
    );
  return (
    <Panel className={`rate ${voice}`} title={title}>
      <div className="head">
        <p className="value">
          {card.text}
          <span className="unit">%</span>
        </p>
        <p className="as-of">{dateText(card.asOf, 'year', lang)}</p>
      </div>
      <RateBar length={card.length} target={null} />
      <dl className="facts">
        {[card.numerator, card.denominator].map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <strong>{text}</strong> <small>{unit}</small>
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.publishedDate}</dt>
          <dd>{card.asOf}</dd>
        </div>
        <div className="long">
          <dt>{words.publishedSource}</dt>
          <dd>{card.publisher === '' ? card.source : `${card.source}（${card.publisher}）`}</dd>
        </div>
      </dl>
    </Panel>
  );
}
