/** What tokens.css says, from design.ts: `node web/theme.mjs` writes it, a test compares. Nothing at run time imports this. */
import { FONTS, GUTTER, LEADING, LOOKS, MEASURES, SHADOW, SPACE, TYPE, WALL_TYPE, WALL_WIDTH, type LookName } from './design.ts';

type Tokens = Readonly<Record<string, string>>;

/** Swatches of the reasons for which there is no value; charts/patterns.ts draws the same on a canvas. */
const ABSENCE: Tokens = {
  'absent-not-received': 'repeating-linear-gradient(45deg, var(--absent-ink) 0 1.3px, var(--paper) 1.3px 6px)',
  'absent-rejected': 'radial-gradient(circle at 3px 3px, var(--absent-ink) 1.2px, transparent 1.5px) 0 0 / 6px 6px var(--paper)',
  'absent-not-applicable': 'linear-gradient(var(--absent-flat), var(--absent-flat))',
  'absent-zero-denominator': 'linear-gradient(var(--paper), var(--paper))',
  'absent-no-permission': `
    repeating-linear-gradient(45deg, var(--absent-ink) 0 1px, transparent 1px 6px),
    repeating-linear-gradient(-45deg, var(--absent-ink) 0 1px, var(--paper) 1px 6px)`,
};

const pixels = (sizes: Readonly<Record<string, number>>): Tokens =>
  Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, `${size}px`]));

const lookOf = (name: LookName): Tokens => ({ ...LOOKS[name], shadow: SHADOW[name] });

/** What of `tokens` differs from `before`. */
const changed = (tokens: Tokens, before: Tokens): Tokens =>
  Object.fromEntries(Object.entries(tokens).filter(([name, value]) => before[name] !== value));

function rule(selector: string, tokens: Tokens, indent: string, first: readonly string[] = []): string {
  const lines = Object.entries(tokens).map(([name, value]) => `--${name}:${value.startsWith('\n') ? '' : ' '}${value};`);
  return `${indent}${selector} {\n${[...first, ...lines].map((line) => `${indent}  ${line}\n`).join('')}${indent}}\n`;
}

const media = (query: string, body: string): string => `@media ${query} {\n${body}}\n`;

/** The whole file. Print keeps the light look: the dark one holds on screens only. */
export function tokensCss(): string {
  const light = lookOf('light');
  const root: Tokens = {
    ...light,
    ...ABSENCE,
    ...FONTS,
    ...pixels(TYPE),
    leading: String(LEADING),
    ...pixels(SPACE),
    gutter: `${GUTTER.wide}px`,
    ...MEASURES,
  };
  const wall: Tokens = { ...changed(pixels(WALL_TYPE), pixels(TYPE)), gutter: `${GUTTER.wall}px` };
  return [
    '/* Written by web/theme.mjs from design.ts, where each value has its reason: change it there. */\n',
    rule(':root', root, '', ['color-scheme: light;']),
    '\n',
    media('screen', rule("[data-theme='dark']", changed(lookOf('dark'), light), '  ', ['color-scheme: dark;'])),
    '\n',
    rule("[data-theme='contrast']", changed(lookOf('contrast'), light), ''),
    '\n',
    media(`(max-width: ${GUTTER.desk}px)`, rule(':root', { gutter: `${GUTTER.narrow}px` }, '  ')),
    '\n',
    media(`(min-width: ${WALL_WIDTH}px)`, rule(':root', wall, '  ')),
  ].join('');
}
