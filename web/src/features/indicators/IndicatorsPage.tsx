import { useEffect } from 'react';
import { useDataset } from '../../api/dataset.ts';
import { indicatorsDocument } from '../../api/first.ts';
import { useIndicatorNotes } from '../../api/indicatorNotes.ts';
import { useIndicators, type IndicatorDefinition } from '../../api/indicators.ts';
import { indicatorsWords } from '../../i18n/indicators.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useNotices } from '../../state/notices.ts';
import { usePlaceEntries } from '../../view/placeInTime.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Provenance } from '../../ui/Provenance.tsx';
import { Skeleton, SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ExportMenu } from '../../view/ExportMenu.tsx';
import { Entry } from './Entry.tsx';
import { Rules } from './Rules.tsx';
import { findIndicators, groupIndicators, type DictionaryGroup } from './toDictionary.ts';
import './indicators.css';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

function Search({ found, all }: { readonly found: number | undefined; readonly all: number | undefined }) {
  const words = useWords(indicatorsWords);
  const { selection, set } = useSelection();
  return (
    <label className="control">
      <span className="name">
        {found === undefined || all === undefined || selection.search === '' ? words.search : words.found(count(found), count(all))}
      </span>
      <input
        className="field"
        type="search"
        value={selection.search}
        placeholder={words.searchHint}
        onChange={(event) => {
          set({ search: event.target.value.slice(0, 100) }, { replace: true });
        }}
      />
    </label>
  );
}

function Contents({ groups }: { readonly groups: readonly DictionaryGroup[] }) {
  const words = useWords(indicatorsWords);
  const { selection } = useSelection();
  return (
    <nav className="contents" aria-label={words.contents}>
      {selection.search === '' && (
        <>
          <a href="#bases">{words.bases}</a>
          <a href="#missing">{words.missing}</a>
        </>
      )}
      {groups.map((group) => (
        <div key={group.id}>
          <a href={`#${group.id}`}>{group.label}</a>
          <GroupLinks group={group} />
        </div>
      ))}
    </nav>
  );
}

function GroupLinks({ group }: { readonly group: DictionaryGroup }) {
  const lang = useLang();
  return (
    <ul>
      {group.indicators.map((indicator) => (
        <li key={indicator.id}>
          <a href={`#${indicator.key}`}>{indicator.label[lang]}</a>
        </li>
      ))}
    </ul>
  );
}

function Dictionary({ found }: { readonly found: readonly IndicatorDefinition[] }) {
  const words = useWords(indicatorsWords);
  const { selection, set } = useSelection();
  const dataset = useDataset();
  const notes = useIndicatorNotes();
  const groups = groupIndicators(found, useLang());
  useEffect(() => {
    // The anchor of the address could not be found before the entries were there: ask the browser to go to it again.
    if (location.hash !== '') location.replace(location.hash);
  }, []);
  return (
    <div className="dictionary">
      <Contents groups={groups} />
      <div className="entries">
        {selection.search === '' && (
          <Loaded query={dataset} skeleton={<Skeleton height="260px" />}>
            {(answer) => <Rules dataset={answer.dataset} />}
          </Loaded>
        )}
        {groups.length === 0 && (
          <EmptyState>
            {words.nothing}{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                set({ search: '' }, { replace: true });
              }}
            >
              {words.clear}
            </button>
          </EmptyState>
        )}
        {groups.map((group, index) => (
          <Panel
            key={group.id}
            id={group.id}
            title={group.label}
            note={count(group.indicators.length)}
            actions={index === 0 ? <GraphqlActions document={indicatorsDocument} variables={{}} /> : undefined}
          >
            {group.indicators.map((indicator) => (
              <Entry
                key={indicator.id}
                indicator={indicator}
                dataset={dataset.data?.dataset}
                notes={notes.data?.indicators.find(({ id }) => id === indicator.id)}
              />
            ))}
          </Panel>
        ))}
      </div>
    </div>
  );
}

/** 指标口径: the dictionary of all indicators, from the registry that also forms the numbers. */
export default function IndicatorsPage() {
  const words = useWords(indicatorsWords);
  const shell = useWords(shellWords);
  const { selection, problems } = useSelection();
  const notices = useNotices(problems);
  const query = useIndicators();
  const dataset = useDataset();
  const place = usePlaceEntries(dataset.data?.dataset.version);
  const all = query.data?.indicators;
  const found = all && findIndicators(all, selection.search);
  const waiting = query.error === null ? <Skeleton width="28em" height="1.6em" /> : undefined;
  const lead = all ? words.lead(count(all.length)) : waiting;
  return (
    <div className="indicators">
      <PageTitle title={words.title} lead={lead} notices={notices}>
        <Search found={found?.length} all={all?.length} />
        {dataset.data && <ExportMenu dataset={dataset.data.dataset} />}
      </PageTitle>
      <div className="indicators-body">
        <Loaded query={query} skeleton={<SkeletonRows rows={10} height="64px" />}>
          {(answer) => <Dictionary found={found ?? answer.indicators} />}
        </Loaded>
      </div>
      <Provenance entries={[{ term: shell.source, detail: words.registry }, ...place]} />
    </div>
  );
}
