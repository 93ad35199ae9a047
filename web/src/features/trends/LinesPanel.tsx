import { useCallback, useMemo, type ReactNode } from 'react';
import type { BriefFinding } from '../../api/brief.ts';
import type { Indicator } from '../../api/gql/enums.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { Box } from '../../charts/geometry.ts';
import { linesOption, type LinesInput } from '../../charts/linesOption.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { trendsWords, type TrendsWords } from '../../i18n/trends.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Sentences } from '../../view/Sentences.tsx';
import { inOrder, isEmpty, toLines, toSmall, type Course, type TrendChart } from './toTrends.ts';

interface LinesPanelProps {
  readonly chart: TrendChart;
  readonly title: string;
  readonly statements: BriefFinding['statements'];
  readonly copy: ReactNode;
}

/** One unit, one picture or one grid of small ones; beside it the list that chooses which line stands out. */
export function LinesPanel({ chart, title, statements, copy }: LinesPanelProps) {
  const words = useWords(trendsWords);
  const { selection } = useSelection();
  const small = selection.layout === 'multiples';
  const bring = useBring(chart);
  return (
    <Panel className="lines" title={title} note={noteOf(chart, small, selection.divisions, words)} actions={copy}>
      {isEmpty(chart) ? (
        <EmptyState>{words.empty}</EmptyState>
      ) : small ? (
        <Multiples chart={chart} bring={bring} />
      ) : (
        <div className="lines-body">
          <Picture chart={chart} title={title} bring={bring} />
          <LinesList chart={chart} title={title} bring={bring} />
        </div>
      )}
      <Sentences statements={statements} />
    </Panel>
  );
}

/** Puts a line into focus: a region by `focus`, an indicator by leading the others. */
function useBring(chart: TrendChart): (key: string) => void {
  const { selection, set } = useSelection();
  if (!chart.byIndicator) return (focus) => set({ focus });
  return (key) => {
    const ids = [selection.indicator, ...selection.indicators];
    const indicator = ids.find((id) => id === key);
    if (indicator) set({ indicator, indicators: ids.filter((id): id is Indicator => id !== indicator) });
  };
}

function noteOf(chart: TrendChart, small: boolean, divisions: 'was' | 'now', words: TrendsWords): string {
  const targeted = chart.lead.targets.some((target) => target !== null);
  const broken = chart.courses.some(({ breaks }) => breaks.length > 0);
  const gaps = chart.courses.some(({ values }) => values.includes(null));
  const notes = [
    words.chartNote(chart.unit),
    ...(small ? [chart.indicator?.direction === 'NEUTRAL' ? words.smallNoteNeutral : words.smallNote] : []),
    ...(targeted ? [small ? words.ownTarget : words.targetNote(chart.lead.fullName)] : []),
    ...(gaps ? [words.gapNote] : []),
    ...(broken ? [words.breakNote] : []),
    divisions === 'was' ? words.asWasBrief : words.asNowBrief,
  ];
  return notes.join(words.noteJoin);
}

interface DrawnProps {
  readonly chart: TrendChart;
  readonly bring: (key: string) => void;
}

function Picture({ chart, title, bring }: DrawnProps & { readonly title: string }) {
  const words = useWords(trendsWords);
  const theme = useChartTheme();
  const input = useMemo(() => toLines(chart, words), [chart, words]);
  const option = useCallback((box: Box) => linesOption(input, theme, box), [input, theme]);
  return (
    <Chart
      className="lines-picture"
      option={option}
      label={words.chartLabel(title, count(input.lines.length), chart.periods[0] ?? '', chart.periods.at(-1) ?? '')}
      onPick={(name) => {
        const picked = chart.courses.find((course) => course.name === name);
        if (picked) bring(picked.key);
      }}
    />
  );
}

/** The lines as rows: value and changes of the last quarter; a row brings its line out. */
function LinesList({ chart, title, bring }: DrawnProps & { readonly title: string }) {
  const words = useWords(trendsWords);
  const unit = chart.percent ? words.pointsUnit : chart.unit;
  return (
    <div className="lines-list">
      <table aria-label={words.listLabel(title)}>
        <thead>
          <tr>
            <th scope="col">{chart.byIndicator ? words.indicator : words.region}</th>
            <th scope="col" className="n">
              {chart.periods.at(-1)}
            </th>
            <th scope="col" className="n" title={words.sameRegionsHead(unit)}>
              {words.onPrevious}
            </th>
            <th scope="col" className="n" title={words.sameRegionsHead(unit)}>
              {words.onYear}
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(chart).map((course) => (
            <ListRow key={course.key} course={course} lead={course === chart.lead} bring={bring} />
          ))}
        </tbody>
      </table>
      <p className="small muted">{words.sameRegionsNote}</p>
      {chart.courses.length > 1 && <p className="small muted">{words.focusHint}</p>}
    </div>
  );
}

function ListRow({ course, lead, bring }: { readonly course: Course; readonly lead: boolean; readonly bring: (key: string) => void }) {
  const { key, fullName, end, onPrevious, onYear, mark, voice } = course;
  return (
    <tr data-lead={lead}>
      <th scope="row">
        <button
          type="button"
          aria-pressed={lead}
          onClick={() => {
            bring(key);
          }}
        >
          <i className={`stroke ${voice}`} aria-hidden="true" />
          {fullName}
        </button>
      </th>
      <td className="n">
        {end.absent ? <span className="muted">{end.text}</span> : <strong>{end.text}</strong>}
        {mark && <MarkShape {...mark} />}
      </td>
      <ChangeCell change={onPrevious} />
      <ChangeCell change={onYear} />
    </tr>
  );
}

const ChangeCell = ({ change }: { readonly change: Course['onYear'] }) => (
  <td className={`n ${change?.direction ?? ''}`} title={change?.reason}>
    {change?.text}
  </td>
);

/** The shape alone, its word for those who point at it or listen. */
const MarkShape = ({ kind, shape, word }: { readonly kind: string; readonly shape: string; readonly word: string }) => (
  <span className={`state bare ${kind}`} data-shape={shape} title={word}>
    <span className="unseen">{word}</span>
  </span>
);

/** One small picture a line on the axis of all, worst first. */
function Multiples({ chart, bring }: DrawnProps) {
  return (
    <ol className="small-multiples">
      {inOrder(chart).map((course) => (
        <li key={course.key} data-lead={course === chart.lead}>
          <h3>
            <button
              type="button"
              aria-pressed={course === chart.lead}
              onClick={() => {
                bring(course.key);
              }}
            >
              {course.fullName}
            </button>
            <strong className="num">{course.end.text}</strong>
            {course.mark && <StateMark {...course.mark} />}
          </h3>
          <SmallPicture course={course} chart={chart} />
        </li>
      ))}
    </ol>
  );
}

function SmallPicture({ course, chart }: { readonly course: Course; readonly chart: TrendChart }) {
  const words = useWords(trendsWords);
  const theme = useChartTheme();
  const input: LinesInput = useMemo(() => toSmall(course, chart, words), [course, chart, words]);
  const option = useCallback((box: Box) => linesOption(input, theme, box), [input, theme]);
  return (
    <Chart
      className="small-picture"
      option={option}
      label={words.smallLabel(course.fullName, course.end.text, chart.periods[0] ?? '', chart.periods.at(-1) ?? '')}
    />
  );
}
