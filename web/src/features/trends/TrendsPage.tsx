import type { ReactNode } from 'react';
import { trendsDocument, useTrends, type TrendsAnswer, type TrendsAsk } from '../../api/trends.ts';
import { useBrief } from '../../api/brief.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { trendsWords, type TrendsWords } from '../../i18n/trends.ts';
import { viewWords } from '../../i18n/view.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { MOST_INDICATORS, type Lang, type Selection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Skeleton, SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ledgerCodes } from '../../view/context.ts';
import { conditionsOf, whereOf } from '../../view/filter.ts';
import { LedgerPage } from '../../view/LedgerPage.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
import type { LedgerScene } from '../../view/useScene.ts';
import { mostLines, regionsAsked } from './chooseLines.ts';
import { LinesPanel } from './LinesPanel.tsx';
import { QuartersPanel } from './QuartersPanel.tsx';
import { toTables } from './toQuarters.ts';
import { toTrends, type TrendChart, type TrendsScene } from './toTrends.ts';
import { TrendsTools } from './TrendsTools.tsx';
import './trends.css';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

/** Quarters of the range where the address names no first one: three years. */
const LAST = 12;

/** Since when: lines of regions and indicators over the quarters, and the same as a table. */
export default function TrendsPage() {
  const words = useWords(trendsWords);
  return (
    <LedgerPage title={words.title} filtered>
      {(scene) => <TrendsView scene={scene} />}
    </LedgerPage>
  );
}

/** The indicator of the address first, then those beside it, each once. */
function indicatorsOf({ indicator, indicators }: LedgerScene, selection: Selection): readonly IndicatorDefinition[] {
  const beside = selection.indicators.flatMap((id) => indicators.filter((one) => one.id === id && id !== indicator.id));
  return [indicator, ...beside].slice(0, MOST_INDICATORS);
}

/** The first quarter of the range: the one of the address where it lies before the period, else three years back. */
function firstOf({ dataset, period }: LedgerScene, against: string | null): string {
  const until = dataset.periods.filter((one) => one <= period);
  if (against !== null && until.includes(against)) return against;
  return until.at(-LAST) ?? until[0] ?? period;
}

/** What is asked with some regions chosen, or with none. */
function askOf(scene: LedgerScene, selection: Selection, chosen: readonly string[]): TrendsAsk {
  return {
    indicators: indicatorsOf(scene, selection).map(({ id }) => id),
    regions: [...regionsAsked(scene.region, ledgerCodes(scene.dataset), chosen)],
    from: firstOf(scene, selection.against),
    to: scene.period,
    basis: selection.basis,
    where: whereOf(selection),
    acceptedOnly: selection.accepted,
    divisions: selection.divisions === 'now' ? 'AS_NOW' : 'AS_WAS',
  };
}

function TrendsView({ scene }: { readonly scene: LedgerScene }) {
  const words = useWords(trendsWords);
  const view = useWords(viewWords);
  const { selection } = useSelection();
  const indicators = indicatorsOf(scene, selection);
  const chosen = askOf(scene, selection, selection.regions);
  const usual = askOf(scene, selection, []);
  const asked = useTrends(chosen);
  // A code that no region has must not leave the page empty.
  const unknown = selection.regions.length > 0 && asked.error?.code === 'NOT_FOUND' ? asked.error : null;
  const instead = useTrends(usual, unknown !== null);
  const [ask, query] = unknown === null ? [chosen, asked] : [usual, instead];
  return (
    <div className="trends">
      <TrendsTools scene={scene} indicators={indicators} from={ask.from} shown={query.data?.latest ?? []} />
      {unknown !== null && <output className="notice">{view.unknownRegions(unknown.message)}</output>}
      <Loaded query={query} title={words.title} skeleton={<Waiting />}>
        {(answer) => (
          <div className="trends-body" aria-busy={query.isPlaceholderData}>
            <Answered
              scene={scene}
              answer={answer}
              indicators={indicators}
              copy={<GraphqlActions document={trendsDocument} variables={ask} />}
            />
          </div>
        )}
      </Loaded>
    </div>
  );
}

const Waiting = () => (
  <>
    <Skeleton height="var(--lines-height)" />
    <SkeletonRows rows={8} />
  </>
);

interface AnsweredProps {
  readonly scene: LedgerScene;
  readonly answer: TrendsAnswer;
  readonly indicators: readonly IndicatorDefinition[];
  readonly copy: ReactNode;
}

function titleOf({ indicator, about }: TrendChart, words: TrendsWords, lang: Lang): string {
  if (indicator === null) return words.ratesTitle(about ?? '');
  const label = pickLabel(indicator.label, lang);
  return about === null ? words.chosenTitle(label) : words.plainTitle(about, label);
}

function Answered({ scene: { region, dataset, indicator, period }, answer, indicators, copy }: AnsweredProps) {
  const words = useWords(trendsWords);
  const lang = useLang();
  const { selection } = useSelection();
  const scene: TrendsScene = {
    answer,
    indicators,
    own: region.code,
    focus: selection.focus,
    most: mostLines(selection.layout),
    accepted: selection.accepted,
    dataset,
    words,
    lang,
  };
  const charts = toTrends(scene);
  const own = answer.latest.find((row) => row.region.code === region.code && row.indicator === indicator.id) ?? null;
  // The sentences are about the line in focus, and all of its units.
  const spoken = answer.latest.find((row) => row.region.code === selection.focus && row.indicator === indicator.id) ?? own;
  const said = spoken !== null && conditionsOf(selection) === 0;
  const brief = useBrief(
    { page: 'TRENDS', region: spoken?.region.code ?? region.code, period, indicator: indicator.id, basis: selection.basis },
    said,
  );
  const finding = said ? (brief.data?.brief ?? null) : null;
  if (charts.length === 0) return <EmptyState>{words.noRegions}</EmptyState>;
  return (
    <>
      {charts.map((chart, index) => (
        <LinesPanel
          key={chart.key}
          chart={chart}
          title={index === 0 && finding !== null ? pickLabel(finding.title, lang) : titleOf(chart, words, lang)}
          statements={index === 0 ? (finding?.statements ?? []) : []}
          copy={copy}
        />
      ))}
      {toTables(indicators, scene).map((table) => (
        <QuartersPanel key={table.indicator?.id ?? 'all'} table={table} several={indicators.length > 1} copy={copy} />
      ))}
      <LedgerProvenance dataset={dataset} card={own ?? answer.latest[0] ?? null} indicator={indicator} />
    </>
  );
}
