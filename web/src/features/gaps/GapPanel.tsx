import type { ReactNode } from 'react';
import type { GapAnswer } from '../../api/gaps.ts';
import { gapsWords } from '../../i18n/gaps.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { BarCell } from '../../view/BarCell.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { SortHead } from '../../view/SortHead.tsx';
import { sortedBy } from '../../view/sorted.ts';
import { GAP_COLUMNS, toFigures, toLines, toSentences, type GapFigure, type GapLine } from './toGaps.ts';

function Figures({ figures }: { readonly figures: readonly GapFigure[] }) {
  return (
    <dl className="answer-figures">
      {figures.map(({ id, name, text, unit, note }) => (
        <div key={id} className={`figure ${id}`}>
          <dt>{name}</dt>
          <dd>
            {text}
            <small>{unit}</small>
            <span className="aside">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ line }: { readonly line: GapLine }) {
  const { hrefFor } = useSelection();
  return (
    <tr data-first={line.toClose > 0}>
      <th scope="row">
        {line.code === null ? line.name : <ViewLink href={hrefFor({ region: line.code, after: null })}>{line.name}</ViewLink>}
      </th>
      <BarCell text={line.gapText} length={line.length} lead={line.toClose > 0} />
      <td className="n">{line.toCloseText}</td>
      <td className="n">{line.candidatesText}</td>
      <BarCell text={line.rateText} length={line.rate} target={line.target} />
      <td className="n counts">{line.counts}</td>
    </tr>
  );
}

function Parts({ lines }: { readonly lines: readonly GapLine[] }) {
  const words = useWords(gapsWords);
  const { selection } = useSelection();
  const sorted = sortedBy(lines, selection.order, GAP_COLUMNS);
  const chosen = selection.order !== null && selection.order.replace('-', '') in GAP_COLUMNS;
  return (
    <Scroller name={words.fastest}>
      <table className="gap-parts" aria-label={words.fastest}>
        <thead>
          <tr>
            <SortHead column="region" name={words.region} />
            <SortHead column="gap" name={words.inUnits(words.gap)} rest={chosen ? null : 'descending'} note={words.ownTarget} />
            <SortHead column="closes" name={words.closes} className="n" note={words.closesNote} />
            <SortHead column="candidates" name={words.candidates} className="n" note={words.units} />
            <SortHead column="rate" name={words.rate('%')} />
            <th scope="col" className="n counts">
              {words.counts}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** What the whole lacks, where it lies, and which few regions are enough. */
export function GapPanel({
  answer,
  title,
  note,
  copy,
}: {
  readonly answer: GapAnswer;
  readonly title: string;
  readonly note: string;
  readonly copy: ReactNode;
}) {
  const words = useWords(gapsWords);
  const lang = useLang();
  const { gap } = answer;
  if (gap.refusal)
    return (
      <Panel className="gap-panel" title={words.noGapAnswer} actions={copy}>
        <EmptyState>{gap.refusal.explanation[lang]}</EmptyState>
      </Panel>
    );
  const lines = toLines(answer, words, lang);
  return (
    <Panel className="gap-panel" title={title} note={note} actions={copy}>
      <Figures figures={toFigures(gap, words)} />
      <div className="answer-sentence">
        {toSentences(gap, words, lang).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {lines.length === 0 ? <EmptyState>{words.noParts}</EmptyState> : <Parts lines={lines} />}
    </Panel>
  );
}
