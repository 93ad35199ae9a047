import type { ReactNode } from 'react';
import { Panel } from '../../ui/Panel.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { fillClass } from '../../view/swatch.ts';
import type { CardInput } from './toCard.ts';

/** One coverage rate, with what keeps it from standing alone. */
export function RateCard({
  card,
  voice,
  actions,
}: {
  readonly card: CardInput;
  readonly voice: 'lead' | 'second';
  readonly actions?: ReactNode;
}) {
  return (
    <Panel className={`rate ${voice}`} title={card.title} actions={actions}>
      <div className="head">
        <p className="value">
          {card.value ? (
            <>
              {card.value.text}
              <span className="unit">{card.unit}</span>
            </>
          ) : (
            <span className="absence">
              {card.absence && <i className={`swatch ${fillClass(card.absence.absence, 1)}`} />}
              {card.absence?.word}
            </span>
          )}
        </p>
        {card.mark && <StateMark {...card.mark} />}
      </div>
      <RateBar length={card.value?.length ?? null} target={card.target} />
      <dl className="facts">
        {card.facts.map(({ term, strong, unit, direction }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <strong className={direction ?? undefined}>{strong}</strong> <small>{unit}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** From 0 to 100, the target as a tick. */
export function RateBar({ length, target }: { readonly length: number | null; readonly target: CardInput['target'] }) {
  return (
    <div className="bar" aria-hidden="true">
      {length !== null && <i style={{ width: `${length}%` }} />}
      {target && (
        <>
          <b style={{ left: `${target.at}%` }} />
          <span className={target.at > 80 ? 'late' : undefined} style={{ left: `${target.at}%` }}>
            {target.text}
          </span>
        </>
      )}
    </div>
  );
}
