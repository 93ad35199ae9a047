import type { ReactNode } from 'react';
import type { SituationAnswer } from '../../api/organizations.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { BarCell } from '../../view/BarCell.tsx';
import { toGroups, type GroupLine } from './toSituation.ts';

function Groups({ title, lines }: { readonly title: string; readonly lines: readonly GroupLine[] }) {
  const words = useWords(organizationsWords);
  return (
    <table className="groups" aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{words.number}</th>
          <th scope="col" className="n">
            {words.share}
          </th>
          <th scope="col" className="n">
            {words.shellShare}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row" className={line.key === 'unsaid' ? 'unsaid' : undefined}>
              {line.label}
            </th>
            <BarCell text={line.number} length={line.length} />
            <td className="n">{line.share}</td>
            <td className="n">{line.flagged}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the organizations are: by form, by how they were founded, by where their secretary comes from. */
export function Composition({
  answer,
  title,
  party,
  copy,
}: {
  readonly answer: SituationAnswer;
  readonly title: string;
  readonly party: boolean;
  readonly copy: ReactNode;
}) {
  const words = useWords(organizationsWords);
  const lang = useLang();
  return (
    <Panel className="composition" title={title} actions={copy}>
      <Groups title={words.forms} lines={toGroups(answer.forms, words, lang)} />
      <Groups title={words.setups} lines={toGroups(answer.setups, words, lang)} />
      <Groups title={party ? words.secretaries : words.leaders} lines={toGroups(answer.secretaries, words, lang)} />
    </Panel>
  );
}
