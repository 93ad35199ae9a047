import { useState } from 'react';
import { whyWords } from '../../i18n/why.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import type { SplitProps } from './ChangePanel.tsx';
import { changeUnit, kindOf, type PartKind } from '../../view/why/speaking.ts';
import { splitOf } from '../../view/why/splits.ts';
import { toContributors, type ContributorRow, type Contributors } from '../../view/why/toContributors.ts';
import { FoldButton } from './useFold.tsx';

/** Who moved it: every part with its counts, and a bar as long as what it did to the change. */
export function ContributorsPanel({ answer: { change }, speaking, copy, region, split }: SplitProps) {
  const words = useWords(whyWords);
  const kind = kindOf(split, region);
  const found = toContributors(change, splitOf(change, split), kind, speaking);
  const each = words.each[kind];
  if (change.refusal !== null) return null;
  if (found === null)
    return (
      <Panel className="why-contributors" title={words.contributions(each)} actions={copy}>
        <EmptyState>{words.noSplit}</EmptyState>
      </Panel>
    );
  return (
    <Panel className="why-contributors" title={found.title} note={words.contributionsNote(each, changeUnit(speaking))} actions={copy}>
      <Table found={found} kind={kind} />
    </Panel>
  );
}

function Table({ found, kind }: { readonly found: Contributors; readonly kind: PartKind }) {
  const words = useWords(whyWords);
  const { rows, folded, sum, counted, fraction, exact, leftOut, title, zero } = found;
  const [whole, setWhole] = useState(false);
  const unit = (of: string | null): string => (of === null ? '' : words.inUnit(of));
  return (
    <>
      <div className="why-scroll">
        <table className="why-table contributors" aria-label={title}>
          <thead>
            <tr>
              <th>{words.parts[kind]}</th>
              <th className="n">{words.lastQuarter}</th>
              <th className="n">{words.thisQuarter}</th>
              {fraction && <th className="n wide">{words.denominatorMove(unit(counted.below))}</th>}
              {fraction && <th className="n wide">{words.numeratorMove(unit(counted.above))}</th>}
              <th className="room" aria-hidden="true" />
              <th className="n">{words.contribution}</th>
            </tr>
          </thead>
          <tbody>
            {(whole ? rows : (folded ?? rows)).map((row) => (
              <Row key={row.key} row={row} fraction={fraction} zero={zero} />
            ))}
            <Row row={sum} fraction={fraction} zero={zero} />
          </tbody>
        </table>
      </div>
      {folded !== null && <FoldButton whole={whole} length={rows.length} onChange={setWhole} />}
      {!exact && <p className="why-note">{words.rounded}</p>}
      {leftOut.map((line) => (
        <p key={line} className="why-note">
          {line}
        </p>
      ))}
    </>
  );
}

function Row({ row, fraction, zero }: { readonly row: ContributorRow; readonly fraction: boolean; readonly zero: number }) {
  const { hrefFor } = useSelection();
  return (
    <tr className={row.key === 'sum' ? 'sum' : undefined}>
      <th scope="row">{row.code === null ? row.name : <ViewLink href={hrefFor({ why: row.code, split: null })}>{row.name}</ViewLink>}</th>
      <td className="n">{row.before}</td>
      <td className="n">{row.after}</td>
      {fraction && <td className="n wide">{row.denominator}</td>}
      {fraction && <td className="n wide">{row.numerator}</td>}
      <td className="room" aria-hidden="true">
        <div className="diverge">
          <b style={{ left: `${zero}%` }} />
          {row.bar && <i className={row.direction} style={{ left: `${row.bar.left}%`, width: `${row.bar.width}%` }} />}
        </div>
      </td>
      <td className={`n ${row.direction}`}>{row.contribution}</td>
    </tr>
  );
}
