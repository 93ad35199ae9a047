import { useMemo, type ReactNode } from 'react';
import type { Published } from '../../api/overview.ts';
import { mapWords } from '../../i18n/map.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count, dateText, THIN } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { LinkButton } from '../../ui/ViewLink.tsx';
import { hasLedger, ledgerCodes, situationOf, type Scene } from '../../view/context.ts';
import { whereOf } from '../../view/filter.ts';
import { RankTable } from '../../view/RankTable.tsx';
import { usePointer, type Pointer } from '../../view/pointer.ts';
import type { Row } from '../../view/row.ts';
import { mapChoiceOf, type MapChoice } from './mapChoice.ts';
import { MapControls } from './MapControls.tsx';
import { MapPanel } from './MapPanel.tsx';
import { NationCounties } from './NationCounties.tsx';
import { paint, type PaintAsk } from './paint.ts';
import { toLegend } from './toLegend.ts';
import { toBlankRows, toPublishedRows, type PublishedRows } from './toPublished.ts';

const NO_CHANGES: PaintAsk['changes'] = new Map();

interface PartsProps extends Scene {
  readonly units: Published['units'];
  /** Nothing at all is published about the region itself. */
  readonly silent: boolean;
  readonly copy: ReactNode;
}

/** The rows of the children, out of published rates or blank, with what has to be said about them. */
function useParts({ region, dataset, units }: Pick<PartsProps, 'region' | 'dataset' | 'units'>, choice: MapChoice) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const ledgers = useMemo(() => ledgerCodes(dataset), [dataset]);
  const covered = hasLedger(region, ledgers);
  const published = useMemo(
    () => toPublishedRows({ rates: units, region: region.code, children: region.children, ledgers, words, lang }),
    [units, region, ledgers, words, lang],
  );
  const blank = useMemo(() => toBlankRows(region.children, covered, ledgers, words, lang), [region, covered, ledgers, words, lang]);
  const given = published?.rows ?? blank;
  const { scale: shown, classing, policy } = choice;
  const { shading, rows, faceRows } = useMemo(() => {
    const ask: PaintAsk = { shown, classing, policy, decimals: 1, percent: true, changes: NO_CHANGES, noChange: '' };
    const painted = paint([given], ask);
    const plain = shown === 'rate' ? painted : paint([given], { ...ask, shown: 'rate' });
    return { shading: painted.shading, rows: plain.maps[0] ?? given, faceRows: painted.maps[0] ?? given };
  }, [given, shown, classing, policy]);
  const absences =
    published || covered
      ? [{ absence: 'NOT_APPLICABLE' as const, word: words.noFigure }]
      : [{ absence: 'NO_LEDGER' as const, word: words.noLedger }];
  const legend = toLegend(faceRows, shading.classes, [], absences);
  const marked = rows.filter((row) => row.marked).map(({ name: short }) => short);
  const remarks = [
    ...(published ? [words.relativeNote] : []),
    ...(marked.length > 0 ? [words.ledgerMark(marked.join(lang === 'zh' ? '、' : ', '))] : []),
  ];
  return { rows, faceRows, published, covered, ledgers, legend, remarks };
}

/** The children with published rates on map and table, or without a figure and with the reason. */
export function PublishedParts(props: PartsProps) {
  const { region, dataset, units, silent, copy } = props;
  const words = useWords(overviewWords);
  const lang = useLang();
  const { selection } = useSelection();
  const pointer = usePointer();
  const choice = mapChoiceOf(region, null, selection);
  const parts = useParts({ region, dataset, units }, choice);
  const { rows, published, covered, legend } = parts;
  const name = regionName(region, lang);
  if (rows.length === 0)
    return (
      <Panel className="leaf" title={words.childrenTitle}>
        <EmptyState>{silent ? words.nothingPublishedLeaf : words.publishedLeaf}</EmptyState>
        {covered && <ToLedger region={region} />}
      </Panel>
    );
  return (
    <>
      {region.code === NATION && choice.layout === 'counties' ? (
        <LedgerCounties {...props} />
      ) : (
        <PublishedMap region={region} covered={covered} choice={choice} parts={parts} copy={copy} pointer={pointer} />
      )}
      {published ? (
        <PublishedRanking
          rows={rows}
          published={published}
          classes={choice.scale === 'rate' ? legend.classes.length : 1}
          copy={copy}
          pointer={pointer}
        />
      ) : covered ? (
        <Panel className="rank" title={words.nothingPublishedTitle(name)}>
          <EmptyState>{words.nothingPublishedNote}</EmptyState>
          <ToLedger region={region} />
        </Panel>
      ) : (
        <NoLedger name={name} dataset={dataset} />
      )}
    </>
  );
}

interface PublishedMapProps extends Pick<PartsProps, 'region' | 'copy'> {
  readonly covered: boolean;
  readonly choice: MapChoice;
  readonly parts: ReturnType<typeof useParts>;
  readonly pointer: Pointer;
}

