import { useDataset, type Dataset } from '../../api/dataset.ts';
import { findingsDocument, findingsVariables, useFindings, type Finding } from '../../api/quality.ts';
import { qualityWords, severityWords } from '../../i18n/quality.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useNotices } from '../../state/notices.ts';
import { periodShown } from '../../state/periodShown.ts';
import { FINDING_SETS, type BadParameter, type FindingSet, type Selection } from '../../state/selection.ts';
import { usePlaceEntries } from '../../view/placeInTime.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Provenance } from '../../ui/Provenance.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Skeleton, SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ExportMenu } from '../../view/ExportMenu.tsx';
import { FindingsTable } from './FindingsTable.tsx';
import { LargeFinding } from './LargeFinding.tsx';
import { ReceiptPanel } from './ReceiptPanel.tsx';
import { StalePanel } from './StalePanel.tsx';
import { SubmittedPanel } from './SubmittedPanel.tsx';
import { useReceiptRegion, type ReceiptRegion } from './useReceiptRegion.ts';
import { countFindings, drawnLarge, findingsOf, toLead, type FindingCounts } from './toFindings.ts';
import './quality.css';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

function Lead({ counts }: { readonly counts: FindingCounts }) {
  const { before, strong, after } = toLead(counts, useLang());
  return (
    <>
      {before}
      <b>{strong}</b>
      {after}
    </>
  );
}

function Filter({ counts }: { readonly counts: FindingCounts }) {
  const words = useWords(qualityWords);
  const severities = useWords(severityWords);
  const { selection, set } = useSelection();
  const nameOf = (one: FindingSet): string => {
    if (one === 'problems') return words.problems;
    if (one === 'NONE') return counts.unchecked === 0 ? words.agreeing : words.agreeingOrUnchecked;
    return severities[one];
  };
  return (
    <Segmented
      label={words.filter}
      options={FINDING_SETS.map((one) => ({ value: one, label: words.withCount(nameOf(one), count(counts[one])) }))}
      value={selection.findings}
      onChange={(findings) => {
        set({ findings, finding: null });
      }}
    />
  );
}

/** The large finding beside the receipts, then the table; either half stands when the other fails. */
function Body({ place }: { readonly place: ReceiptRegion }) {
  const words = useWords(qualityWords);
  const { selection } = useSelection();
  const findings = useFindings();
  const dataset = useDataset();
  const choose = (all: readonly Finding[]): { readonly listed: readonly Finding[]; readonly large: Finding | undefined } => {
    const listed = findingsOf(all, selection.findings);
    return { listed, large: drawnLarge(listed, all, selection.finding) };
  };
  return (
    <>
      <div className="top">
        <Loaded query={findings} title={words.findingsAll} skeleton={<Skeleton height="260px" />}>
          {(answer) => <LargeOrNone finding={choose(answer.findings.nodes).large} />}
        </Loaded>
        <Loaded query={dataset} title={words.receipts} skeleton={<Skeleton height="200px" />}>
          {({ dataset: held }) => (
            <div className="receipt-side">
              {place.code !== null && (
                <ReceiptPanel dataset={held} region={place.code} period={periodShown(selection.period, held).period} />
              )}
            </div>
          )}
        </Loaded>
      </div>
      {findings.error === null && (
        <Panel
          className="findings"
          title={selection.findings === 'NONE' ? words.findingsAll : words.findings}
          note={words.order}
          actions={<GraphqlActions document={findingsDocument} variables={findingsVariables} />}
        >
          <Loaded query={findings} skeleton={<SkeletonRows rows={6} height="46px" />}>
            {(answer) => <FindingsTable findings={choose(answer.findings.nodes).listed} large={choose(answer.findings.nodes).large?.id} />}
          </Loaded>
        </Panel>
      )}
      {dataset.data && <SubmittedPanel place={place} period={periodShown(selection.period, dataset.data.dataset).period} />}
      {dataset.data && (
        <StalePanel dataset={dataset.data.dataset} place={place} period={periodShown(selection.period, dataset.data.dataset).period} />
      )}
    </>
  );
}

function LargeOrNone({ finding }: { readonly finding: Finding | undefined }) {
  const words = useWords(qualityWords);
  if (finding !== undefined) return <LargeFinding finding={finding} />;
  return (
    <Panel title={words.noneTitle}>
      <EmptyState>{words.none}</EmptyState>
    </Panel>
  );
}

/** Parameters that read well but name something the server does not have. */
function unknownOf(selection: Selection, findings: readonly Finding[] | undefined, dataset: Dataset | undefined): readonly BadParameter[] {
  const { finding, period } = selection;
  const noFinding = finding !== null && findings !== undefined && !findings.some(({ id }) => id === finding);
  const { problem } = dataset === undefined ? { problem: null } : periodShown(period, dataset);
  return [...(noFinding ? [{ name: 'finding', value: finding }] : []), ...(problem === null ? [] : [problem])];
}

/** 数据质量: what others printed against what comes out of their own parts, and who has reported. */
export default function QualityPage() {
  const words = useWords(qualityWords);
  const shell = useWords(shellWords);
  const { selection, problems } = useSelection();
  const findings = useFindings();
  const dataset = useDataset();
  const still = usePlaceEntries(dataset.data?.dataset.version);
  const nodes = findings.data?.findings.nodes;
  const place = useReceiptRegion(dataset.data?.dataset);
  const unknown = useNotices([...problems, ...unknownOf(selection, nodes, dataset.data?.dataset)]);
  const notices = place.notice === null ? unknown : [...unknown, place.notice];
  const counts = nodes && countFindings(nodes);
  const waiting = findings.error === null ? <Skeleton width="22em" height="1.6em" /> : undefined;
  const lead = counts ? <Lead counts={counts} /> : waiting;
  return (
    <div className="quality">
      <PageTitle title={words.title} lead={lead} notices={notices}>
        {counts && <Filter counts={counts} />}
        {dataset.data && <ExportMenu dataset={dataset.data.dataset} />}
      </PageTitle>
      <div className="quality-body">
        <Body place={place} />
      </div>
      <Provenance
        entries={[
          { term: words.rule, detail: words.ruleText },
          { term: words.figures, detail: dataset.data ? words.figuresText(count(dataset.data.dataset.figures)) : '' },
          { term: shell.asOf, detail: words.asOfRows },
          ...still,
        ]}
      />
    </div>
  );
}
