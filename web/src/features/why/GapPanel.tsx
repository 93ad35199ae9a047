import type { OverviewRegion } from '../../api/overview.ts';
import { whyWords } from '../../i18n/why.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import type { PanelProps } from './RatePanel.tsx';
import { kindOf } from '../../view/why/speaking.ts';
import { toGaps, type GapRow, type Gaps } from './toGaps.ts';
import { useFold } from './useFold.tsx';
import { usePageHref } from './usePageHref.ts';

const MOST = 10;

/** 从哪里补: who is short by how much, the easiest first. */
export function GapPanel({ answer: { gap }, speaking, copy, region }: PanelProps & { readonly region: OverviewRegion }) {
  const words = useWords(whyWords);
  const lang = useLang();
  const hrefOf = usePageHref();
  const gaps = toGaps(gap, speaking);
  const explanation = pickLabel(gap.explanation, lang);
  if (gaps === null)
    return (
      <Panel className="why-gap" title={words.gapTitle} actions={copy}>
        <EmptyState>{gap.refusal?.code === 'NOT_A_SHARE' ? words.noTarget : explanation}</EmptyState>
      </Panel>
    );
  const rows = gaps.short.length + gaps.done.length;
  return (
    <Panel
      className="why-gap"
      title={words.gapTitle}
      note={gaps.apart ? words.gapNoteOwn(gaps.target) : gaps.lower ? words.gapNoteLower(gaps.target) : words.gapNote(gaps.target)}
      actions={
        <>
          <ViewLink className="link" href={hrefOf('gaps', { region: region.code, subject: gap.subject })}>
            {words.unitList}
          </ViewLink>
          {copy}
        </>
      }
    >
      <p className="why-said">
        {explanation} {gaps.smallest}
      </p>
      {rows === 0 ? <p className="why-note">{words.noChildren}</p> : <Table gaps={gaps} region={region} />}
      {gaps.leftOut.map((line) => (
        <p key={line} className="why-note">
          {line}
        </p>
      ))}
    </Panel>
  );
}

function Table({ gaps, region }: { readonly gaps: Gaps; readonly region: OverviewRegion }) {
  const words = useWords(whyWords);
  const { short, done, lower } = gaps;
  const rows = [...short, ...done];
  const fold = useFold(rows.length, Math.max(MOST, Math.min(short.length, MOST + 4)));
  const kind = kindOf('children', region);
  const [before, after] = lower ? words.fillLower : words.fill;
  return (
    <>
      <table className="why-table gaps">
        <thead>
          <tr>
            <th>{words.parts[kind]}</th>
            <th className="n">{words.rate}</th>
            <th className="n">{words.partsHead}</th>
            <th>
              <span className="unseen">{words.gapTitle}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, fold.shown).map((row) => (
            <Row key={row.key} row={row} before={before} after={after} />
          ))}
        </tbody>
      </table>
      {fold.button}
      {!fold.whole && done.length > 0 && <span className="why-note beside">{words.metRest(count(done.length))}</span>}
    </>
  );
}

function Row({ row, before, after }: { readonly row: GapRow; readonly before: string; readonly after: string }) {
  const { hrefFor } = useSelection();
  return (
    <tr className={row.missing === null ? 'done' : undefined}>
      <th scope="row">{row.code === null ? row.name : <ViewLink href={hrefFor({ why: row.code, split: null })}>{row.name}</ViewLink>}</th>
      <td className="n">
        {row.value}
        {row.own !== null && <small className="soft"> {row.own}</small>}
      </td>
      <td className="n soft">{row.parts}</td>
      <td className="n">
        {row.missing === null ? (
          row.met
        ) : (
          <>
            {before}
            <strong>{row.missing.count}</strong> {row.missing.unit}
            {after}
          </>
        )}
      </td>
    </tr>
  );
}
