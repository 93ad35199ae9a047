import type { ReactNode } from 'react';
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { SituationAnswer } from '../../api/organizations.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { SortHead } from '../../view/SortHead.tsx';
import { sortedBy } from '../../view/sorted.ts';
import { columnOf, toComparison, type ComparisonRow } from './toComparison.ts';
import '../../view/heat.css';

interface ComparisonProps {
  readonly answer: SituationAnswer;
  readonly indicators: readonly IndicatorDefinition[];
  readonly dataset: Dataset;
  readonly name: string;
  readonly copy: ReactNode;
}

function Row({ row }: { readonly row: ComparisonRow }) {
  const { hrefFor } = useSelection();
  return (
    <tr className={row.whole ? 'whole' : undefined}>
      <th scope="row">{row.whole ? row.name : <ViewLink href={hrefFor({ region: row.code, after: null })}>{row.name}</ViewLink>}</th>
      {row.fields.map((field, index) => (
        <td key={index} className={field.className} title={field.title}>
          {field.text === '' ? <span className="unseen">{field.title}</span> : field.text}
        </td>
      ))}
    </tr>
  );
}

/** All indicators of organizations, region by region: the whole first, then its parts by the column one chooses. */
export function ComparisonPanel({ answer, indicators, dataset, name, copy }: ComparisonProps) {
  const words = useWords(organizationsWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { whole, parts } = toComparison(answer, indicators, { dataset, lang, name });
  const columns = Object.fromEntries(indicators.map(({ id }, at) => [columnOf(id), (row: ComparisonRow) => row.fields[at]?.value ?? null]));
  return (
    <Panel className="comparison" title={words.comparison} note={words.indicatorsNote} actions={copy}>
      <Scroller name={words.comparison}>
        <table className="heat wide" aria-label={words.comparison}>
          <thead>
            <tr>
              <th scope="col">{words.region}</th>
              {indicators.map((one) => (
                <SortHead key={one.id} column={columnOf(one.id)} name={pickLabel(one.label, lang)} note={pickLabel(one.unit, lang)} />
              ))}
            </tr>
          </thead>
          <tbody>
            <Row row={whole} />
            {sortedBy(parts, selection.order, columns).map((row) => (
              <Row key={row.code} row={row} />
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  );
}
