/** What charts on paper draw with: the design of the page, in the font that ships with the program. */
import { chartThemeOf, type ChartTheme } from '../../../web/src/charts/theme.ts';
import { FONTS, LOOKS, TYPE, type LookName } from '../../../web/src/theme/design.ts';

/** Measured here and drawn by whoever opens the picture: a font that is surely there comes first. */
export const PACKAGED = 'Noto Sans SC';
export const FONT_STACK = `'${PACKAGED}', ${FONTS.sans}`;

interface Box {
  readonly width: number;
  readonly height: number;
}

/** Letters in such a relation to the picture: a slide is read from further away than a page. */
const LETTERS = 1 / 46;

/** Never smaller than the page's own. */
export const textSize = ({ width, height }: Box): number => Math.max(TYPE['t-1'], Math.round(Math.sqrt(width * height) * LETTERS));

export function paperTheme(look: LookName, box: Box): ChartTheme {
  const size = textSize(box);
  return { ...chartThemeOf(LOOKS[look], size), font: FONT_STACK };
}
