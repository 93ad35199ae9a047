import type { Dataset } from '../../api/dataset.ts';
import { receiptsDocument, useReceipts } from '../../api/quality.ts';
import { qualityWords } from '../../i18n/quality.ts';
import { shellWords } from '../../i18n/shell.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { absentClass } from '../../theme/absent.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Crumbs } from '../../ui/Crumbs.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { toCrumbs, toReceipts, type ReceiptCell, type ReceiptGrid } from './toReceipts.ts';
import './receipt.css';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

/** Absence is the pattern of its reason; what is only partly there has a hatched edge. */
function classOf(cell: ReceiptCell): string | undefined {
  if (cell.missing !== null) return `absent ${absentClass(cell.missing)}`;
  return cell.partly === null ? undefined : 'partly';
}

function CellText({ cell }: { readonly cell: ReceiptCell }) {
  return (
    <span className="cell" title={cell.spoken}>
      <span aria-hidden="true">
        {cell.name}
        {cell.missing === null && cell.partly !== null && <small> {cell.partly}</small>}
      </span>
      <span className="unseen">{cell.spoken}</span>
    </span>
  );
}

function Grid({ grid }: { readonly grid: ReceiptGrid }) {
  const { hrefFor } = useSelection();
  return (
    <>
      <ul className="receipt-grid">
        {grid.cells.map((cell) => (
          <li key={cell.code} className={classOf(cell)}>
            {cell.opens ? (
              <ViewLink href={hrefFor({ region: cell.code })}>
                <CellText cell={cell} />
              </ViewLink>
            ) : (
              <CellText cell={cell} />
            )}
          </li>
        ))}
      </ul>
      <p className="receipt-sentence">{grid.sentence}</p>
    </>
  );
}

interface ReceiptPanelProps {
  readonly dataset: Dataset;
  /** The region whose reporting regions are listed. */
  readonly region: string;
  readonly period: string | null;
}

/** Who has reported in the period, region by region: absence is a pattern, never a colour. */
export function ReceiptPanel({ dataset, region, period }: ReceiptPanelProps) {
  const words = useWords(qualityWords);
  const { hrefFor } = useSelection();
  const shell = useWords(shellWords);
  const lang = useLang();
  const receipts = useReceipts(region, period);
  const grid = receipts.data ? toReceipts(receipts.data, dataset.missingReasons, lang) : null;
  const name = receipts.data?.region ? regionName(receipts.data.region, lang) : region;
  const beside = grid === null ? '' : ` ${words.receiptTotal(grid.received, grid.expected)}`;
  return (
    <Panel
      className="receipt"
      title={`${words.receipts}${beside}`}
      note={period ?? undefined}
      actions={
        <>
          {dataset.demo && (
            <Badge kind="sample" title={shell.sampleNote}>
              {shell.sample}
            </Badge>
          )}
          {period !== null && <GraphqlActions document={receiptsDocument} variables={{ region, period }} />}
        </>
      }
    >
      {receipts.data?.region && <Crumbs label={words.path} crumbs={toCrumbs(receipts.data.region, lang, hrefFor)} />}
      {period === null ? (
        <EmptyState>{words.noLedger}</EmptyState>
      ) : (
        <Loaded query={receipts} skeleton={<Skeleton height="132px" />}>
          {() =>
            grid === null ? (
              <EmptyState>{receipts.data?.region ? words.noParts(name) : words.unknownRegion(region)}</EmptyState>
            ) : (
              <Grid grid={grid} />
            )
          }
        </Loaded>
      )}
    </Panel>
  );
}
