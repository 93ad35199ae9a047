import { ViewLink } from './ViewLink.tsx';
import './tabs.css';

export interface Tab {
  readonly name: string;
  readonly label: string;
  readonly href: string;
  /** How many things wait in it; none where there is nothing to say. */
  readonly count?: number | undefined;
}

/** Parts of a page, one at a time, each under an address of its own. */
export function Tabs({ label, tabs, current }: { readonly label: string; readonly tabs: readonly Tab[]; readonly current: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.name}>
            <ViewLink href={tab.href} aria-current={tab.name === current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && tab.count > 0 && <b className="tab-count">{tab.count}</b>}
            </ViewLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
