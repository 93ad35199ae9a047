import { ViewLink } from './ViewLink.tsx';
import type { Crumb } from './PageTitle.tsx';

/** The way from the top to here; the last crumb is the place one is at. */
export function Crumbs({ label, crumbs }: { readonly label: string; readonly crumbs: readonly Crumb[] }) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            {crumb.href === undefined ? (
              <span aria-current="location">{crumb.label}</span>
            ) : (
              <ViewLink href={crumb.href}>{crumb.label}</ViewLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
