import { useDataset } from '../../api/dataset.ts';
import { useIndicators } from '../../api/indicators.ts';
import { useOverviewRegion } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { NATION, type View } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Crumbs } from '../../ui/Crumbs.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { hasLedger, ledgerCodes, type Scene } from './context.ts';
import { LedgerView } from './LedgerView.tsx';
import { LoadingView } from './LoadingView.tsx';
import { PublishedView } from './PublishedView.tsx';
import { LedgerControls, ViewSwitch } from './ViewControls.tsx';
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
  const { region, dataset, indicators } = scene;
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection, hrefFor, problems } = useSelection();
  const ledger = hasLedger(region, ledgerCodes(dataset));
  const view: View = ledger && selection.view !== 'published' ? 'ledger' : 'published';
  const knownPeriod = selection.period === null || dataset.periods.some((period) => period === selection.period);
  const period = knownPeriod ? (selection.period ?? dataset.latestPeriod) : dataset.latestPeriod;
  const indicator = indicators.find(({ id }) => id === selection.indicator);
  const bad = problems.map(({ name, value }) => shell.badParameterItem(name, value)).join('');
  const lines = [
    ...notices,
    ...(bad === '' ? [] : [shell.badParameter(bad)]),
    ...(knownPeriod ? [] : [words.unknownPeriod(selection.period ?? '')]),
    ...(selection.view === 'ledger' && !ledger ? [words.noLedgerHere] : []),
  ];
  const crumbs = [
    ...region.ancestors.map((ancestor) => ({ label: regionName(ancestor, lang), href: hrefFor({ region: ancestor.code }) })),
    { label: regionName(region, lang) },
  ];
  const shown = view === 'ledger' && period !== null && period !== undefined && indicator;
  return (
    <>
      <PageTitle
        title={regionName(region, lang)}
        crumbs={<Crumbs label={words.levels} crumbs={crumbs} />}
        beside={
          view === 'published' ? (
            <span className="when">{words.publishedView}</span>
          ) : (
            <>
              {period && <span className="when">{periodText(period, lang)}</span>}
              {dataset.demo && (
                <Badge kind="sample" title={shell.sampleNote}>
                  {shell.sample}
                </Badge>
              )}
            </>
          )
        }
        notices={lines}
      >
        {ledger && (region.level === 'PROVINCE' || view !== 'ledger') && <ViewSwitch view={view} />}
        {shown && <LedgerControls dataset={dataset} period={period} />}
      </PageTitle>
      {view === 'published' && <PublishedView {...scene} />}
      {shown && <LedgerView {...scene} indicator={indicator} period={period} />}
      {view === 'ledger' && !shown && (
        <div className="page-body">
          <EmptyState>{words.emptyLedger}</EmptyState>
        </div>
      )}
    </>
  );
}
