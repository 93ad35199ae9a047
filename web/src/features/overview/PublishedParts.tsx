HEAD
interface PartsProps extends Scene {
  readonly units: Published['units'];
  /** Nothing at all is published about the region itself. */
  readonly silent: boolean;
  readonly copy: ReactNode;
}

/** The rows of the children, out of published rates or blank, with what has to be said about them. */
function useParts({ region, dataset, units }: Pick<PartsProps, 'region' | 'dataset' | 'units'>) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const ledgers = useMemo(() => ledgerCodes(dataset), [dataset]);
  const covered = hasLedger(region, ledgers);
  const published = useMemo(
    () => toPublishedRows({ rates: units, region: region.code, children: region.children, ledgers, words, lang }),
    [units, region, ledgers, words, lang],
  );
  const blank = useMemo(() => toBlankRows(region.children, covered, ledgers, words, lang), [region, covered, ledgers, words, lang]);
  const rows = published?.rows ?? blank;
  const classes = published?.classes ?? { edges: [], relative: true };
  const absences =
    published || covered
      ? [{ absence: 'NOT_APPLICABLE' as const, word: words.noFigure }]
      : [{ absence: 'NO_LEDGER' as const, word: words.noLedger }];
  const legend = toLegend(rows, classes, [], absences);
  const marked = rows.filter((row) => row.marked).map(({ name: short }) => short);
  const remarks = [
    ...(published ? [words.relativeNote] : []),
    ...(marked.length > 0 ? [words.ledgerMark(marked.join(lang === 'zh' ? '、' : ', '))] : []),
  ];
  return { rows, published, covered, ledgers, legend, remarks };
}

/** The children with published rates on map and table, or without a figure and with the reason. */
function Parts({ region, dataset, units, silent, copy }: PartsProps) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const { set } = useSelection();
  const [pointed, point] = useState<string | null>(null);
  const { rows, published, covered, ledgers, legend, remarks } = useParts({ region, dataset, units });
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
      <MapPanel
        region={region}
        title={published ? words.publishedMap(words.unionRate) : words.childrenTitle}
        note={published ? `${words.unitNote('%')} · ${words.publishedAt(published.source, published.asOf)}` : undefined}
        actions={copy}
        rows={rows}
        marked={ledgers}
        legend={legend}
        label={words.mapLabel(name, count(rows.length), published ? words.unionRate : covered ? words.noFigure : words.noLedger)}
        remarks={remarks}
        pointed={pointed}
        point={point}
        open={(code) => {
          set({ region: code });
        }}
      />
      {published ? (
        <PublishedRanking rows={rows} published={published} classes={legend.classes.length} copy={copy} pointed={pointed} point={point} />
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

interface PublishedRankingProps {
  readonly rows: readonly Row[];
  readonly published: PublishedRows;
  readonly classes: number;
  readonly copy: ReactNode;
  readonly pointed: string | null;
  readonly point: (code: string | null) => void;
}

function PublishedRanking({ rows, published, classes, copy, pointed, point }: PublishedRankingProps) {
  const words = useWords(overviewWords);
  const { hrefFor } = useSelection();
  const [lowest] = rows;
  const title = lowest && lowest.text !== null ? words.lowest(lowest.fullName, `${lowest.text}${THIN}%`) : words.ranking;
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
        pointed={pointed}
        point={point}
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
