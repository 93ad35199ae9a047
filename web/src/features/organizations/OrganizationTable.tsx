import { Fragment } from 'react';
import { organizationsWords } from '../../i18n/organizations.ts';
import { useWords } from '../../i18n/words.ts';
import { Scroller } from '../../view/Scroller.tsx';
import type { OrganizationLine } from './toOrganizations.ts';

const COLUMNS = 10;

const Said = ({ text, words, className = '' }: { readonly text: string | null; readonly words: string; readonly className?: string }) => (
  <td className={`${className} ${text === null ? 'unsaid' : ''}`}>{text ?? words}</td>
);

function Flags({ line }: { readonly line: OrganizationLine }) {
  const words = useWords(organizationsWords);
  return (
    <tr className="why-listed">
      <td colSpan={COLUMNS}>
        <ul>
          {line.flags.map(({ id, label, reason, on }) => (
            <li key={id}>
              <b>{label}</b> {reason} <small className="muted">{words.since(on)}</small>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function Line({ line }: { readonly line: OrganizationLine }) {
  const words = useWords(organizationsWords);
  return (
    <Fragment>
      <tr className={line.flags.length > 0 ? 'open' : undefined}>
        <th scope="row" lang="zh-CN">
          {line.name}
          <small>
            {line.code} {line.facts.map(({ term, detail }) => `${term} ${detail}`).join(' ')}
          </small>
        </th>
        <td>{line.place}</td>
        <td>{line.form}</td>
        <td>{line.setup}</td>
        <Said text={line.secretary} words={words.unsaid} />
        <td className={line.termEnds === null ? 'unsaid' : undefined}>
          {line.termEnds ?? words.unsaid}
          {line.past && <small> {words.pastTerm}</small>}
        </td>
        <td className="n">
          {line.covered} / {line.members}
        </td>
        <Said text={line.meetings} words={words.noMeetings} className="n" />
        <Said text={line.themeDays} words={words.unsaid} className="n" />
        <Said text={line.items} words={words.unsaid} className="n" />
      </tr>
      {line.flags.length > 0 && <Flags line={line} />}
    </Fragment>
  );
}

const Head = ({ name, note, number = false }: { readonly name: string; readonly note?: string; readonly number?: boolean }) => (
  <th scope="col" className={number ? 'n' : undefined}>
    {name}
    {note !== undefined && <small>{note}</small>}
  </th>
);

/** One line an organization, and below it why it is to be checked, with the day of the ledger that says so. */
export function OrganizationTable({ lines }: { readonly lines: readonly OrganizationLine[] }) {
  const words = useWords(organizationsWords);
  return (
    <Scroller name={words.list}>
      <table className="list organizations-list" aria-label={words.list}>
        <thead>
          <tr>
            <Head name={words.name} />
            <Head name={words.region} />
            <Head name={words.form} />
            <Head name={words.setup} />
            <Head name={words.secretary} />
            <Head name={words.termEnds} />
            <Head name={words.covered} note={words.coveredNote} number />
            <Head name={words.meetings} note={words.meetingsNote} number />
            <Head name={words.themeDays} note={words.themeNote} number />
            <Head name={words.items} note={words.itemsNote} number />
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.code} line={line} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
