import type { Dataset } from '../api/dataset.ts';
import type { IndicatorDefinition } from '../api/indicators.ts';
import { useWorstCounty, worstCountyDocument, type WorstAsk, type WorstRow } from '../api/worstCounty.ts';
import { shellWords } from '../i18n/shell.ts';
import { whyWords } from '../i18n/why.ts';
import { worstWords } from '../i18n/worst.ts';
import { pickLabel, regionName, useLang, useWords } from '../i18n/words.ts';
import { NATION } from '../state/selection.ts';
import { useSelection } from '../state/useSelection.ts';
import { count, periodText } from '../theme/format.ts';
import { Badge } from '../ui/Badge.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Loaded } from '../ui/states.tsx';
import { LinkButton, ViewLink } from '../ui/ViewLink.tsx';
import { whereOf } from './filter.ts';
import { missedOf, valueWithUnit } from './valueText.ts';
import './worst.css';
import { GraphqlActions } from './GraphqlActions.tsx';

interface WorstCountyProps {
  readonly dataset: Dataset;
  readonly indicator: IndicatorDefinition;
  readonly period: string;
  /** A region above counties; the nation stands for all that have a ledger. */
  readonly region: string;
}

/** The worst county of the ledger and the way to its reasons: «最低的县：睢县 55.3 %，为什么», however far above one stands. */
export function WorstCounty({ dataset, indicator, period, region }: WorstCountyProps) {
  const words = useWords(worstWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection } = useSelection();
  const [first, ...more] = dataset.ledgerRegions;
  // With one ledger the nation is that ledger: no need to rank three thousand counties without one.
  const parent = region === NATION && first !== undefined && more.length === 0 ? first.code : region;
  const ask: WorstAsk = {
    parent,
    indicator: indicator.id,
    period,
    basis: selection.basis,
    where: whereOf(selection),
    acceptedOnly: selection.accepted,
  };
  const query = useWorstCounty(ask);
  const title = indicator.direction === 'LOWER' ? words.worstHighest : words.worstTitle;
  return (
    <Panel
      className="worst"
      title={title}
      note={
        <>
          {[pickLabel(indicator.label, lang), periodText(period, lang)].join(lang === 'zh' ? '，' : ', ')}{' '}
          {dataset.demo && (
            <Badge kind="sample" title={shell.sampleNote}>
              {shell.sample}
            </Badge>
          )}
        </>
      }
      actions={<GraphqlActions document={worstCountyDocument} variables={{ ...ask }} />}
    >
      <Loaded query={query} skeleton={<Skeleton height="34px" />}>
        {({ ranking, ranking: [worst] }) =>
          worst === undefined || worst.rate.value === null ? (
            <p className="muted">{words.worstNone}</p>
          ) : (
            <Worst row={worst} all={ranking.length} indicator={indicator} />
          )
        }
      </Loaded>
    </Panel>
  );
}

interface WorstProps {
  readonly row: WorstRow;
  /** Counties, also those without a figure. */
  readonly all: number;
  readonly indicator: IndicatorDefinition;
}

function Worst({ row, all, indicator }: WorstProps) {
  const words = useWords(worstWords);
  const why = useWords(whyWords);
  const lang = useLang();
  const { hrefFor } = useSelection();
  const { region, rate, gap, of } = row;
  const name = regionName(region, lang);
  const within = region.parent ? regionName(region.parent, lang) : '';
  const value = rate.value === null ? '' : valueWithUnit(rate.value, indicator, pickLabel(indicator.unit, lang), missedOf(row, indicator));
  const parts = rate.numerator === null || rate.denominator === null ? null : `${count(rate.numerator)} / ${count(rate.denominator)}`;
  return (
    <div className="worst-line">
      <p className="worst-name">
        <ViewLink href={hrefFor({ region: region.code })}>{words.worstOf(name, within)}</ViewLink> <strong>{value}</strong>
      </p>
      <p className="worst-facts">
        {parts !== null && <span>{parts}</span>}
        {gap !== null && gap > 0 && <span>{words.worstNote(count(gap))}</span>}
        <span>{of === all ? words.worstRank(count(of)) : words.worstRankOf(count(of), count(all))}</span>
      </p>
      <LinkButton className="strong" href={hrefFor({ why: region.code, split: null })} aria-label={why.whyOf(name, value)}>
        {why.why}
      </LinkButton>
    </div>
  );
}
