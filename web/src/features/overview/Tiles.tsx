import type { Pointing } from '../../view/row.ts';
import type { Row } from '../../view/row.ts';
import { fillClass } from '../../view/swatch.ts';

interface TilesProps extends Pointing {
  readonly rows: readonly Row[];
  readonly classes: number;
  readonly label: string;
}

/** One tile a region, where there are no shapes: the same fills, the same words, the same click. */
export function Tiles({ rows, classes, label, pointed, point, open }: TilesProps) {
  return (
    <ul className="tiles" aria-label={label}>
      {rows.map((row) => (
        <li key={row.code}>
          <button
            type="button"
            className={`tile ${fillClass(row.fill, classes)}`}
            data-pointed={row.code === pointed}
            onClick={() => {
              open(row.code);
            }}
            onMouseEnter={() => {
              point(row.code);
            }}
            onMouseLeave={() => {
              point(null);
            }}
            onFocus={() => {
              point(row.code);
            }}
          >
            <span>{row.name}</span> <b>{row.text ?? row.absence}</b>
            {row.sign !== null && <i aria-hidden="true">{row.sign}</i>}
          </button>
        </li>
      ))}
    </ul>
  );
}
