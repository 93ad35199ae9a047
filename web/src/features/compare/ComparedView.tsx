import { useCallback, useMemo } from 'react';
import { useBrief, type BriefFinding } from '../../api/brief.ts';
import { compareDocument, type CompareAnswer, type CompareAsk } from '../../api/compare.ts';
import type { Axis } from '../../charts/axis.ts';
import { barsOption } from '../../charts/barsOption.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { Box } from '../../charts/geometry.ts';
import { heightOfRows } from '../../charts/rows.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { compareWords } from '../../i18n/compare.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { countedIn } from '../../view/counting.ts';
import { conditionsOf } from '../../view/filter.ts';
import { Sentences } from '../../view/Sentences.tsx';
import { sortedBy } from '../../view/sorted.ts';
import { classesOf, rankNote } from '../../view/toRows.ts';
import type { LedgerScene } from '../../view/useScene.ts';
import type { Comparison } from './asked.ts';
import { CompareTable } from './CompareTable.tsx';
import { findingOf, notesOf, tickOf } from './said.ts';
import { COLUMNS, scaleOf, toBars, toCompare, type CompareRow } from './toCompare.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

interface ComparedViewProps {
  readonly comparison: Comparison;
  readonly ask: CompareAsk;
  readonly answer: CompareAnswer;
  /** The region of the page where it stands among its neighbours. */
  readonly own: string | null;
}

/** The sentences of the server, where they are about just what is compared: all units, and the children or the chosen. */
function useFinding({ scene, chosen }: Comparison, ask: CompareAsk, own: string | null): BriefFinding | null {
  const { selection } = useSelection();
  const { region, period, indicator } = scene;
  const said = conditionsOf(selection) === 0 && own === null && (chosen.length > 0 || ask.regions.childrenOf !== undefined);
  const regions = chosen.length > 0 ? [...chosen] : null;
  const brief = useBrief({ page: 'COMPARE', region: region.code, period, indicator: indicator.id, basis: selection.basis, regions }, said);
  return said ? (brief.data?.brief ?? null) : null;
}

/** Table, or bars with the table below them. */
export function ComparedView({ comparison, ask, answer, own }: ComparedViewProps) {
  const words = useWords(compareWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { scene, against } = comparison;
  const { indicator, dataset } = scene;
  const rows = useMemo(
    () => toCompare({ answer, indicator, dataset, against, words, lang }),
    [answer, indicator, dataset, against, words, lang],
  );
  const shown = useMemo(() => sortedBy(rows, selection.order, COLUMNS), [rows, selection.order]);
  const scale = useMemo(() => scaleOf(answer.ranking, indicator), [answer, indicator]);
  const finding = useFinding(comparison, ask, own);
  const [label, unit] = [pickLabel(indicator.label, lang), pickLabel(indicator.unit, lang)];
  const title = finding ? pickLabel(finding.title, lang) : findingOf(rows, indicator, words, lang);
  const notes = [rankNote(rows, overview, lang), ...notesOf(answer, rows, comparison.chosen.length > 0, words)];
  const copy = <GraphqlActions document={compareDocument} variables={ask} />;
  const tick = tickOf(rows, words);
  const bars = selection.layout === 'bars';
  const focus = selection.focus ?? own ?? rows[0]?.code ?? null;
  return (
    <>
      {bars && (
        <Panel title={title} note={[words.inUnit(label, unit), ...(tick === null ? [] : [tick])].join(words.noteJoin)} actions={copy}>
          <BarsPicture rows={shown} scale={scale} scene={scene} title={title} focus={focus} />
          <Sentences statements={finding?.statements ?? []} />
        </Panel>
      )}
      <Panel title={bars ? words.tableTitle : title} note={notes.join(words.noteJoin)} actions={copy}>
        <CompareTable
          rows={shown}
          scene={scene}
          against={against}
          label={title}
          focus={bars ? focus : (selection.focus ?? own)}
          classes={classesOf(indicator, answer.ranking).edges.length + 1}
          tick={tick}
        />
        {!bars && <Sentences statements={finding?.statements ?? []} />}
      </Panel>
    </>
  );
}

interface BarsPictureProps {
  readonly rows: readonly CompareRow[];
  readonly scale: Axis;
  readonly scene: LedgerScene;
  readonly title: string;
  readonly focus: string | null;
}

function BarsPicture({ rows, scale, scene: { indicator }, title, focus }: BarsPictureProps) {
  const words = useWords(compareWords);
  const overview = useWords(overviewWords);
  const theme = useChartTheme();
  const { set } = useSelection();
  const counted = countedIn(indicator, overview);
  const input = useMemo(() => toBars({ rows, scale, counted, focus, words }), [rows, scale, counted, focus, words]);
  const option = useCallback((box: Box) => barsOption(input, theme, box), [input, theme]);
  return (
    <div style={{ height: heightOfRows(rows.length, theme) }}>
      <Chart
        className="rows-picture"
        option={option}
        label={words.barsLabel(title, count(rows.length))}
        onPick={(name) => {
          const picked = rows[input.rows.findIndex((row) => row.name === name)];
          if (picked) set({ focus: picked.code });
        }}
      />
    </div>
  );
}
