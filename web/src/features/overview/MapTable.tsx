import { useState } from 'react';
import { mapWords } from '../../i18n/map.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { useWords } from '../../i18n/words.ts';
import { Scroller } from '../../view/Scroller.tsx';
import type { MapFace } from './MapPanel.tsx';

/** The map's twin: every region with what the map shows of it, whatever the ranking beside it has folded away. Filled when it is opened. */
export function MapTable({ faces, title }: { readonly faces: readonly MapFace[]; readonly title: string }) {
  const words = useWords(mapWords);
  const [open, setOpen] = useState(false);
  return (
    <details
      className="twin"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{words.table}</summary>
      {open && <Table faces={faces} title={title} />}
    </details>
  );
}

function Table({ faces, title }: { readonly faces: readonly MapFace[]; readonly title: string }) {
  const words = useWords(mapWords);
  const overview = useWords(overviewWords);
  const [first] = faces;
  if (!first) return null;
  const byCode = faces.map(({ rows }) => new Map(rows.map((row) => [row.code, row])));
  return (
    <Scroller name={title}>
      <table>
        <thead>
          <tr>
            <th>{overview.region}</th>
            {faces.map(({ caption }) => (
              <th key={caption ?? ''} className="n">
                {caption ?? words.value}
              </th>
            ))}
            <th className="n">{words.classLabel}</th>
            <th>{overview.state}</th>
          </tr>
        </thead>
        <tbody>
          {first.rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">{row.fullName}</th>
              {faces.map(({ caption }, face) => {
                const cell = byCode[face]?.get(row.code);
                return (
                  <td key={caption ?? ''} className="n">
                    {cell?.absence ?? cell?.text}
                  </td>
                );
              })}
              <td className="n">{typeof row.fill === 'number' ? first.legend.classes[row.fill]?.range : ''}</td>
              <td>{row.mark?.word}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
