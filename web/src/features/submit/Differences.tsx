import { differencesAddress } from '../../api/sending.ts';
import { useDifferenceRows, type DifferenceCounts, type DifferenceRow, type SubmissionDifference } from '../../api/submissions.ts';
import { DifferenceKind, LedgerSheet } from '../../api/gql/enums.ts';
import { useIndicators } from '../../api/indicators.ts';
import { differenceWords } from '../../i18n/submitDifference.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ListPager } from '../../view/ListPager.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { countsOf, ratesOf } from './toDifferences.ts';

const PAGE = 50;
const SHAPES = { ADDED: '+', REMOVED: '−', CHANGED: '≠' } as const;

function Counts({ difference }: { readonly difference: SubmissionDifference }) {
  const words = useWords(differenceWords);
  const lines: readonly (readonly [LedgerSheet, DifferenceCounts])[] = [
    ['UNITS', difference.units],
    ['ORGANIZATIONS', difference.organizations],
  ];
  const heads = countsOf(difference.units).map(({ name }) => name);
  return (
    <Scroller name={words.counts}>
      <table className="counts-table" aria-label={words.counts}>
        <thead>
          <tr>
            <th scope="col">{words.sheet}</th>
            {heads.map((name) => (
              <th key={name} scope="col" className="n">
                {words.counted[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([sheet, counts]) => (
            <tr key={sheet}>
              <th scope="row">{words.sheets[sheet]}</th>
              {countsOf(counts).map(({ name, text }) => (
                <td key={name} className={`n ${name === 'removed' && counts.removed > 0 ? 'strong' : ''}`}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Rates({ difference }: { readonly difference: SubmissionDifference }) {
  const words = useWords(differenceWords);
  const lang = useLang();
  const indicators = useIndicators().data?.indicators ?? [];
  if (difference.rates.length === 0) return null;
  return (
    <Panel title={words.rates} note={words.ratesNote}>
      <Scroller name={words.rates}>
        <table className="list" aria-label={words.rates}>
          <thead>
            <tr>
              <th scope="col">{words.indicator}</th>
              <th scope="col" className="n">
                {words.before}
              </th>
              <th scope="col" className="n">
                {words.after}
              </th>
              <th scope="col" className="n">
                {words.change}
              </th>
            </tr>
          </thead>
          <tbody>
            {ratesOf(difference.rates, indicators, lang).map((line) => (
              <tr key={line.key}>
                <th scope="row">{line.label}</th>
                <td className="n">{line.before}</td>
                <td className="n">{line.after}</td>
                <td className="n">{line.change}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  );
}

function Row({ row }: { readonly row: DifferenceRow }) {
  const words = useWords(differenceWords);
  const { kind, code, name, changes } = row;
  return (
    <tr>
      <td className="nowrap">
        <span className="kind-mark" data-shape={SHAPES[kind]}>
          {words.kinds[kind]}
        </span>
      </td>
      <th scope="row">
        {name}
        <small>{code}</small>
      </th>
      <td>
        <ul className="changes">
          {(kind === 'CHANGED' ? changes : []).map(({ header, before, after }) => (
            <li key={header}>
              <span className="muted">{header}</span> {before ?? words.empty} → <b>{after ?? words.empty}</b>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function Conditions() {
  const words = useWords(differenceWords);
  const { selection, set } = useSelection();
  const [only] = selection.changed;
  return (
    <div className="conditions-bar" role="group" aria-label={words.conditions}>
      <Segmented
        label={words.sheet}
        value={selection.sheet}
        options={LedgerSheet.map((value) => ({ value, label: words.sheets[value] }))}
        onChange={(sheet) => {
          set({ sheet, after: null }, { replace: true });
        }}
      />
      <Segmented
        label={words.kind}
        value={only ?? 'ANY'}
        options={[{ value: 'ANY', label: words.anyKind }, ...DifferenceKind.map((value) => ({ value, label: words.kinds[value] }))]}
        onChange={(kind) => {
          set({ changed: DifferenceKind.filter((one) => one === kind), after: null }, { replace: true });
        }}
      />
    </div>
  );
}

function Rows({ id }: { readonly id: string }) {
  const words = useWords(differenceWords);
  const { selection } = useSelection();
  const query = useDifferenceRows({ id, sheet: selection.sheet, kind: selection.changed, first: PAGE, after: selection.after });
  return (
    <Panel
      title={words.rows}
      actions={
        <a className="link" href={differencesAddress(id)} download>
          {words.asFile}
        </a>
      }
    >
      <Conditions />
      <Loaded query={query} skeleton={<SkeletonRows rows={6} height="34px" />}>
        {({ submission }) => {
          const rows = submission?.difference?.rows;
          if (!rows || rows.nodes.length === 0) return <EmptyState>{words.noRows}</EmptyState>;
          return (
            <>
              <Scroller name={words.rows}>
                <table className="list difference-rows" aria-label={words.rows}>
                  <thead>
                    <tr>
                      <th scope="col">{words.kind}</th>
                      <th scope="col">{words.name}</th>
                      <th scope="col">{words.changes}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.nodes.map((row) => (
                      <Row key={`${row.kind} ${row.code}`} row={row} />
                    ))}
                  </tbody>
                </table>
              </Scroller>
              <ListPager
                shown={rows.nodes.length}
                total={rows.totalCount}
                unit={words.rowUnit}
                next={rows.pageInfo.hasNextPage ? (rows.pageInfo.endCursor ?? null) : null}
              />
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

/** How a submission differs from what stood when it came: in counts, in rates, and row by row. */
export function Differences({ id, difference }: { readonly id: string; readonly difference: SubmissionDifference }) {
  const words = useWords(differenceWords);
  const { against, founded, dissolved } = difference;
  return (
    <div className="differences">
      <Panel title={words.title} note={against ? words.against(String(against.version)) : words.first}>
        <Counts difference={difference} />
        <p className="answer-sentence">{words.foundedDissolved(String(founded), String(dissolved))}</p>
      </Panel>
      <Rates difference={difference} />
      <Rows id={id} />
    </div>
  );
}
