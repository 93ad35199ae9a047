import { useCallback, useMemo } from 'react';
import { compareBasesDocument, useCompareBases, type BasesAnswer, type BasesAsk } from '../../api/compare.ts';
import type { Basis } from '../../api/gql/enums.ts';
import { Chart } from '../../charts/Chart.tsx';
import { dumbbellOption } from '../../charts/dumbbellOption.ts';
import type { Box } from '../../charts/geometry.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { compareWords } from '../../i18n/compare.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { whereOf } from '../../view/filter.ts';
import { sortedBy } from '../../view/sorted.ts';
import { BasesTable } from './BasesTable.tsx';
import type { Comparison } from './asked.ts';
import { BASES_COLUMNS, basesFinding, toBases, toDumbbell, type BasesRow } from './toBases.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

/** The 口径 switch: the same regions and units, another denominator. */
export function BasesPanel({ comparison: { scene, regions, versus } }: { readonly comparison: Comparison }) {
  const words = useWords(compareWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { dataset, indicator, period } = scene;
  const nameOf = (basis: Basis): string => {
    const found = dataset.bases.find(({ id }) => id === basis);
    return found ? pickLabel(found.label, lang) : basis;
  };
  const names = { from: nameOf(selection.basis), to: nameOf(versus) };
  const ask: BasesAsk = {
    regions,
    period,
    indicator: indicator.id,
    basis: selection.basis,
    versus,
    where: whereOf(selection),
    acceptedOnly: selection.accepted,
  };
  const query = useCompareBases(ask, indicator.basis !== null);
  const title = words.basesTitle(names.from, names.to);
  if (indicator.basis === null)
    return (
      <Panel title={title}>
        <EmptyState>{words.noBases(pickLabel(indicator.label, lang))}</EmptyState>
      </Panel>
    );
  return (
    <Loaded query={query} title={title} skeleton={<SkeletonRows rows={12} />}>
      {(answer) => <Answered answer={answer} ask={ask} scene={scene} names={names} />}
    </Loaded>
  );
}

interface AnsweredProps {
  readonly answer: BasesAnswer;
  readonly ask: BasesAsk;
  readonly scene: Comparison['scene'];
  readonly names: { readonly from: string; readonly to: string };
}

function Answered({ answer, ask, scene: { indicator, dataset }, names }: AnsweredProps) {
  const words = useWords(compareWords);
  const lang = useLang();
  const { selection } = useSelection();
  const all = useMemo(() => toBases({ answer, indicator, dataset, words, lang }), [answer, indicator, dataset, words, lang]);
  const rows = useMemo(() => sortedBy(all, selection.order, BASES_COLUMNS), [all, selection.order]);
  const title = basesFinding(all, names.to, words) ?? words.basesTitle(names.from, names.to);
  const focus = selection.focus ?? all[0]?.code ?? null;
  const [label, unit] = [pickLabel(indicator.label, lang), pickLabel(indicator.unit, lang)];
  return (
    <Panel title={title} note={words.basesNote(label, unit)} actions={<GraphqlActions document={compareBasesDocument} variables={ask} />}>
      <div className="bases-body">
        <Picture rows={rows} names={names} title={title} focus={focus} />
        <BasesTable
          rows={rows}
          names={names}
          label={title}
          focus={focus}
          counted={indicator.shape === 'PERCENT' ? words.pointsUnit : unit}
        />
      </div>
    </Panel>
  );
}

/** What the picture needs above and below its rows, in letters: its rows are as tall as those of the table beside it. */
const UNCUT = 4;
const CUT = 5.3;

interface PictureProps {
  readonly rows: readonly BasesRow[];
  readonly names: AnsweredProps['names'];
  readonly title: string;
  readonly focus: string | null;
}

function Picture({ rows, names, title, focus }: PictureProps) {
  const words = useWords(compareWords);
  const theme = useChartTheme();
  const { set } = useSelection();
  const { from, to } = names;
  const input = useMemo(() => toDumbbell({ rows, names: { from, to }, focus, words }), [rows, from, to, focus, words]);
  const option = useCallback((box: Box) => dumbbellOption(input, theme, box), [input, theme]);
  return (
    <div
      className="rows-box"
      style={{ height: `calc(${rows.length} * var(--row) + ${Math.ceil(theme.text * (input.cut === null ? UNCUT : CUT))}px)` }}
    >
      <Chart
        className="rows-picture"
        option={option}
        label={words.basesLabel(title, count(rows.length))}
        onPick={(name) => {
          const picked = rows.find((row) => row.name === name);
          if (picked) set({ focus: picked.code });
        }}
      />
    </div>
  );
}
