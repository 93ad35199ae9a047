import type { ReactNode } from 'react';
import { overviewWords } from '../i18n/overview.ts';
import { shellWords } from '../i18n/shell.ts';
import { viewWords } from '../i18n/view.ts';
import { regionName, useLang, useWords } from '../i18n/words.ts';
import { usePlaceNotices } from './placeInTime.ts';
import { useSelection } from '../state/useSelection.ts';
import { periodText } from '../theme/format.ts';
import { Badge } from '../ui/Badge.tsx';
import { Crumbs } from '../ui/Crumbs.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { FilterChips, FilterControl } from './FilterControl.tsx';
import { RegionJump } from './RegionJump.tsx';
import { useOutside } from './useMay.ts';
import { useScene, type LedgerScene } from './useScene.ts';
import { KnownOn } from './KnownOn.tsx';
import { LedgerControls } from './ViewControls.tsx';
import './view.css';

interface LedgerPageProps {
  /** Title before the region is known, and what follows its name afterwards: «河南省趋势». */
  readonly title: string;
  readonly lead?: ReactNode;
  /** Whether the page can be filtered by conditions on units. */
  readonly filtered?: boolean;
  /** Further controls, beside period and basis. */
  readonly controls?: (scene: LedgerScene) => ReactNode;
  readonly children: (scene: LedgerScene) => ReactNode;
}

/** A page about one region with a ledger: its title line with place, time, basis, conditions and files, and the states before it is there. */
export function LedgerPage({ title, lead, filtered = false, controls, children }: LedgerPageProps) {
  const words = useWords(viewWords);
  const found = useScene();
  const still = usePlaceNotices();
  if (found.state === 'loading')
    return (
      <>
        <PageTitle title={title} crumbs={<p className="crumbs">&nbsp;</p>} />
        <div className="page-body">
          <SkeletonRows rows={8} />
        </div>
      </>
    );
  if (found.state === 'failed' || found.state === 'empty')
    return (
      <>
        <PageTitle title={title} notices={still} />
        <div className="page-body">
          {found.state === 'failed' ? (
            <ErrorState failure={found.failure} onRetry={found.retry} />
          ) : (
            <EmptyState title={words.nothingTitle}>{words.nothing}</EmptyState>
          )}
          {still.length > 0 && <KnownOn />}
        </div>
      </>
    );
  const { scene, notices } = found;
  return (
    <>
      <Head scene={scene} title={title} lead={lead} notices={notices} filtered={filtered}>
        {controls?.(scene)}
      </Head>
      {children(scene)}
    </>
  );
}

interface HeadProps {
  readonly scene: LedgerScene;
  readonly title: string;
  readonly lead: ReactNode;
  readonly notices: readonly string[];
  readonly filtered: boolean;
  readonly children: ReactNode;
}

function Head({ scene, title, lead, notices, filtered, children }: HeadProps) {
  const { region, dataset, period, name } = scene;
  const overview = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { hrefFor } = useSelection();
  const still = usePlaceNotices();
  const outside = useOutside(region);
  const crumbs = [
    ...region.ancestors.map((ancestor) => ({
      label: regionName(ancestor, lang),
      href: hrefFor({ region: ancestor.code, regions: [], focus: null }),
    })),
    { label: name },
  ];
  return (
    <PageTitle
      title={lang === 'zh' ? `${name}${title}` : `${name}: ${title}`}
      lead={lead}
      crumbs={
        <div className="place">
          <Crumbs label={overview.levels} crumbs={crumbs} />
          <RegionJump region={region} />
        </div>
      }
      below={filtered && <FilterChips dataset={dataset} />}
      beside={
        <>
          <span className="when">{periodText(period, lang)}</span>
          {dataset.demo && (
            <Badge kind="sample" title={shell.sampleNote}>
              {shell.sample}
            </Badge>
          )}
        </>
      }
      notices={[...notices, ...outside, ...still]}
    >
      {children}
      <LedgerControls dataset={dataset} period={period} />
      <div className="doors">
        {filtered && <FilterControl dataset={dataset} />}
        <ExportMenu dataset={dataset} />
      </div>
    </PageTitle>
  );
}
