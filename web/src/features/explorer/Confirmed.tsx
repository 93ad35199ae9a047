import { useState, type ReactNode } from 'react';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useWords } from '../../i18n/words.ts';

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

/** What cannot be taken back is asked once more, in place. */
export function Confirmed({ label, question, confirm, pending, onConfirm, children }: ConfirmedProps) {
  const words = useWords(savedWords);
  const [asking, setAsking] = useState(false);
  if (!asking)
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
  return (
    <div className="confirm" role="group" aria-label={question}>
      <p>{question}</p>
      <div className="row">
        <button type="button" className="button strong" disabled={pending} autoFocus onClick={onConfirm}>
          {confirm}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            setAsking(false);
          }}
        >
          {words.cancel}
        </button>
      </div>
      {children}
    </div>
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
