import { Fragment, useState } from 'react';
import type { AuditRow } from '../../api/audit.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { momentText } from '../../theme/momentText.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { factLines } from './auditWhere.ts';

const COLUMNS = 6;

function Entry({ entry, open, toggle }: { readonly entry: AuditRow; readonly open: boolean; readonly toggle: () => void }) {
  const words = useWords(settingsWords);
  const lang = useLang();
  return (
    <Fragment>
      <tr className={open ? 'open' : undefined}>
        <th scope="row">
          <button type="button" className="toggle" aria-expanded={open} title={words.facts} onClick={toggle}>
            {momentText(entry.at, lang)}
          </button>
        </th>
        <td>{entry.actor}</td>
        <td>{words.actions[entry.action]}</td>
        <td>
          <Badge kind={entry.outcome === 'DONE' ? 'plain' : 'strong'}>{words.outcomes[entry.outcome]}</Badge>
        </td>
        <td>{entry.object}</td>
        <td>{entry.address}</td>
      </tr>
      {open && (
        <tr className="facts">
          <td colSpan={COLUMNS}>
            <code className="facts-json">{factLines(entry.facts).join('\n')}</code>
            <p className="small muted">
              {words.chains[entry.chain]} {count(entry.position)} · {words.hash} <code className="facts-json">{entry.hash}</code>
            </p>
          </td>
        </tr>
      )}
    </Fragment>
  );
}

const keyOf = ({ chain, position }: AuditRow): string => `${chain} ${position}`;

/** One line an event; a click on its moment opens what was written down of it. */
export function AuditTable({ entries }: { readonly entries: readonly AuditRow[] }) {
  const words = useWords(settingsWords);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Scroller name={words.audit}>
      <table className="list" aria-label={words.audit}>
        <thead>
          <tr>
            {[words.at, words.actor, words.action, words.outcome, words.object, words.address].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Entry
              key={keyOf(entry)}
              entry={entry}
              open={open === keyOf(entry)}
              toggle={() => {
                setOpen(open === keyOf(entry) ? null : keyOf(entry));
              }}
            />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
