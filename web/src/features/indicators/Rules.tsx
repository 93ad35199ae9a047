import type { Dataset } from '../../api/dataset.ts';
import { indicatorsWords } from '../../i18n/indicators.ts';
import { useLabel, useWords } from '../../i18n/words.ts';
import { absentClass } from '../../theme/absent.ts';
import { Panel } from '../../ui/Panel.tsx';

/** What every entry stands on: the six bases, and what is drawn where there is no value. */
export function Rules({ dataset }: { readonly dataset: Dataset }) {
  const words = useWords(indicatorsWords);
  const label = useLabel();
  return (
    <div className="rules">
      <Panel id="bases" title={words.bases} note={words.basesNote}>
        <dl className="bases">
          {dataset.bases.map((basis) => (
            <div key={basis.id}>
              <dt>{label(basis.label)}</dt>
              <dd>{label(basis.definition)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel id="missing" title={words.missing} note={words.missingNote}>
        <ul className="reasons">
          {dataset.missingReasons.map((reason) => (
            <li key={reason.id}>
              <i className={`swatch ${absentClass(reason.id)}`} aria-hidden="true" /> {label(reason.label)}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
