import type { ComponentPropsWithRef } from 'react';
import { AccountMenu } from './AccountMenu.tsx';
import type { Access } from './api/access.ts';
import { accountWords } from './i18n/account.ts';
import { shellWords } from './i18n/shell.ts';
import { useWords } from './i18n/words.ts';
import { PAGES } from './state/pages.ts';
import { LANGS, THEMES, type Theme } from './state/selection.ts';
import { useSelection } from './state/useSelection.ts';
import { ViewLink } from './ui/ViewLink.tsx';
import { SubmitLink } from './SubmitLink.tsx';
import { permissionsOf, reads, tabsOf } from './view/may.ts';

const LANGUAGE_NAMES = { zh: '中文', en: 'English' } as const;
const LANGUAGE_TAGS = { zh: 'zh-CN', en: 'en' } as const;

function ThemeSwitch() {
  const words = useWords(shellWords);
  const { selection, set } = useSelection();
  return (
    <span className="pick">
      <select
        aria-label={words.theme}
        value={selection.theme}
        onChange={(event) => {
          set({ theme: event.target.value as Theme }, { replace: true });
        }}
      >
        {THEMES.map((theme) => (
          <option key={theme} value={theme}>
            {words[theme]}
          </option>
        ))}
      </select>
    </span>
  );
}

/** A link that loads its document: the explorer is one of its own, and the pages are another. */
const DocumentLink = ({ children, ...rest }: ComponentPropsWithRef<'a'>) => <a {...rest}>{children}</a>;

interface MastheadProps {
  /** What the reader may do: nothing is offered that they may not. Null while it is not known. */
  readonly access: Access | null;
  /** Over the explorer, from where every link loads a document. */
  readonly inExplorer?: boolean;
}

/** The red head: the pages that stand open, the look, the language, the account. */
export function Masthead({ access, inExplorer = false }: MastheadProps) {
  const words = useWords(shellWords);
  const account = useWords(accountWords);
  const { selection, page, door, hrefFor, hrefOf, explorerHref, doorHref } = useSelection();
  const read = access !== null && reads(access);
  const permissions = access === null ? null : permissionsOf(access);
  const PageLink = inExplorer ? DocumentLink : ViewLink;
  return (
    <header className="masthead">
      <PageLink className="mark" href={hrefOf('overview')}>
        {words.product}
        <small>{words.tagline}</small>
      </PageLink>
      <nav aria-label={words.mainNavigation}>
        <ul>
          {PAGES.filter((name) => read && name !== 'present').map((name) => (
            <li key={name}>
              <PageLink href={hrefOf(name)} aria-current={name === page ? 'page' : undefined}>
                {words[name]}
              </PageLink>
            </li>
          ))}
          {access !== null && permissions !== null && (read || permissions.has('UNLOCK')) && (
            <li>
              <SubmitLink PageLink={PageLink} permissions={permissions} />
            </li>
          )}
        </ul>
      </nav>
      <div className="tools">
        {permissions !== null && tabsOf(permissions).length > 0 && (
          <PageLink href={doorHref('admin')} aria-current={door === 'admin' ? 'page' : undefined}>
            {account.admin}
          </PageLink>
        )}
        {read && <PageLink href={hrefOf('present')}>{words.present}</PageLink>}
        {permissions?.has('ASK') === true && (
          <a href={explorerHref()} aria-current={inExplorer ? 'page' : undefined}>
            {words.explorer}
          </a>
        )}
        <ThemeSwitch />
        <fieldset className="languages" aria-label={words.language}>
          {LANGS.map((lang) => (
            <PageLink
              key={lang}
              href={hrefFor({ lang })}
              lang={LANGUAGE_TAGS[lang]}
              aria-current={lang === selection.lang ? 'true' : undefined}
            >
              {LANGUAGE_NAMES[lang]}
            </PageLink>
          ))}
        </fieldset>
        {access !== null && <AccountMenu access={access} />}
      </div>
    </header>
  );
}
