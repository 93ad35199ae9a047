import { useDataset } from '../../api/dataset.ts';
import type { UploadKind } from '../../api/gql/enums.ts';
import { submitWords } from '../../i18n/submit.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { percentSign, sizeText } from '../../theme/format.ts';
import { ErrorState } from '../../ui/states.tsx';
import { DropZone } from './DropZone.tsx';
import type { PartProps } from './partProps.ts';
import type { Place } from './parts.ts';
import { ProgressBar, UploadView } from './Progress.tsx';
import { sendWhat } from './sendWhat.ts';
import { useSending } from './useSending.ts';

interface SendPanelProps extends PartProps {
  readonly place: Place;
  readonly kind: UploadKind;
}

/** What the demo says in place of the field: it is nobody's ledger, and takes nobody's. */
function DemoNote() {
  const words = useWords(submitWords);
  return (
    <div className="demo-note">
      <p>{words.demoNote}</p>
      <p>
        {words.demoHow} <code>fugai demo remove</code>
      </p>
    </div>
  );
}

interface HeldProps {
  readonly files: readonly File[];
  readonly onSend: (files: readonly File[], more?: { readonly dryRun: boolean }) => void;
}

/** What was chosen last goes again with one press. */
function Held({ files, onSend }: HeldProps) {
  const words = useWords(submitWords);
  return (
    <p className="row">
      <span className="muted small">{words.lastFile(sendWhat(files, sizeText))}</span>
      <button
        type="button"
        className="link"
        onClick={() => {
          onSend(files);
        }}
      >
        {words.sendAgain}
      </button>
      <button
        type="button"
        className="link"
        onClick={() => {
          onSend(files, { dryRun: true });
        }}
      >
        {words.dryRun}
      </button>
    </p>
  );
}

/** A file is chosen, sent, read, and what was found stands in the place of the field. */
export function SendPanel({ access, files, onFiles, place, kind }: SendPanelProps) {
  const words = useWords(submitWords);
  const { selection, set } = useSelection();
  const { shown, send, cancel } = useSending();
  const demo = useDataset().data?.dataset.demo === true;
  const { region, period } = place;
  const start = (chosen: readonly File[], more: { readonly partial?: boolean; readonly dryRun?: boolean } = {}): void => {
    onFiles(chosen);
    send({ region: region.code, period, kind, files: chosen, dryRun: more.dryRun === true, partial: more.partial === true });
  };
  if (shown.state === 'sending')
    return (
      <ProgressBar
        stage={words.stages.RECEIVING}
        share={shown.share}
        detail={`${shown.ask.files.map(({ name }) => name).join(words.and)} · ${percentSign(shown.share * 100, 0)}`}
        cancel={words.cancelSending}
        onCancel={cancel}
      />
    );
  if (shown.state === 'idle' && selection.upload !== null)
    return (
      <UploadView
        id={selection.upload}
        hasFile={files.length > 0}
        onAgain={(more) => {
          start(files, more);
        }}
        onOther={() => {
          set({ upload: null, severity: null, problem: null, after: null });
        }}
      />
    );
  return (
    <>
      {shown.state === 'failed' && (
        <ErrorState
          failure={shown.problem}
          onRetry={() => {
            send(shown.ask);
          }}
        />
      )}
      {demo ? <DemoNote /> : <DropZone hint={kind === 'LEDGER' ? words.ledgerFiles : words.summaryFiles} onFiles={start} />}
      <ul className="send-notes">
        <li>{words.persons}</li>
        {access.site.notice !== '' && <li>{access.site.notice}</li>}
      </ul>
      {files.length > 0 && !demo && <Held files={files} onSend={start} />}
    </>
  );
}
