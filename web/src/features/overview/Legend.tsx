import { overviewWords } from '../../i18n/overview.ts';
import { useWords } from '../../i18n/words.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { fillClass } from '../../view/swatch.ts';
import type { LegendInput } from './toLegend.ts';

/** Counts in every class and every kind of absence, also 0. */
export function Legend({ legend }: { readonly legend: LegendInput }) {
  const words = useWords(overviewWords);
  const { classes, marks, absences, relative, palette, summaries } = legend;
  return (
    <div className="legend" role="group" aria-label={words.legend}>
      {classes.length > 1 && (
        <ul className="classes">
          {classes.map(({ range, count }, index) => (
            <li key={range}>
              <b>{count}</b>
              <i className={fillClass(index, classes.length, palette)} />
              <em>{range}</em>
            </li>
          ))}
        </ul>
      )}
      {relative && classes.length > 1 && <span className="badge">{words.relative}</span>}
      {marks.length > 0 && (
        <ul className="marks">
          {marks.map(({ mark, count }) => (
            <li key={mark.kind}>
              <StateMark {...mark} /> <b>{count}</b>
            </li>
          ))}
        </ul>
      )}
      {summaries !== null && (
        <span className="badge" title={words.summaryNote}>
          {words.summary} <b>{summaries}</b>
        </span>
      )}
      <ul className="absences">
        {absences.map(({ absence, word, count, none }) => (
          <li key={absence} className={none ? 'none' : undefined}>
            <i className={`swatch ${fillClass(absence, 1)}`} /> {word} <b>{count}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
