import { useDataset } from '../../api/dataset.ts';
import { useIndicators } from '../../api/indicators.ts';
import { useOverviewRegion } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Crumbs } from '../../ui/Crumbs.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { situationOf, type Scene, type Situation } from '../../view/context.ts';
import { LedgerView } from './LedgerView.tsx';
import { LoadingView } from './LoadingView.tsx';
import { PublishedView } from './PublishedView.tsx';
import { LedgerControls, ViewSwitch } from '../../view/ViewControls.tsx';
import './map.css';
import '../../view/ranking.css';
import './overview.css';

/** 总览: how high, where, who, and since when, for one region. */
export default function OverviewPage() {
  const words = useWords(overviewWords);
  const { selection } = useSelection();
  const dataset = useDataset();
  const indicators = useIndicators();
  const asked = useOverviewRegion(selection.region);
  const unknown = asked.data !== undefined && !asked.isPlaceholderData && !asked.data.region;
  const nation = useOverviewRegion(NATION, unknown);
  const region = unknown ? nation.data?.region : asked.data?.region;
  const failed = [dataset, indicators, asked].find(({ error, data }) => error !== null && data === undefined);
  if (failed?.error)
    return (
      <div className="page-body">
        <PageTitle title={words.rates} />
        <ErrorState failure={failed.error} onRetry={() => void failed.refetch()} />
      </div>
    );
  if (!region || !dataset.data || !indicators.data)
    return (
      <>
        <PageTitle title="…" crumbs={<p className="crumbs">&nbsp;</p>} />
        <LoadingView />
      </>
    );
  const scene: Scene = { region, dataset: dataset.data.dataset, indicators: indicators.data.indicators };
  return <Overview {...scene} notices={unknown ? [words.unknownRegion(selection.region)] : []} />;
}

function Overview({ notices, ...scene }: Scene & { readonly notices: readonly string[] }) {
  const { region, dataset } = scene;
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection, hrefFor, problems } = useSelection();
  const situation = situationOf(scene, selection);
  const { ledger, view, period, indicator } = situation;
  const bad = problems.map(({ name, value }) => shell.badParameterItem(name, value)).join('');
  const lines = [
    ...notices,
    ...(bad === '' ? [] : [shell.badParameter(bad)]),
    ...(situation.unknownPeriod === null ? [] : [words.unknownPeriod(situation.unknownPeriod)]),
    ...(situation.noLedger ? [words.noLedgerHere] : []),
  ];
  const crumbs = [
    ...region.ancestors.map((ancestor) => ({ label: regionName(ancestor, lang), href: hrefFor({ region: ancestor.code }) })),
    { label: regionName(region, lang) },
  ];
  return (
    <>
      <PageTitle
        title={regionName(region, lang)}
        crumbs={<Crumbs label={words.levels} crumbs={crumbs} />}
        beside={view === 'published' ? <span className="when">{words.publishedView}</span> : <Beside period={period} demo={dataset.demo} />}
        notices={lines}
      >
        {ledger && (region.level === 'PROVINCE' || view === 'published') && <ViewSwitch view={view} />}
        {view === 'ledger' && period !== null && <LedgerControls dataset={dataset} period={period} />}
      </PageTitle>
      {view === 'published' ? <PublishedView {...scene} /> : <Ledger {...scene} period={period} indicator={indicator} />}
    </>
  );
}

function Beside({ period, demo }: { readonly period: string | null; readonly demo: boolean }) {
  const shell = useWords(shellWords);
  const lang = useLang();
  return (
    <>
      {period !== null && <span className="when">{periodText(period, lang)}</span>}
      {demo && (
        <Badge kind="sample" title={shell.sampleNote}>
          {shell.sample}
        </Badge>
      )}
    </>
  );
}

function Ledger({ period, indicator, ...scene }: Scene & Pick<Situation, 'period' | 'indicator'>) {
  const words = useWords(overviewWords);
  if (period !== null && indicator !== null) return <LedgerView {...scene} indicator={indicator} period={period} />;
  return (
    <div className="page-body">
      <EmptyState>{words.emptyLedger}</EmptyState>
    </div>
  );
}
