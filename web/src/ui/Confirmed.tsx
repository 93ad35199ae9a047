import { useState, type ReactNode } from 'react';
import { savedWords } from '../i18n/explorerSaved.ts';
import { useWords } from '../i18n/words.ts';
import { useFocused } from './useFocused.ts';

interface ConfirmedProps {
  readonly label: string;
  /** The whole sentence that is asked before it is done. */
  readonly question: string;
  readonly confirm: string;
  readonly pending: boolean;
  readonly onConfirm: () => void;
  /** A refusal, shown under the question. */
  readonly children?: ReactNode;
}

function Question({
  question,
  confirm,
  pending,
  onConfirm,
  onLeave,
  children,
}: Omit<ConfirmedProps, 'label'> & { readonly onLeave: () => void }) {
  const words = useWords(savedWords);
  const button = useFocused<HTMLButtonElement>();
  return (
    <div className="confirm" role="group" aria-label={question}>
      <p>{question}</p>
      <div className="row">
        <button type="button" className="button strong" disabled={pending} ref={button} onClick={onConfirm}>
          {confirm}
        </button>
        <button type="button" className="button" onClick={onLeave}>
          {words.cancel}
        </button>
      </div>
      {children}
    </div>
  );
}

/** What cannot be taken back is asked once more, in place. */
export function Confirmed({ label, ...rest }: ConfirmedProps) {
  const [asking, setAsking] = useState(false);
  if (asking)
    return (
      <Question
        {...rest}
        onLeave={() => {
          setAsking(false);
        }}
      />
    );
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        setAsking(true);
      }}
    >
      {label}
    </button>
  );
}

/** The server's own words for why it refused. */
export function Refusal({ message }: { readonly message: string | undefined }) {
  return message === undefined ? null : (
    <p role="alert" className="refused">
      {message}
    </p>
  );
}
