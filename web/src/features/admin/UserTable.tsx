import { Fragment, type ComponentType, type ReactNode } from 'react';
import type { UserRow } from '../../api/admin.ts';
import { listWords } from '../../i18n/list.ts';
import { adminWords } from '../../i18n/admin.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Scroller } from '../../view/Scroller.tsx';

interface UserTableProps {
  readonly name: string;
  readonly users: readonly UserRow[];
  readonly heads: readonly string[];
  /** One text or mark a head. */
  readonly cells: (user: UserRow) => readonly ReactNode[];
  /** What stands under a user whose name was opened. */
  readonly Opened: ComponentType<{ readonly user: UserRow }>;
}

/** One line a user; a click on the name opens what can be done, and the address keeps which is open. */
export function UserTable({ name, users, heads, cells, Opened }: UserTableProps) {
  const words = useWords(adminWords);
  const list = useWords(listWords);
  const { selection, set } = useSelection();
  return (
    <Scroller name={name}>
      <table className="list" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{words.user}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {users.map((user) => {
            const open = selection.user === user.id;
            return (
              <Fragment key={user.id}>
                <tr className={open ? 'open' : undefined}>
                  <th scope="row">
                    <button
                      type="button"
                      className="toggle"
                      aria-expanded={open}
                      title={list.facts(user.name)}
                      onClick={() => {
                        set({ user: open ? null : user.id }, { replace: true });
                      }}
                    >
                      {user.displayName}
                    </button>
                    <small>{user.name}</small>
                  </th>
                  {cells(user).map((cell, index) => (
                    <td key={heads[index]}>{cell}</td>
                  ))}
                </tr>
                {open && (
                  <tr className="facts">
                    <td colSpan={heads.length + 1}>
                      <Opened user={user} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </Scroller>
  );
}
