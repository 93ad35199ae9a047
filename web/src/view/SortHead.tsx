import type { ReactNode } from 'react';
import { listWords } from '../i18n/list.ts';
import { useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import './list.css';

interface SortHeadProps {
  /** The column in the address, `gap`. */
  readonly column: string;
  readonly name: string;
  /** Order before one is chosen; null: this column has none. */
  readonly rest?: 'ascending' | 'descending' | null;
  readonly note?: ReactNode;
  readonly className?: string;
}

/** A column's head that sorts: downwards first, then upwards, then as the report gave it. */
export function SortHead({ column, name, rest = null, note, className = '' }: SortHeadProps) {
  const words = useWords(listWords);
  const { selection, set } = useSelection();
  const down = selection.order === `-${column}`;
  const up = selection.order === column;
  const sorted = down ? 'descending' : up ? 'ascending' : selection.order === null ? rest : null;
  return (
    <th scope="col" className={`sortable ${className}`} aria-sort={sorted ?? 'none'}>
      <button
        type="button"
        title={words.sortBy(name)}
        onClick={() => {
          set({ order: down ? column : up ? null : `-${column}`, after: null });
        }}
      >
        {name}
        <i aria-hidden="true">{sorted === 'descending' ? '↓' : sorted === 'ascending' ? '↑' : ''}</i>
      </button>
      {note !== undefined && <small>{note}</small>}
    </th>
  );
}
