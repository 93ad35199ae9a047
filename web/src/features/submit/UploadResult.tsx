import { annotatedAddress } from '../../api/sending.ts';
import type { UploadState } from '../../api/gql/enums.ts';
import { useUpload, type UploadCard } from '../../api/uploads.ts';
import { submitWords } from '../../i18n/submit.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count, periodText, sizeText } from '../../theme/format.ts';
import { Confirmed } from '../../ui/Confirmed.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { LinkButton } from '../../ui/ViewLink.tsx';
import { LayoutEditor } from './LayoutEditor.tsx';
import { ProblemTable } from './ProblemTable.tsx';
import { Received } from './Received.tsx';
import { outcomeText, stillWaits } from './outcomeText.ts';
import { leftOutOf } from './toProblems.ts';

export interface ResultProps {
  readonly id: string;
  /** Whether the file is still here, to be sent again as it is. */
  readonly hasFile: boolean;
  readonly onAgain: (more?: { readonly partial?: boolean }) => void;
  /** Another file in its place. */
  readonly onOther: () => void;
}

type ShownProps = ResultProps & { readonly upload: UploadCard };

/** Shape before the sentence: sound, to be looked at, or refused. */
const VERDICTS: Readonly<Record<UploadState, 'good' | 'open' | 'bad'>> = {
  RECEIVING: 'open',
  WAITING: 'open',
  READING: 'open',
  COMPARING: 'open',
  REFUSED: 'bad',
  RECEIVED: 'good',
  APPLIED: 'good',
  UNCHANGED: 'open',
  CHECKED: 'good',
  CANCELLED: 'open',
  INTERRUPTED: 'bad',
  FAILED: 'bad',
};

function Verdict({ upload }: { readonly upload: UploadCard }) {
  const words = useWords(submitWords);
  const lang = useLang();
  const { state, fileName, bytes, message, units, organizations, errors, warnings, region, period } = upload;
  const found = units > 0 || organizations > 0;
  return (
    <div className="verdict-line" data-verdict={VERDICTS[state]} role="status">
      <h3>{outcomeText(upload, words)}</h3>
      {message && (state !== 'RECEIVED' || stillWaits(upload)) && <p lang="zh-CN">{message}</p>}
      <p className="muted small">
        {[
          `${regionName(region, lang)} ${periodText(period, lang)}`,
          `${fileName} (${sizeText(bytes)})`,
          ...(found ? [words.rowsFound(count(units), count(organizations))] : []),
          ...(errors + warnings > 0 ? [words.problemsFound(count(errors), count(warnings))] : []),
        ].join(' · ')}
      </p>
    </div>
  );
}

/** Most of a file is sound: the rest may be left out, once it was said how much that is. */
function Partial({ upload, hasFile, onAgain }: ShownProps) {
  const words = useWords(submitWords);
  const rows = leftOutOf(upload);
  if (rows === null || !hasFile) return null;
  return (
    <Confirmed
      label={words.partial(count(rows))}
      question={words.partialAsk(count(rows))}
      confirm={words.partialNow}
      pending={false}
      onConfirm={() => {
        onAgain({ partial: true });
      }}
    />
  );
}

function Actions(props: ShownProps) {
  const words = useWords(submitWords);
  const { upload, hasFile, onAgain, onOther } = props;
  const again =
    hasFile && (upload.state === 'CHECKED' || upload.state === 'INTERRUPTED' || upload.state === 'FAILED' || upload.state === 'CANCELLED');
  return (
    <div className="row result-actions">
      {upload.annotated && (
        <a className="button strong" href={annotatedAddress(upload.id)} download>
          {words.annotated}
        </a>
      )}
      {again && (
        <button
          type="button"
          className="button strong"
          onClick={() => {
            onAgain();
          }}
        >
          {upload.state === 'CHECKED' ? words.sendForReal : words.sendAgain}
        </button>
      )}
      {!stillWaits(upload) && (
        <button type="button" className="button" onClick={onOther}>
          {upload.state === 'REFUSED' ? words.otherAfterMending : words.other}
        </button>
      )}
      <Partial {...props} />
      {upload.annotated && <small className="muted">{words.annotatedNote}</small>}
    </div>
  );
}

function Applied({ upload }: { readonly upload: UploadCard }) {
  const words = useWords(submitWords);
  const { doorHref } = useSelection();
  return (
    <p>
      {words.appliedNote} <LinkButton href={doorHref('submit', { part: 'mine', upload: upload.id })}>{words.toMine}</LinkButton>
    </p>
  );
}

function Result(props: ShownProps) {
  const words = useWords(submitWords);
  const { upload, hasFile, onAgain } = props;
  const { state, submission, layout } = upload;
  return (
    <div className="upload-result">
      <Verdict upload={upload} />
      <Actions {...props} />
      {state === 'APPLIED' && <Applied upload={upload} />}
      {layout && state === 'REFUSED' && <LayoutEditor region={upload.region} layout={layout} hasFile={hasFile} onSaved={onAgain} />}
      {submission && (state === 'RECEIVED' || stillWaits(upload)) && <Received id={submission.id} />}
      <ProblemTable upload={upload} />
      {layout && state !== 'REFUSED' && (
        <details className="layout-aside">
          <summary>{words.unknownColumns(count(layout.unknown.length))}</summary>
          <LayoutEditor region={upload.region} layout={layout} hasFile={hasFile} onSaved={onAgain} />
        </details>
      )}
    </div>
  );
}

/** What was found in an upload, and everything that can be done about it. */
export function UploadResult(props: ResultProps) {
  const words = useWords(submitWords);
  const query = useUpload(props.id);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={5} />}>
      {({ upload }) => (upload ? <Result {...props} upload={upload} /> : <EmptyState>{words.uploadGone}</EmptyState>)}
    </Loaded>
  );
}
