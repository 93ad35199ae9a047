import type { ReactNode } from 'react';
import { PageTitle } from '../../ui/PageTitle.tsx';
import '../../ui/form.css';
import './account.css';

interface AccountFrameProps {
  readonly title: string;
  readonly lead: ReactNode;
  /** The line about what may not be entered here. */
  readonly notice: string;
  readonly children: ReactNode;
}

/** A narrow page with one form. */
export function AccountFrame({ title, lead, notice, children }: AccountFrameProps) {
  return (
    <div className="account-page">
      <PageTitle title={title} lead={lead} />
      <div className="page-body">
        {children}
        <p className="secrecy">{notice}</p>
      </div>
    </div>
  );
}
