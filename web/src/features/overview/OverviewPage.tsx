import { memo, useDeferredValue, useMemo } from 'react';
import { useDataset } from '../../api/dataset.ts';
import { useIndicators } from '../../api/indicators.ts';
import { useOverviewRegion } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { Later } from '../../state/Standing.tsx';
import { useSelection } from '../../state/useSelection.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { situationOf, type Scene, type Situation } from '../../view/context.ts';
import { LedgerView } from './LedgerView.tsx';
import { LoadingView } from './LoadingView.tsx';
import { PublishedView } from './PublishedView.tsx';
import { OverviewHead } from './OverviewHead.tsx';
import { useDrill } from './useDrill.ts';
import './map.css';
import './tiles.css';
import '../../view/ranking.css';
import './overview.css';
import './narrow.css';

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
      <>
        <PageTitle title={words.rates} />
        <div className="page-body">
          <ErrorState failure={failed.error} onRetry={() => void failed.refetch()} />
        </div>
      </>
    );
  if (!region || !dataset.data || !indicators.data)
    return (
      <>
        <PageTitle title={words.rates} crumbs={<p className="crumbs">&nbsp;</p>} />
        <LoadingView />
      </>
    );
  const scene: Scene = { region, dataset: dataset.data.dataset, indicators: indicators.data.indicators };
  return <Overview {...scene} notices={unknown ? words.unknownRegion(selection.region) : null} />;
}

function Overview({ notices, region, dataset, indicators }: Scene & { readonly notices: string | null }) {
  const { selection } = useSelection();
  const scene: Scene = useMemo(() => ({ region, dataset, indicators }), [region, dataset, indicators]);
  const situation = useMemo(() => situationOf(scene, selection), [scene, selection]);
  const head = useDeferredValue(useMemo(() => ({ ...scene, situation, unknown: notices }), [scene, situation, notices]));
  useDrill(region.code);
  return (
    <>
      <Later>
        <Head {...head} />
      </Later>
      {situation.view === 'published' ? (
        <PublishedView {...scene} />
      ) : (
        <Ledger {...scene} period={situation.period} indicator={situation.indicator} />
      )}
    </>
  );
}

const Head = memo(OverviewHead);

function Ledger({ period, indicator, ...scene }: Scene & Pick<Situation, 'period' | 'indicator'>) {
  const words = useWords(overviewWords);
  if (period !== null && indicator !== null) return <LedgerView {...scene} indicator={indicator} period={period} />;
  return (
    <div className="page-body">
      <EmptyState>{words.emptyLedger}</EmptyState>
    </div>
  );
}
