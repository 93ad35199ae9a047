import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { useEffect, useRef, useState } from 'react';
import { explorerWords } from '../../i18n/explorer.ts';
import { useWords } from '../../i18n/words.ts';
import { LANGS, type Lang } from '../../state/choices.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { entriesOf, searchSchema, typesOf, type DocArgument, type DocEntry } from './schemaDocs.ts';
import { useFocused } from '../../ui/useFocused.ts';

const LANGUAGE_NAMES = { zh: '中文', en: 'English' } as const;
const MOST_FOUND = 60;

type Go = (type: string) => void;

function TypeLink({ type, named, go }: { readonly type: string; readonly named: string; readonly go: Go }) {
  return (
    <button
      type="button"
      className="type"
      onClick={() => {
        go(named);
      }}
    >
      {type}
    </button>
  );
}

function Arguments({ list, go }: { readonly list: readonly DocArgument[]; readonly go: Go }) {
  const words = useWords(explorerWords);
  if (list.length === 0) return null;
  return (
    <details>
      <summary>
        {words.docsArguments} {list.length}
      </summary>
      <ul className="arguments">
        {list.map((argument) => (
          <li key={argument.name}>
            <b>{argument.name}</b>: <TypeLink type={argument.type} named={argument.named} go={go} />
            {argument.byDefault !== null && <small> {words.docsDefault(argument.byDefault)}</small>}
            <p>{argument.words}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Entries({ entries, go }: { readonly entries: readonly DocEntry[]; readonly go: Go }) {
  const words = useWords(explorerWords);
  return (
    <ul className="entries">
      {entries.map((entry) => (
        <li key={entry.name}>
          <b>{entry.name}</b>
          {entry.type !== '' && (
            <>
              : <TypeLink type={entry.type} named={entry.named} go={go} />
            </>
          )}
          {entry.deprecated !== null && <small className="badge">{words.docsDeprecated}</small>}
          <p>{entry.words}</p>
          <Arguments list={entry.arguments} go={go} />
        </li>
      ))}
    </ul>
  );
}

function Root({ schema, go }: { readonly schema: GraphQLSchema; readonly go: Go }) {
  const words = useWords(explorerWords);
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => type ?? []);
  return (
    <>
      {roots.map((type) => (
        <section key={type.name} aria-label={type.name}>
          <h3>
            {words.docsRoot} {type.name}
          </h3>
          <Entries entries={entriesOf(type)} go={go} />
        </section>
      ))}
      <section aria-label={words.docsTypes}>
        <h3>{words.docsTypes}</h3>
        <ul className="types">
          {typesOf(schema).map(({ name, description }) => (
            <li key={name}>
              <TypeLink type={name} named={name} go={go} /> <span>{description}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function OneType({ type, go }: { readonly type: GraphQLNamedType; readonly go: Go }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, [type.name]);
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {type.name}
      </h3>
      <p>{type.description}</p>
      <Entries entries={entriesOf(type)} go={go} />
    </>
  );
}

function FoundList({ schema, text, go }: { readonly schema: GraphQLSchema; readonly text: string; readonly go: Go }) {
  const words = useWords(explorerWords);
  const found = searchSchema(schema, text, MOST_FOUND);
  if (found.length === 0) return <p className="muted">{words.docsNone}</p>;
  return (
    <ul className="types">
      {found.map(({ type, entry, words: said }) => (
        <li key={`${type}.${entry}`}>
          <TypeLink type={entry === '' ? type : `${type}.${entry}`} named={type} go={go} /> <span>{said}</span>
        </li>
      ))}
    </ul>
  );
}

interface DocsProps {
  readonly schema: GraphQLSchema;
  readonly spoken: Lang;
  readonly onSpoken: (lang: Lang) => void;
  readonly onClose: () => void;
}

/** The schema in words, in the language that the reader chooses: entry points, types, fields, arguments, and a search through all of it. */
export function Docs({ schema, spoken, onSpoken, onClose }: DocsProps) {
  const words = useWords(explorerWords);
  const [path, setPath] = useState<readonly string[]>([]);
  const heading = useFocused<HTMLHeadingElement>();
  const [typed, setTyped] = useState('');
  const name = path.at(-1);
  const type = name === undefined ? undefined : schema.getType(name);
  const go = (next: string): void => {
    setTyped('');
    setPath([...path, next]);
  };
  return (
    <aside className="docs" aria-label={words.docsTitle}>
      <div className="docs-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.docsTitle}
        </h2>
        <button type="button" className="rail-fold" aria-label={words.docsClose} title={words.docsClose} onClick={onClose}>
          »
        </button>
        <Segmented
          label={words.docsLanguage}
          options={LANGS.map((lang) => ({ value: lang, label: LANGUAGE_NAMES[lang] }))}
          value={spoken}
          onChange={onSpoken}
        />
        <input
          className="field"
          type="search"
          aria-label={words.docsSearch}
          placeholder={words.docsSearch}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      </div>
      <div className="docs-body" lang={spoken === 'zh' ? 'zh-CN' : 'en'}>
        {typed.trim() === '' && path.length > 0 && (
          <button
            type="button"
            className="link"
            onClick={() => {
              setPath(path.slice(0, -1));
            }}
          >
            ‹ {path.at(-2) ?? words.docsBack}
          </button>
        )}
        {typed.trim() !== '' ? (
          <FoundList schema={schema} text={typed} go={go} />
        ) : type ? (
          <OneType type={type} go={go} />
        ) : (
          <Root schema={schema} go={go} />
        )}
      </div>
    </aside>
  );
}
