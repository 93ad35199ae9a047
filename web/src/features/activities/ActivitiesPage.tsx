import type { ReactNode } from 'react';
import {
  activitiesDocument,
  activityHeatDocument,
  useActivities,
  useActivityHeat,
  type ActivitiesAsk,
  type ActivityHeatAsk,
  type HeatAnswer,
} from '../../api/activities.ts';
import { useBrief } from '../../api/brief.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { activitiesWords } from '../../i18n/activities.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton, SkeletonRows } from '../../ui/Skeleton.tsx';
import { Loaded } from '../../ui/states.tsx';
import { countedIn } from '../../view/counting.ts';
import { LedgerPage } from '../../view/LedgerPage.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
import { usePointer } from '../../view/pointer.ts';
import { RankTable } from '../../view/RankTable.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { classesOf, orderRows, rankNote, toRows } from '../../view/toRows.ts';
import type { LedgerScene } from '../../view/useScene.ts';
import { ActivityTable } from './ActivityTable.tsx';
import { HeatPanel } from './HeatPanel.tsx';
import { activitiesOf, chosenActivity, toActivityLines, toHeat } from './toActivities.ts';
import '../../view/ranking.css';
import './activities.css';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

/** Three years of quarters fit a screen. */
const QUARTERS = 12;

interface RankingProps {
  readonly answer: HeatAnswer;
  readonly scene: LedgerScene;
  readonly indicator: IndicatorDefinition;
  readonly copy: ReactNode;
}

/** The regions by the chosen activity, worst first. */
function Ranking({ answer, scene, indicator, copy }: RankingProps) {
  const words = useWords(activitiesWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const { selection, hrefFor } = useSelection();
  const pointer = usePointer();
  const classes = classesOf(indicator, answer.ranking);
  const rows = toRows({ ranking: answer.ranking, indicator, classes, dataset: scene.dataset, lang });
  const unit = pickLabel(indicator.unit, lang);
  const title = words.ranking(pickLabel(indicator.label, lang));
  const counted = countedIn(indicator, overview);
  if (rows.length === 0) return null;
  return (
    <Panel className="rank" title={title} note={rankNote(rows, overview, lang)} actions={copy}>
      <Scroller name={title}>
        <RankTable
          label={title}
          rows={orderRows(rows, selection.sort)}
          classes={classes.edges.length + 1}
          valueHead={overview.inUnit(pickLabel(indicator.label, lang), unit)}
          partsHead={indicator.denominator ? { text: counted === null ? overview.parts : overview.inUnit(overview.parts, counted) } : null}
          gapHead={null}
          changeUnit={indicator.shape === 'PERCENT' ? overview.pointsUnit : unit}
          bars={indicator.shape === 'PERCENT'}
          full
          worstFirst={selection.sort === 'low' && indicator.direction !== 'NEUTRAL'}
          hrefOf={(code) => hrefFor({ region: code })}
          pointer={pointer}
        />
      </Scroller>
    </Panel>
  );
}

interface ChosenProps {
  readonly scene: LedgerScene;
  readonly indicator: IndicatorDefinition;
}

/** One activity: quarter by quarter, region by region. */
function Chosen({ scene, indicator }: ChosenProps) {
  const lang = useLang();
  const words = useWords(activitiesWords);
  const { selection } = useSelection();
  const { region, period, dataset } = scene;
  const periods = dataset.periods.slice(0, dataset.periods.indexOf(period) + 1).slice(-QUARTERS);
  const ask: ActivityHeatAsk = { region: region.code, period, periods, indicator: indicator.id, basis: selection.basis };
  const query = useActivityHeat(ask);
  const copy = <GraphqlActions document={activityHeatDocument} variables={ask} />;
  return (
    <Loaded query={query} title={words.heat(pickLabel(indicator.label, lang))} skeleton={<Skeleton height="420px" />}>
      {(answer) => (
        <div className="activities-chosen" aria-busy={query.isPlaceholderData}>
          <HeatPanel
            heat={toHeat(answer, { indicator, periods, dataset, lang })}
            indicator={indicator}
            periods={periods}
            period={period}
            copy={copy}
          />
          <Ranking answer={answer} scene={scene} indicator={indicator} copy={copy} />
        </div>
      )}
    </Loaded>
  );
}

function Body({ scene }: { readonly scene: LedgerScene }) {
  const words = useWords(activitiesWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { region, period, dataset } = scene;
  const activities = activitiesOf(scene.indicators);
  const chosen = chosenActivity(activities, selection.indicator) ?? scene.indicator;
  const ask: ActivitiesAsk = { region: region.code, period, indicators: activities.map(({ id }) => id) };
  const query = useActivities(ask);
  const brief = useBrief({ page: 'ACTIVITIES', region: region.code, period, indicator: chosen.id });
  const copy = <GraphqlActions document={activitiesDocument} variables={ask} />;
  return (
    <>
      <div className="activities">
        <Loaded query={query} title={words.all} skeleton={<SkeletonRows rows={9} />}>
          {(answer) => (
            <div aria-busy={query.isPlaceholderData}>
              <ActivityTable
                lines={toActivityLines(answer.whole, activities, dataset, words, lang)}
                chosen={chosen.id}
                title={brief.data?.brief.title[lang] ?? words.all}
                copy={copy}
              />
            </div>
          )}
        </Loaded>
        <Chosen scene={scene} indicator={chosen} />
      </div>
      <LedgerProvenance
        dataset={dataset}
        card={query.data?.whole.find(({ indicator }) => indicator === chosen.id) ?? null}
        indicator={chosen}
      />
    </>
  );
}

/** 活动: what was due and what was held, region by region and quarter by quarter. */
export default function ActivitiesPage() {
  const words = useWords(activitiesWords);
  return <LedgerPage title={words.title}>{(scene) => <Body scene={scene} />}</LedgerPage>;
}
