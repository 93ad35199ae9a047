import { listWords } from '../../i18n/list.ts';
import { whyWords } from '../../i18n/why.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import type { Subject } from '../../api/gql/enums.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { choicesOf } from '../../view/FilterControl.tsx';
import { unknownWord } from '../../view/unknown.ts';
import type { PanelProps } from './RatePanel.tsx';
import { toTiers, type Tiers } from './toTiers.ts';

/** How the units of the basis are covered. For an indicator that counts something else it is said whose organizations these are. */
export function TiersPanel({ answer, speaking, copy, subject }: PanelProps & { readonly subject: Subject }) {
  const words = useWords(whyWords);
  const list = useWords(listWords);
  const lang = useLang();
  const { indicator, dataset } = speaking;
  const tiers = toTiers(answer, speaking);
  const unknown = unknownWord(answer.card[0]?.rate, dataset, lang);
  const empty = unknown === null ? words.tiersEmpty : list.unknown(unknown);
  const own = indicator.denominator?.length === 1 && indicator.denominator[0] === 'units';
  const name = choicesOf(dataset, 'Subject', lang).find(({ id }) => id === subject)?.label ?? subject;
  return (
    <Panel
      className="why-tiers"
      title={own ? words.tiersTitle : words.tiersOther(name)}
      note={tiers?.target ? words.tiersTick(`${tiers.target.text}\u202f%`) : undefined}
      actions={copy}
    >
      {tiers === null ? <EmptyState>{empty}</EmptyState> : <Stack tiers={tiers} />}
    </Panel>
  );
}

function Stack({ tiers: { rows, target, label } }: { readonly tiers: Tiers }) {
  const words = useWords(whyWords);
  return (
    <>
      <div className="why-stack" role="img" aria-label={words.tiersLabel(label)}>
        {rows.map(({ key, length }) => length !== null && <i key={key} className={`tier-${key}`} style={{ width: `${length}%` }} />)}
        {target && <b style={{ left: `${target.at}%` }} />}
      </div>
      <table className="why-table">
        <thead>
          <tr>
            <th>{words.tier}</th>
            <th className="n">{words.units}</th>
            <th className="n">{words.share}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, units, share, length }) => (
            <tr key={key} className={length === null ? 'sum' : undefined}>
              <th scope="row">
                {length !== null && <i className={`key tier-${key}`} />}
                {name}
              </th>
              <td className="n">{units}</td>
              <td className="n">{share}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
