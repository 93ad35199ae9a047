import type { ReactNode } from 'react';
import { shellWords } from '../i18n/shell.ts';
import { useWords } from '../i18n/words.ts';
import { Panel } from './Panel.tsx';

/** A panel that has nothing to show: says why in one sentence, with the next step. */
export function EmptyState({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <div className="message">
      {title !== undefined && <h3>{title}</h3>}
      <p>{children}</p>
    </div>
  );
}

/** What went wrong, as the network room reports it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly id: string | null;
}

interface ErrorStateProps {
  readonly failure: Failure;
  readonly onRetry?: () => void;
  /** What is still true although this failed, «表格不受影响». */
  readonly stillTrue?: string;
}

/** What failed, what is still true, a retry and the id of the log entry. */
export function ErrorState({ failure, onRetry, stillTrue }: ErrorStateProps) {
  const words = useWords(shellWords);
  if (failure.code === 'FORBIDDEN' || failure.code === 'UNAUTHENTICATED')
    return <NoPermission>{failure.message === '' ? undefined : failure.message}</NoPermission>;
  return (
    <div className="message" role="alert">
      <h3>{words.errorTitle}</h3>
      <p>
        {failure.code === 'NETWORK' ? words.networkError : failure.message}
        {stillTrue !== undefined && ` ${stillTrue}`}
      </p>
      {failure.id !== null && <small>{words.errorId(failure.id)}</small>}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </div>
  );
}

/** The place stays, cross-hatched, with the word and what is needed. */
export function NoPermission({ children }: { readonly children?: ReactNode }) {
  const words = useWords(shellWords);
  return (
    <div className="message">
      <h3>
        <i className="swatch absent-no-permission" aria-hidden="true" />
        {words.noPermission}
      </h3>
      <p>{children ?? words.noPermissionNote}</p>
    </div>
  );
}

/** The part of a query's result that a panel needs. */
interface Awaited<Answer> {
  readonly data: Answer | undefined;
  readonly error: Failure | null;
  readonly refetch: () => unknown;
}

interface WaitingProps {
  readonly query: Awaited<unknown>;
  /** Bars of the final size. */
  readonly skeleton: ReactNode;
  readonly stillTrue?: string;
}

function Waiting({ query, skeleton, stillTrue }: WaitingProps) {
  const words = useWords(shellWords);
  if (query.error !== null) return <ErrorState failure={query.error} onRetry={() => void query.refetch()} stillTrue={stillTrue} />;
  return (
    <div aria-busy="true">
      <span className="unseen">{words.loading}</span>
      {skeleton}
    </div>
  );
}

interface LoadedProps<Answer> extends WaitingProps {
  readonly query: Awaited<Answer>;
  /** Title of the panel that the content will bring itself: it stands from the start. */
  readonly title?: string;
  readonly children: (answer: Answer) => ReactNode;
}

/** Loading, failed or there: the three states of everything that comes from the server. */
export function Loaded<Answer>({ query, title, children, ...rest }: LoadedProps<Answer>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  const waiting = <Waiting query={query} {...rest} />;
  return title === undefined ? waiting : <Panel title={title}>{waiting}</Panel>;
}
