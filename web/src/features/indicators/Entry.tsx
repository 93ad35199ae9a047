import type { ReactNode } from 'react';
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorNotes } from '../../api/indicatorNotes.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { indicatorsWords } from '../../i18n/indicators.ts';
import { useLabel, useLang, useWords } from '../../i18n/words.ts';
import { plain } from '../../theme/format.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { sumOf, targetedBounds, toBands, toTargets } from './toDictionary.ts';
import { Uses } from './Uses.tsx';

/** Numerator over denominator, as a fraction; a count stands alone. */
function Formula({ indicator }: { readonly indicator: IndicatorDefinition }) {
  const label = useLabel();
  const words = useWords(indicatorsWords);
  if (!indicator.denominatorLabel) return <p className="formula">{label(indicator.numeratorLabel)}</p>;
  return (
    <p className="formula">
      <span className="fraction">
        <span>{label(indicator.numeratorLabel)}</span>
        <span className="unseen"> / </span>
        <span>{label(indicator.denominatorLabel)}</span>
      </span>
      {indicator.shape === 'PERCENT' && <span className="times">{words.times100}</span>}
    </p>
  );
}

function Bands({ indicator, dataset, notes }: EntryProps) {
  const words = useWords(indicatorsWords);
  const lines = toBands(indicator, dataset?.bands ?? [], useLang());
  if (lines.length === 0) return <>{words.noBands}</>;
  const targeted = notes !== undefined && notes.targets.length > 0 ? targetedBounds(indicator, words.target, words.points) : null;
  return (
    <>
      <ul className="band-lines">
        {lines.map((line) => (
          <li key={line.kind}>
            <StateMark kind={line.kind} shape={line.shape} word={line.word} /> {line.bound}
          </li>
        ))}
      </ul>
      {targeted && <p className="small muted">{words.bandsTargeted(targeted.met, targeted.near)}</p>}
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The dated targets that the bands of a region go by. */
function Targets({ notes }: { readonly notes: IndicatorNotes }) {
  const words = useWords(indicatorsWords);
  return (
    <ul className="checklists">
      {toTargets(notes, words, useLang()).map(({ code, name, steps }) => (
        <li key={code}>
          <b>{name}</b> {steps.join(words.stepBetween)}
        </li>
      ))}
      <li className="muted">{words.targetsNote}</li>
    </ul>
  );
}

function Measures({ indicator }: { readonly indicator: IndicatorDefinition }) {
  return (
    <code>
      {sumOf(indicator.numerator, indicator.denominator !== null)}
      {indicator.denominator && ` / ${sumOf(indicator.denominator, true)}`}
    </code>
  );
}

/** The lists that go by one name, each with its six items; the rules of a place name the one that counts there. */
function Checklists({ notes }: { readonly notes: IndicatorNotes }) {
  const words = useWords(indicatorsWords);
  const label = useLabel();
  return (
    <ul className="checklists">
      {notes.checklists.map((list) => (
        <li key={list.id}>
          <b>{label(list.label)}</b> {list.items.map(label).join(words.listBetween)} <span className="muted">{list.citation}</span>
        </li>
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly indicator: IndicatorDefinition;
  readonly dataset: Dataset | undefined;
  /** Undefined while they are not known. */
  readonly notes: IndicatorNotes | undefined;
}

/** One indicator: what it is, how it is formed, and how it is read. Its id is its anchor. */
export function Entry({ indicator, dataset, notes }: EntryProps) {
  const words = useWords(indicatorsWords);
  const label = useLabel();
  const basis = dataset?.bases.find(({ id }) => id === indicator.basis);
  const name = label(indicator.label);
  return (
    <article className="entry" id={indicator.key}>
      <header>
        <h3>
          {name}{' '}
          <a className="anchor" href={`#${indicator.key}`} aria-label={words.anchor(name)}>
            #
          </a>
        </h3>
        <Formula indicator={indicator} />
      </header>
      <div>
        <p className="definition">{label(indicator.definition)}</p>
        <dl className="entry-facts">
          <Fact term={words.bands}>
            <Bands indicator={indicator} dataset={dataset} notes={notes} />
          </Fact>
          <Fact term={words.default}>{basis ? label(basis.label) : words.noBasis}</Fact>
          <Fact term={words.unit}>{words.unitOf(label(indicator.unit), indicator.decimals)}</Fact>
          <Fact term={words.over}>{indicator.flow ? words.flow : words.stock}</Fact>
          <Fact term={words.direction}>{words[indicator.direction]}</Fact>
          <Fact term={words.key}>
            <code>{indicator.key}</code>
          </Fact>
          <Fact term={words.measures}>
            <Measures indicator={indicator} />
          </Fact>
          {typeof notes?.standard === 'number' && (
            <Fact term={words.standard}>{words.standardIs(plain(notes.standard), label(indicator.unit))}</Fact>
          )}
          <Fact term={words.citation}>
            <span lang="zh-CN">{indicator.citation}</span>
          </Fact>
          {notes !== undefined && notes.targets.length > 0 && (
            <Fact term={words.targets}>
              <Targets notes={notes} />
            </Fact>
          )}
          {notes !== undefined && notes.checklists.length > 0 && (
            <Fact term={words.checklists}>
              <Checklists notes={notes} />
            </Fact>
          )}
          <Fact term={words.uses}>
            <Uses indicator={indicator} />
          </Fact>
        </dl>
      </div>
    </article>
  );
}
