import type { KeyboardEvent } from 'react';
import { calendarWords } from '../../i18n/submitCalendar.ts';
import { submitWords } from '../../i18n/submit.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { MarkWord } from './MarkWord.tsx';
import { CELL_MARKS, type Calendar, type CalendarCell, type CalendarLine } from './toCalendar.ts';

/** Where an arrow leads: quarters to the side, regions up and down. */
const STEPS: Readonly<Record<string, readonly [down: number, aside: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The arrows go from cell to cell: a grid of many is left with one press of the tabulator. */
function walk(event: KeyboardEvent<HTMLAnchorElement>): void {
  const step = STEPS[event.key];
  const cell = event.currentTarget.closest('td');
  const line = cell?.closest('tr');
  if (step === undefined || !cell || !line) return;
  event.preventDefault();
  const lines = [...(line.parentElement?.children ?? [])];
  const next = lines[lines.indexOf(line) + step[0]]?.children[[...line.children].indexOf(cell) + step[1]];
  next?.querySelector<HTMLElement>('a')?.focus();
}

function Cell({
  cell,
  line,
  first,
  shown,
}: {
  readonly cell: CalendarCell;
  readonly line: CalendarLine;
  readonly first: boolean;
  readonly shown: boolean;
}) {
  const words = useWords(calendarWords);
  const submit = useWords(submitWords);
  const lang = useLang();
  const { selection, hrefFor } = useSelection();
  const { row, kind, state } = cell;
  const chosen = selection.focus === row.region.code && selection.period === row.period;
  const mark = CELL_MARKS[kind];
  const word = words.kinds[kind];
  return (
    <td className={`${mark.className} ${chosen ? 'chosen' : ''}`} data-shown={shown}>
      <ViewLink
        href={hrefFor({ focus: row.region.code, period: row.period, submission: null })}
        tabIndex={first || chosen ? 0 : -1}
        onKeyDown={walk}
        aria-current={chosen ? 'true' : undefined}
        aria-label={words.cell(
          regionName(line.region, lang),
          periodText(row.period, lang),
          state === null ? word : `${word} ${submit.shortStates[state]}`,
        )}
      >
        <MarkWord mark={mark} word={word} framed={false} /> {state !== null && <small>{submit.shortStates[state]}</small>}
      </ViewLink>
    </td>
  );
}

/** Regions by quarters; a cell says by shape, word and pattern how the region stands, and opens what is known of it. */
export function CalendarTable({ calendar, period }: { readonly calendar: Calendar; readonly period: string }) {
  const words = useWords(calendarWords);
  const lang = useLang();
  const many = new Set(calendar.lines.map(({ region }) => region.parent?.name)).size > 1;
  return (
    <Scroller name={words.title} className="calendar-scroller">
      <table className="calendar" aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{words.region}</th>
            {calendar.periods.map((one) => (
              <th
                key={one}
                scope="col"
                className={one === period ? 'now' : undefined}
                data-shown={one === period}
                title={periodText(one, lang)}
              >
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calendar.lines.map((line, at) => (
            <tr key={line.region.code}>
              <th scope="row">
                {regionName(line.region, lang)}
                {many && line.region.parent && <small>{regionName(line.region.parent, lang)}</small>}
              </th>
              {line.cells.map((cell, index) =>
                cell === null ? (
                  <td key={calendar.periods[index]} className="none" data-shown={calendar.periods[index] === period}>
                    <span className="unseen">{words.notAsked}</span>
                  </td>
                ) : (
                  <Cell
                    key={calendar.periods[index]}
                    cell={cell}
                    line={line}
                    first={at === 0 && index === 0}
                    shown={calendar.periods[index] === period}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
