import { useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { isArrow, neighbour } from '../../charts/neighbours.ts';
import type { Palette } from '../../charts/shading.ts';
import { GRID_COLUMNS, TILE_GRID, type TilePlace } from '../../charts/tileGrid.ts';
import { useLang } from '../../i18n/words.ts';
import { useIsPointed, usePointed } from '../../view/pointer.ts';
import type { Pointing, Row } from '../../view/row.ts';
import { fillClass } from '../../view/swatch.ts';

interface TilesProps extends Pointing {
  readonly rows: readonly Row[];
  readonly classes: number;
  readonly palette?: Palette;
  readonly label: string;
  /** Provinces where they lie; else one after the other. */
  readonly grid?: boolean;
}

/** One tile a region, where there are no shapes or none are wanted: the same fills, the same words, the same click. One stop for Tab, arrows move. */
export function Tiles({ rows, classes, palette = 'rate', label, grid = false, pointer, open }: TilesProps) {
  const pointed = usePointed(pointer);
  const list = useRef<HTMLUListElement>(null);
  const stop = rows.some(({ code }) => code === pointed) ? pointed : (rows[0]?.code ?? null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isArrow(event.key)) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const places = buttons.map((button) => {
      const { left, top } = button.getBoundingClientRect();
      return { code: button.dataset['code'] ?? '', lon: left, lat: -top };
    });
    const next = neighbour(places, stop, event.key);
    buttons.find(({ dataset }) => dataset['code'] === next)?.focus();
  };
  return (
    <ul
      ref={list}
      className={grid ? 'tiles grid' : 'tiles'}
      aria-label={label}
      style={grid ? ({ '--columns': GRID_COLUMNS } as CSSProperties) : undefined}
    >
      {rows.map((row) => (
        <Tile
          key={row.code}
          row={row}
          fill={fillClass(row.fill, classes, palette)}
          place={grid ? (TILE_GRID.get(row.code) ?? null) : null}
          stop={row.code === stop}
          pointer={pointer}
          open={open}
          onKeyDown={onKeyDown}
        />
      ))}
    </ul>
  );
}

interface TileProps extends Pointing {
  readonly row: Row;
  readonly fill: string;
  readonly place: TilePlace | null;
  readonly stop: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Tile({ row, fill, place, stop, onKeyDown, pointer, open }: TileProps) {
  const lang = useLang();
  const shown = row.absence ?? row.text;
  const brief = place !== null && lang === 'en';
  return (
    <li style={place ? { gridColumn: place.column + 1, gridRow: place.row + 1 } : undefined}>
      <button
        type="button"
        className={row.marked ? `tile marked ${fill}` : `tile ${fill}`}
        data-code={row.code}
        data-pointed={useIsPointed(pointer, row.code)}
        title={row.fullName}
        tabIndex={stop ? 0 : -1}
        onKeyDown={onKeyDown}
        onClick={() => {
          open(row.code);
        }}
        onMouseEnter={() => {
          pointer.point(row.code);
        }}
        onMouseLeave={() => {
          pointer.point(null);
        }}
        onFocus={() => {
          pointer.point(row.code);
        }}
      >
        {/* A short form stands for the name only where the eye needs it. */}
        {brief && <span className="unseen">{row.fullName}</span>}
        <span>{brief ? place.short : row.name}</span> <b>{shown}</b>
        {row.sign !== null && <i aria-hidden="true">{row.sign}</i>}
      </button>
    </li>
  );
}
