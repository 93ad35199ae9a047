/** How large a picture is asked for, so that its letters come out at the size the paper wants. */
import { TYPE } from '../../web/src/theme/design.ts';
import type { Place } from './officeLayout.ts';
import type { PictureBox } from './picture.ts';
import type { SheetChart } from './sheet.ts';

/** A chart sets its smallest letters in `t-1` pixels; `scale` makes them `size` points. */
export function pictureScale({ w, h }: Pick<Place, 'w' | 'h'>, size: number): { readonly box: PictureBox; readonly scale: number } {
  const scale = size / TYPE['t-1'];
  return { box: { width: Math.round(w / scale), height: Math.round(h / scale) }, scale };
}

/** A bar and its air: a name of 9 points stands in it, and 18 of them leave room for a map on the same page. */
const BAR = 14;

/** Height of a chart on a page as wide as its text, in points: bars need a row each, a map its shape. */
export function figureHeight({ native, id }: SheetChart): number {
  if (native === null) return id === 'map' ? 232 : 240;
  return native.type !== 'line' && native.categories.length > 6 ? 60 + native.categories.length * BAR : 230;
}
