import { publishedDocument, usePublished, type Published } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { usePlaceEntries } from '../../view/placeInTime.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Provenance } from '../../ui/Provenance.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { situationOf, type Scene } from '../../view/context.ts';
import { WorstCounty } from '../../view/WorstCounty.tsx';
import { useMapEntry } from '../../view/LedgerProvenance.tsx';
import { LoadingView } from './LoadingView.tsx';
import { PublishedParts } from './PublishedParts.tsx';
import { PublishedCardPanel } from './PublishedCardPanel.tsx';
import { SeriesPanel } from './SeriesPanel.tsx';
import { toPublishedCard } from './toPublished.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

/** What others have published about a region for which no ledger speaks. Nothing of a ledger stands on this page. */
export function PublishedView(scene: Scene) {
  const { region, dataset } = scene;
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const query = usePublished(region.code);
  const answer: Published | undefined = query.data;
  const map = useMapEntry();
  const place = usePlaceEntries(dataset.version);
  const copy = <GraphqlActions document={publishedDocument} variables={{ region: region.code }} />;
  if (query.error && !answer)
    return (
      <div className="overview-error">
        <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  if (!answer) return <LoadingView />;
  const { units, staff, series } = answer;
  const card = toPublishedCard(units, region.code) ?? toPublishedCard(staff, region.code);
  return (
    <>
      <div className={region.children.length === 0 ? 'overview published leafy' : 'overview published'} aria-busy={query.isPlaceholderData}>
        {region.code === NATION && <LedgerWorst {...scene} />}
        <div className="rates" role="group" aria-label={words.publishedView}>
          <PublishedCardPanel title={words.unionRate} card={toPublishedCard(units, region.code)} unit={words.units} voice="lead" />
          <PublishedCardPanel title={words.unionDensity} card={toPublishedCard(staff, region.code)} unit={words.persons} voice="second" />
        </div>
        <PublishedParts {...scene} units={units} silent={card === null && series.length === 0} copy={copy} />
        {series.length > 0 && (
          <SeriesPanel
            title={region.code === NATION ? words.seriesTitle : words.seriesTitleOf(regionName(region, lang))}
            series={series}
            actions={copy}
          />
        )}
      </div>
      <Provenance
        entries={[
          ...(card
            ? [
                { term: shell.basis, detail: `${card.numerator.label} ÷ ${card.denominator.label}` },
                { term: shell.asOf, detail: card.asOf },
                { term: shell.source, detail: card.source },
              ]
            : []),
          ...place,
          ...map,
        ]}
      />
    </>
  );
}

/** What ledgers there are answer «which county is worst» from here too; the panel says that it speaks of a ledger. */
function LedgerWorst({ region, dataset, indicators }: Scene) {
  const { selection } = useSelection();
  const { period, indicator } = situationOf({ region, dataset, indicators }, selection);
  if (period === null || indicator === null || dataset.ledgerRegions.length === 0) return null;
  return <WorstCounty dataset={dataset} indicator={indicator} period={period} region={region.code} />;
}
