import type { ComponentPropsWithRef, ComponentType } from 'react';
import { useReminders } from './api/reminders.ts';
import type { Permission } from './api/gql/enums.ts';
import { shellWords } from './i18n/shell.ts';
import { useWords } from './i18n/words.ts';
import { NATION } from './state/selection.ts';
import { useSelection } from './state/useSelection.ts';
import { ownOf } from './view/waiting.ts';

interface SubmitLinkProps {
  readonly PageLink: ComponentType<ComponentPropsWithRef<'a'> & { readonly href: string }>;
  readonly permissions: ReadonlySet<Permission>;
}

/** The way to the submissions, with how many of them wait for this reader: small, and nothing where none does. */
export function SubmitLink({ PageLink, permissions }: SubmitLinkProps) {
  const words = useWords(shellWords);
  const { selection, door, doorHref } = useSelection();
  const submits = permissions.has('SUBMIT');
  const waiting = ownOf(useReminders(submits || permissions.has('REVIEW')).data?.reminders ?? [], submits).length;
  const some = waiting > 0;
  return (
    <PageLink
      href={doorHref('submit', { region: door === 'submit' ? selection.region : NATION })}
      aria-current={door === 'submit' ? 'page' : undefined}
      title={some ? words.waiting(String(waiting)) : undefined}
    >
      {words.submit}
      {some && (
        <span className="waiting">
          <span aria-hidden="true">{waiting}</span>
          <span className="unseen">{words.waiting(String(waiting))}</span>
        </span>
      )}
    </PageLink>
  );
}
