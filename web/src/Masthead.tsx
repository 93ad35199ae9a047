import { shellWords } from './i18n/shell.ts';
import { useWords } from './i18n/words.ts';
import { PAGES } from './state/pages.ts';
import { LANGS, THEMES, type Theme } from './state/selection.ts';
import { useSelection } from './state/useSelection.ts';
import { ViewLink } from './ui/ViewLink.tsx';

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

/** The red head: the pages that stand, the look, the language. */
export function Masthead() {
  const words = useWords(shellWords);
  const { selection, page, hrefFor, hrefOf } = useSelection();
  return (
    <header className="masthead">
      <ViewLink className="mark" href={hrefOf('overview')}>
        {words.product}
        <small>{words.tagline}</small>
      </ViewLink>
      <nav aria-label={words.mainNavigation}>
        <ul>
          {PAGES.filter((name) => name !== 'present').map((name) => (
            <li key={name}>
              <ViewLink href={hrefOf(name)} aria-current={name === page ? 'page' : undefined}>
                {words[name]}
              </ViewLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="tools">
        <ViewLink href={hrefOf('present')}>{words.present}</ViewLink>
        <ThemeSwitch />
        <fieldset className="languages" aria-label={words.language}>
          {LANGS.map((lang) => (
            <ViewLink
              key={lang}
              href={hrefFor({ lang })}
              lang={LANGUAGE_TAGS[lang]}
              aria-current={lang === selection.lang ? 'true' : undefined}
            >
              {LANGUAGE_NAMES[lang]}
            </ViewLink>
          ))}
        </fieldset>
      </div>
    </header>
  );
}
