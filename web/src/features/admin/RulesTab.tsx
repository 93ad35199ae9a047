import { useState } from 'react';
import { useRuleDocuments, type RuleDocument } from '../../api/settings.ts';
import { adminWords } from '../../i18n/admin.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { regionName, useLabel, useLang, useWords } from '../../i18n/words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { RuleEditor } from './RuleEditor.tsx';

function InForce({ assignments }: Pick<RuleDocument, 'assignments'>) {
  const words = useWords(settingsWords);
  const lang = useLang();
  if (assignments.length === 0) return <span className="muted">{words.notInForce}</span>;
  return (
    <ul>
      {assignments.map(({ region, from, to }) => {
        const since = words.since(region ? regionName(region, lang) : '—', from);
        return <li key={`${region?.code ?? ''} ${from}`}>{to ? words.until(since, to) : since}</li>;
      })}
    </ul>
  );
}

interface RuleTableProps {
  readonly documents: readonly RuleDocument[];
  readonly open: string | null;
  readonly onToggle: (id: string) => void;
}

function RuleTable({ documents, open, onToggle }: RuleTableProps) {
  const words = useWords(settingsWords);
  const admin = useWords(adminWords);
  const label = useLabel();
  return (
    <Scroller name={admin.tabs.rules}>
      <table className="list" aria-label={admin.tabs.rules}>
        <thead>
          <tr>
            <th scope="col">{words.ruleSet}</th>
            <th scope="col">{words.inForce}</th>
          </tr>
        </thead>
        {documents.map((one) => (
          <tbody key={one.id}>
            <tr className={open === one.id ? 'open' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  className="toggle"
                  aria-expanded={open === one.id}
                  title={words.edit}
                  onClick={() => {
                    onToggle(one.id);
                  }}
                >
                  {label(one.label)}
                </button>
                <small>{one.id}</small>
              </th>
              <td>
                <InForce assignments={one.assignments} />
              </td>
            </tr>
            {open === one.id && (
              <tr className="facts">
                <td colSpan={2}>
                  <RuleEditor document={one.document} />
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </Scroller>
  );
}

const NEW = 'new';

/** 规则集: what each says, where it is in force, and a changed one once it was checked. */
export function RulesTab() {
  const words = useWords(settingsWords);
  const admin = useWords(adminWords);
  const query = useRuleDocuments();
  const [open, setOpen] = useState<string | null>(null);
  const toggle = (id: string): void => {
    setOpen(open === id ? null : id);
  };
  return (
    <Panel title={admin.tabs.rules}>
      <div className="conditions-bar">
        <span className="spring" />
        <button
          type="button"
          className="button strong"
          aria-expanded={open === NEW}
          onClick={() => {
            toggle(NEW);
          }}
        >
          {words.newRule}
        </button>
      </div>
      {open === NEW && <RuleEditor document="" />}
      <Loaded query={query} skeleton={<SkeletonRows rows={5} height="34px" />}>
        {({ ruleDocuments }) =>
          ruleDocuments.length === 0 ? (
            <EmptyState>{words.noRules}</EmptyState>
          ) : (
            <RuleTable documents={ruleDocuments} open={open} onToggle={toggle} />
          )
        }
      </Loaded>
    </Panel>
  );
}
