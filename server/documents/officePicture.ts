/** How large a picture is asked for, so that its letters come out at the size the paper wants. */
import { TYPE } from '../../web/src/theme/design.ts';
import type { Place } from './officeLayout.ts';
import type { PictureBox } from './picture.ts';

/** A chart sets its smallest letters in `t-1` pixels; `scale` makes them `size` points. */
export function pictureScale({ w, h }: Pick<Place, 'w' | 'h'>, size: number): { readonly box: PictureBox; readonly scale: number } {
  const scale = size / TYPE['t-1'];
  return { box: { width: Math.round(w / scale), height: Math.round(h / scale) }, scale };
}
