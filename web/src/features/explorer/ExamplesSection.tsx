import { useState } from 'react';
import { explorerWords } from '../../i18n/explorer.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { EXAMPLES } from './exampleList.ts';
import { EXAMPLE_GROUPS, exampleText, type Example } from './examples.ts';
import type { Tabs } from './useTabs.ts';

const holds = ({ title, note, text }: Example, sought: string): boolean =>
  [title.zh, title.en, note.zh, note.en, text].some((one) => one.toLowerCase().includes(sought));

/** Every example by what it is about; a click opens it in a tab. */
export function ExamplesSection({ tabs }: { readonly tabs: Tabs }) {
  const words = useWords(explorerWords);
  const lang = useLang();
  const [typed, setTyped] = useState('');
  const found = EXAMPLES.filter((example) => holds(example, typed.trim().toLowerCase()));
  return (
    <div className="examples">
      <input
        className="field"
        type="search"
        aria-label={words.findExample}
        placeholder={words.findExample}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      {found.length === 0 && <p className="muted">{words.noExample}</p>}
      {EXAMPLE_GROUPS.filter((group) => found.some((example) => example.group === group)).map((group) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{words.groups[group]}</h2>
          <ul>
            {found
              .filter((example) => example.group === group)
              .map((example) => (
                <li key={example.id}>
                  <button
                    type="button"
                    onClick={() => {
                      const { variables, title } = example;
                      tabs.open({
                        query: exampleText(example, lang),
                        variables,
                        name: title[lang],
                        saved: null,
                        runs: false,
                        focuses: true,
                      });
                    }}
                  >
                    <b>{example.title[lang]}</b>
                    <span>{example.note[lang]}</span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
