import { useMemo, useState, type ReactNode } from 'react';
import { graphqlText } from '../../api/client.ts';
import { publishedDocument, usePublished, type Published } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count, THIN } from '../../theme/format.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Provenance } from '../../ui/Provenance.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { LinkButton } from '../../ui/ViewLink.tsx';
import { hasLedger, ledgerCodes, type Scene } from '../../view/context.ts';
import { useMapEntry } from '../../view/LedgerProvenance.tsx';
import { LoadingView } from './LoadingView.tsx';
import { MapPanel } from './MapPanel.tsx';
import { PublishedCardPanel } from './PublishedCardPanel.tsx';
import { RankTable } from '../../view/RankTable.tsx';
import type { Row } from '../../view/row.ts';
import { SeriesPanel } from './SeriesPanel.tsx';
import { toLegend } from './toLegend.ts';
import { toBlankRows, toPublishedCard, toPublishedRows, type PublishedRows } from './toPublished.ts';

/** What others have published about a region for which no ledger speaks. Nothing of a ledger stands on this page. */
export function PublishedView(scene: Scene) {
  const { region, dataset } = scene;
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const query = usePublished(region.code);
  const answer: Published | undefined = query.data;
  const map = useMapEntry();
  const copy = <CopyButton label={shell.copyGraphql} text={() => graphqlText(publishedDocument, { region: region.code })} />;
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
        <div className="rates" role="group" aria-label={words.publishedView}>
          <PublishedCardPanel title={words.unionRate} card={toPublishedCard(units, region.code)} unit={words.units} voice="lead" />
          <PublishedCardPanel title={words.unionDensity} card={toPublishedCard(staff, region.code)} unit={words.persons} voice="second" />
        </div>
        <Parts {...scene} units={units} silent={card === null && series.length === 0} copy={copy} />
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
          { term: shell.version, detail: dataset.version },
          ...map,
        ]}
      />
    </>
  );
}
