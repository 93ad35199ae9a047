import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { cancelReading, isUnderWay, useReading, type Reading } from '../../api/sending.ts';
import { submitWords } from '../../i18n/submit.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorState } from '../../ui/states.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { percentSign } from '../../theme/format.ts';
import { progressOf } from './toProgress.ts';
import { UploadResult, type ResultProps } from './UploadResult.tsx';

interface BarProps {
  readonly stage: string;
  /** 0 to 1; null while the end is not known. */
  readonly share: number | null;
  readonly detail: string;
  readonly cancel: string;
  readonly onCancel: () => void;
  readonly stopping?: boolean;
}

/** How far something is that takes a while, with the way to stop it. */
export function ProgressBar({ stage, share, detail, cancel, onCancel, stopping = false }: BarProps) {
  const words = useWords(submitWords);
  return (
    <div className="upload-progress">
      <p>
        <strong>{stage}</strong> <span className="muted">{detail}</span>
      </p>
      <progress aria-label={words.progress} max={1} value={share ?? undefined} />
      <button type="button" className="button" disabled={stopping} onClick={onCancel}>
        {stopping ? words.stopping : cancel}
      </button>
    </div>
  );
}

function Under({ id, reading }: { readonly id: string; readonly reading: Reading }) {
  const words = useWords(submitWords);
  const [stopping, setStopping] = useState(false);
  const { share, rows } = progressOf(reading);
  return (
    <ProgressBar
      stage={words.stages[reading.state]}
      share={share}
      detail={rows === null ? (share === null ? '' : percentSign(share * 100, 0)) : words.rowsRead(rows.read, rows.total)}
      cancel={words.cancelReading}
      stopping={stopping}
      onCancel={() => {
        setStopping(true);
        void cancelReading(id);
      }}
    />
  );
}

/** What becomes of an upload: how far it is, and then what was found. */
export function UploadView(props: ResultProps) {
  const queries = useQueryClient();
  const query = useReading(props.id);
  const done = query.data !== undefined && !isUnderWay(query.data.state);
  useEffect(() => {
    // What was received changes what is due: the calendar is asked anew.
    if (done) void queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => key === 'administration' || key === 'reminders' });
  }, [done, queries]);
  if (query.data === undefined)
    return query.error === null ? <SkeletonRows rows={3} /> : <ErrorState failure={query.error} onRetry={() => void query.refetch()} />;
  return done ? <UploadResult {...props} /> : <Under id={props.id} reading={query.data} />;
}