function PublishedMap({ region, copy, covered, choice, parts, pointer }: PublishedMapProps) {
  const words = useWords(overviewWords);
  const map = useWords(mapWords);
  const lang = useLang();
  const { set } = useSelection();
  const { rows, faceRows, published, ledgers, legend, remarks } = parts;
  const [worst] = rows;
  const said = published ? words.unionRate : covered ? words.noFigure : words.noLedger;
  return (
    <MapPanel
      region={region}
      title={published ? words.publishedMap(words.unionRate) : words.childrenTitle}
      note={published ? noteOf(choice, published, words, map) : undefined}
      actions={copy}
      controls={
        <MapControls
          layout={choice.layout}
          layouts={choice.layouts}
          scale={choice.scale}
          scales={published ? choice.scales : []}
          classing={choice.classing}
          policy={false}
          periods={null}
        />
      }
      rows={rows}
      faces={[
        {
          caption: null,
          rows: faceRows,
          legend,
          label: words.mapLabel(regionName(region, lang), count(rows.length), said),
        },
      ]}
      marked={ledgers}
      remarks={remarks}
      tiles={choice.layout === 'tiles'}
      worst={worst?.value === null ? null : (worst?.code ?? null)}
      pointer={pointer}
      open={(code) => {
        set({ region: code });
      }}
    />
  );
}

function noteOf(
  { scale }: MapChoice,
  { source, asOf }: PublishedRows,
  words: { readonly unitNote: (unit: string) => string; readonly publishedAt: (source: string, date: string) => string },
  map: { readonly points: string; readonly shortfallTitle: (unit: string) => string },
): string {
  return `${scale === 'shortfall' ? map.shortfallTitle(map.points) : words.unitNote('%')} · ${words.publishedAt(source, asOf)}`;
}

/** The counties of the nation out of the ledgers, in the quarter and by the indicator of the address. */
function LedgerCounties({ region, dataset, indicators }: Scene) {
  const words = useWords(overviewWords);
  const { selection } = useSelection();
  const { period, indicator } = situationOf({ region, dataset, indicators }, selection);
  if (period === null || indicator === null)
    return (
      <Panel className="map" title={words.childrenTitle}>
        <EmptyState>{words.emptyLedger}</EmptyState>
      </Panel>
    );
  return (
    <NationCounties
      region={region}
      dataset={dataset}
      indicators={indicators}
      indicator={indicator}
      period={period}
      choice={mapChoiceOf(region, indicator, selection)}
      ask={{
        region: region.code,
        period,
        indicator: indicator.id,
        basis: selection.basis,
        level: null,
        where: whereOf(selection),
        acceptedOnly: selection.accepted,
      }}
    />
  );
}

interface PublishedRankingProps {
  readonly rows: readonly Row[];
  readonly published: PublishedRows;
  readonly classes: number;
  readonly copy: ReactNode;
  readonly pointer: Pointer;
}

function PublishedRanking({ rows, published, classes, copy, pointer }: PublishedRankingProps) {
  const words = useWords(overviewWords);
  const { hrefFor } = useSelection();
  const lang = useLang();
  const [lowest] = rows;
  const year = dateText(published.asOf, 'year', lang);
  const title =
    lowest && lowest.text !== null
      ? words.ofPublished(words.unionRate, year, words.lowest(lowest.fullName, `${lowest.text}${THIN}%`))
      : words.ranking;
  return (
    <Panel className="rank" title={title} note={words.publishedAt(published.source, published.asOf)} actions={copy}>
      <RankTable
        label={title}
        rows={rows}
        classes={classes}
        valueHead={words.inUnit(words.unionRate, '%')}
        partsHead={{ text: words.inUnit(words.parts, words.units) }}
        gapHead={null}
        changeUnit=""
        bars
        full={false}
        worstFirst
        hrefOf={(code) => hrefFor({ region: code })}
        pointer={pointer}
      />
    </Panel>
  );
}

/** The way from published figures to the ledger that speaks for the region. */
function ToLedger({ region }: Pick<Scene, 'region'>) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const { hrefFor } = useSelection();
  return (
    <p className="buttons">
      <LinkButton href={hrefFor({ region: region.code, view: null })}>{words.toLedger(regionName(region, lang))}</LinkButton>
    </p>
  );
}

function NoLedger({ name, dataset }: { readonly name: string; readonly dataset: Scene['dataset'] }) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const { hrefFor } = useSelection();
  return (
    <Panel className="rank" title={words.noLedgerTitle(name)}>
      <EmptyState>{words.noLedgerNote}</EmptyState>
      {dataset.ledgerRegions.length > 0 && (
        <>
          <p>{words.noLedgerStep}</p>
          <p className="buttons">
            {dataset.ledgerRegions.map((region) => (
              <LinkButton key={region.code} href={hrefFor({ region: region.code })}>
                {regionName(region, lang)}
              </LinkButton>
            ))}
          </p>
        </>
      )}
    </Panel>
  );
}
