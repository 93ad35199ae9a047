import type { Selection } from '../../state/selection.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { usePlaceNotices } from '../../view/placeInTime.ts';
import { AtOnce } from '../../state/Standing.tsx';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Crumbs } from '../../ui/Crumbs.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { situationOf, type Scene, type Situation } from '../../view/context.ts';
import { ExportMenu } from '../../view/ExportMenu.tsx';
import { FilterChips, FilterControl } from '../../view/FilterControl.tsx';
import { RegionJump } from '../../view/RegionJump.tsx';
import { LedgerControls, ViewSwitch } from '../../view/ViewControls.tsx';
import { useOutside } from '../../view/useMay.ts';
import '../../view/view.css';

interface OverviewHeadProps extends Scene {
  readonly situation: Situation;
  /** Said where the address names a region that does not exist. */
  readonly unknown: string | null;
}

/** What goes to another region: how the map is laid out, and nothing that only the region left behind knows. */
const elsewhere = (code: string, { layout }: Selection): Partial<Selection> => ({
  region: code,
  layout: layout === 'tiles' ? layout : null,
});

/** The title line: place, time, basis, conditions, files. Published figures know no quarter, no basis and no conditions. */
export function OverviewHead({ region, dataset, indicators, situation, unknown }: OverviewHeadProps) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const { selection, hrefFor } = useSelection();
  const { ledger, view, period } = situation;
  const said = useSaid(situation);
  const outside = useOutside(region);
  const crumbs = [
    ...region.ancestors.map((ancestor) => ({ label: regionName(ancestor, lang), href: hrefFor(elsewhere(ancestor.code, selection)) })),
    { label: regionName(region, lang) },
  ];
  const filtered = view === 'ledger' && period !== null;
  return (
    <PageTitle
      title={regionName(region, lang)}
      crumbs={
        <div className="place">
          <Crumbs label={words.levels} crumbs={crumbs} />
          <RegionJump region={region} />
        </div>
      }
      beside={view === 'published' ? <span className="when">{words.publishedView}</span> : <Beside period={period} demo={dataset.demo} />}
      below={filtered && <FilterChips dataset={dataset} />}
      notices={[...(unknown === null ? [] : [unknown]), ...outside, ...said]}
    >
      {ledger && (region.level === 'PROVINCE' || view === 'published') && <ViewSwitch view={view} />}
      {filtered && (
        <AtOnce>
          <Controls region={region} dataset={dataset} indicators={indicators} />
        </AtOnce>
      )}
      <div className="doors">
        {filtered && <FilterControl dataset={dataset} />}
        <ExportMenu dataset={dataset} />
      </div>
    </PageTitle>
  );
}

/** When and out of which units, as the hand has it. */
function Controls({ dataset, ...scene }: Scene) {
  const { selection } = useSelection();
  const { period } = situationOf({ dataset, ...scene }, selection);
  return period !== null && <LedgerControls dataset={dataset} period={period} />;
}

/** What of the address was not understood or stands still, a sentence each. */
function useSaid({ unknownPeriod, noLedger }: Situation): readonly string[] {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const { problems } = useSelection();
  const still = usePlaceNotices();
  const bad = problems.map(({ name, value }) => shell.badParameterItem(name, value)).join('');
  return [
    ...(bad === '' ? [] : [shell.badParameter(bad)]),
    ...(unknownPeriod === null ? [] : [words.unknownPeriod(unknownPeriod)]),
    ...(noLedger ? [words.noLedgerHere] : []),
    ...still,
  ];
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
