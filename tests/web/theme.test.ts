import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chartThemeOf, luminance } from '../../web/src/charts/theme.ts';
import { isLook, LOOKS, projected, TYPE, WALL_TYPE, type ColourName, type Look } from '../../web/src/theme/design.ts';
import { tokensCss } from '../../web/src/theme/tokensCss.ts';

const looks = Object.entries(LOOKS) as [string, Look][];

function contrast(one: string, other: string): number {
  const [low = Number.NaN, high = Number.NaN] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe('one design for page, chart and document', () => {
  it('is what tokens.css says, to the letter', () => {
    const file = path.join(import.meta.dirname, '../../web/src/theme/tokens.css');
    expect(readFileSync(file, 'utf8')).toBe(tokensCss());
  });

  it('gives every colour of the 3 looks as #rrggbb, which a canvas, a document and a test can read', () => {
    for (const [name, look] of looks)
      for (const [token, colour] of Object.entries(look)) expect(`${name} ${token} ${colour}`).toMatch(/ #[0-9a-f]{6}$/);
  });

  /** `look token` of every pair of a text and its ground below a contrast. */
  const pale = (tokens: readonly ColourName[], ground: ColourName, least: (name: string) => number, shown = (look: Look): Look => look) =>
    looks.flatMap(([name, look]) =>
      tokens.filter((token) => contrast(shown(look)[token], shown(look)[ground]) < least(name)).map((token) => `${name} ${token}`),
    );

  it('sets all text of a page at 4.5 : 1 or more, and in the high-contrast look at 7 : 1', () => {
    const least = (name: string): number => (name === 'contrast' ? 7 : 4.5);
    expect(pale(['ink', 'ink-2', 'muted', 'focus', 'chg-up-text', 'chg-down-text', 'series-1'], 'paper', least)).toEqual([]);
    expect(pale(['ink', 'ink-2', 'muted'], 'paper-2', least)).toEqual([]);
    expect(pale(['brand-ink'], 'brand', least)).toEqual([]);
  });

  it('sets all text of a slide at 7 : 1 or more in each look, and lines of context at 3 : 1', () => {
    expect(
      pale(['ink', 'ink-2', 'muted', 'chg-up-text', 'chg-down-text', 'series-1', 'series-2', 'target'], 'paper', () => 7, projected),
    ).toEqual([]);
    expect(pale(['series-mute', 'state-missed', 'focus'], 'paper', () => 3, projected)).toEqual([]);
  });

  it('orders the ramp by lightness alone: away from the ground in each look', () => {
    for (const [, look] of looks) {
      const ramp = chartThemeOf(look).ramp.map((colour) => contrast(colour, look.paper));
      expect(ramp).toEqual(ramp.toSorted((a, b) => a - b));
      expect(new Set(ramp).size).toBe(6);
    }
  });

  it('knows 3 looks by name and no fourth', () => {
    expect(['light', 'dark', 'contrast', 'sepia', 'toString'].map(isLook)).toEqual([true, true, true, false, false]);
  });

  it('has no letter below 12 px, and none on a wall below 20', () => {
    expect(Math.min(...Object.values(TYPE))).toBe(12);
    expect(Math.min(...Object.values(WALL_TYPE))).toBe(20);
  });
});

describe('the theme of a chart', () => {
  it('needs no document: 8 reasons of absence are colours or drawn tiles', () => {
    const { absence } = chartThemeOf(LOOKS.dark);
    expect(absence.NOT_APPLICABLE).toBe(LOOKS.dark['absent-flat']);
    expect(absence.NOT_RECEIVED).toMatchObject({ svgWidth: 8, svgHeight: 8, svgElement: { tag: 'g' } });
    expect(Object.keys(absence)).toHaveLength(8);
  });

  it('draws the tiles of a slide of 32 px letters more than twice as large', () => {
    const { absence } = chartThemeOf(projected(LOOKS.light), 32);
    expect(absence.REJECTED).toMatchObject({ scaleX: 32 / 14, scaleY: 32 / 14 });
  });
});
