/**
 * Colour, type and spacing: the one place they are decided, for the page (tokens.css is written from here), the charts and the documents. Pure.
 * One line of reason each: change the value freely, keep the reason true. Names are those of the CSS custom properties.
 */

/** Colours of one look, all as `#rrggbb`. */
const LIGHT = {
  // Surfaces and text.
  paper: '#ffffff', // white ground: prints as it looks, no tint to shift the data colours
  'paper-2': '#f6f7f8', // the only second surface: table heads, controls, wells
  ink: '#1b2127', // 16:1 on paper; softer than black under projector light
  'ink-2': '#4a5560', // 7.6:1: secondary text that must still be read
  muted: '#66717c', // 5:1, the floor for any text: axis, units, captions
  line: '#dfe3e7', // hairlines: separate without boxing
  'line-2': '#aeb6be', // control borders and axis: 2:1 more present than line
  focus: '#1f5fa8', // focus ring and links: blue never means a state here

  // Brand: header only, never data, never an error.
  brand: '#a8201a', // calm official red, 7:1 on white
  'brand-ink': '#ffffff',

  // Rate, low to high: single-hue blue. Lightness alone orders it, so it survives every colour deficiency and grey print.
  'rate-1': '#e3edf6', // below 70
  'rate-2': '#c2d8ea', // 70 to 75
  'rate-3': '#97bcdb', // 75 to 80
  'rate-4': '#6699c4', // 80 to 85
  'rate-5': '#3a74a8', // 85 to 90
  'rate-6': '#1c4f80', // 90 and over

  // Change in 百分点, symmetric at 0: PuOr, purple up and orange down, no red/green.
  'chg-n3': '#b35806',
  'chg-n2': '#f1a340',
  'chg-n1': '#fee0b6',
  'chg-0': '#f3f3f3',
  'chg-p1': '#d8daeb',
  'chg-p2': '#998ec3',
  'chg-p3': '#542788',
  'chg-up': '#542788', // bars of an effect: the ends of the scale
  'chg-down': '#b35806',
  'chg-up-text': '#542788', // 10:1: ends of the same scale, dark enough for digits
  'chg-down-text': '#8a4103', // 7:1

  // Policy states: always shape and word beside the colour.
  'state-met': '#3ba99c', // ● 达标
  'state-near': '#ffd54f', // ■ 接近 (never as text: 1.4:1 on paper)
  'state-missed': '#9e1b1b', // ▼ 未达标
  'state-edge': '#5d4a00', // outline that carries the yellow on white

  // Series: one voice and a background choir.
  'series-1': '#1c4f80', // 组织覆盖率 and the line in focus: same hue as the map
  'series-2': '#5f6b76', // 工作覆盖率: neutral, told apart by dash and label too
  'series-mute': '#98a2ab', // lines that only give context
  target: '#1b2127', // a target is a rule, so it is ink, dashed

  // Non-values are patterns, not colours, so that none can be taken for a low rate: these are their inks.
  'absent-ink': '#7b858f',
  'absent-flat': '#e6e8ea', // 不适用: flat, lighter and greyer than any class

  'chart-grid': '#eceff2', // horizontal only
  'map-edge': '#ffffff', // borders cut shapes apart; they are not data
  'map-outline': '#5f6b76',
};

export type ColourName = keyof typeof LIGHT;
export type Look = Readonly<Record<ColourName, string>>;

/** Dark rooms, and screens only: paper is light whatever the screen shows. The ramp is reversed in lightness, so that «more» is still what stands out from the ground. */
const DARK: Look = {
  ...LIGHT,
  paper: '#12161b',
  'paper-2': '#1b2128',
  ink: '#f1f4f6',
  'ink-2': '#c5cdd4',
  muted: '#a9b3bc', // 8.6:1: keeps the 7:1 of a meeting
  line: '#2c343c',
  'line-2': '#56616c',
  focus: '#8fc1f2',
  brand: '#8c1d18', // darker than by day: the head must not glow
  'rate-1': '#1d2f40',
  'rate-2': '#24486a',
  'rate-3': '#306695',
  'rate-4': '#4d8cc0',
  'rate-5': '#86b8e0',
  'rate-6': '#cfe5f7',
  // Reversed in lightness like the rates: the greater the change, the more it stands out.
  'chg-n3': '#f6b45e',
  'chg-n2': '#8f5a17',
  'chg-n1': '#4f381d',
  'chg-0': '#2a2f35',
  'chg-p1': '#403a5c',
  'chg-p2': '#665b96',
  'chg-p3': '#c3b8e8',
  'chg-up': '#998ec3', // the middle steps: the ends would sink into the ground
  'chg-down': '#f1a340',
  'chg-up-text': '#c3b8e8',
  'chg-down-text': '#f6b45e',
  'state-met': '#58c4b7',
  'state-missed': '#ef6f6a',
  'state-edge': '#ffd54f',
  'series-1': '#8cc4f5',
  'series-2': '#c5cdd4',
  'series-mute': '#66727d',
  target: '#f1f4f6',
  'absent-ink': '#8d98a3',
  'absent-flat': '#30373e',
  'chart-grid': '#252c33',
  'map-edge': '#12161b',
  'map-outline': '#a9b3bc',
};

/** High contrast: every text 7:1 or more, every edge visible, fewer greys. */
const CONTRAST: Look = {
  ...LIGHT,
  ink: '#000000',
  'ink-2': '#1c1c1c',
  muted: '#333333',
  line: '#767676',
  'line-2': '#333333',
  focus: '#0037a6',
  brand: '#7d0f0a',
  'state-met': '#00695e',
  'state-near': '#ffc400',
  'state-missed': '#8a0000',
  'state-edge': '#000000',
  'rate-1': '#d6e6f4', // never white: white with an outline says 分母为零
  'rate-6': '#08305a',
  'map-edge': '#000000',
  'map-outline': '#000000',
  'series-1': '#003a78',
  'series-2': '#333333',
  'series-mute': '#767676',
  'absent-ink': '#333333',
  'chart-grid': '#bdbdbd',
};

export const LOOKS = { light: LIGHT, dark: DARK, contrast: CONTRAST } as const satisfies Record<string, Look>;
export type LookName = keyof typeof LOOKS;

export const isLook = (name: string): name is LookName => Object.hasOwn(LOOKS, name);

/** The same look under a projector, which washes greys out: what only gives context gets the next stronger ink, and all text keeps 7:1. */
export const projected = (look: Look): Look => ({
  ...look,
  muted: look['ink-2'],
  line: look['line-2'],
  'series-2': look['ink-2'],
  'series-mute': look['absent-ink'],
});

/** Fonts the machine already has; nothing is downloaded. */
export const FONTS = {
  sans: "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif",
  serif: "'Songti SC', 'STSong', 'Noto Serif CJK SC', 'Source Han Serif SC', 'SimSun', serif", // titles only
} as const;

/** Sizes in pixels at a desk. */
export const TYPE = {
  't-1': 12, // captions, receipt; nothing smaller exists
  't-2': 13, // table body at a desk
  't-3': 14, // body
  't-4': 17, // panel title
  't-5': 26, // page title, serif
  't-6': 52, // the two rates: read from two metres
} as const;
export type TypeName = keyof typeof TYPE;

/** A wall of 3840 × 2160 at factor 1: the same page read from twice as far. */
export const WALL_WIDTH = 2600;
export const WALL_TYPE: Readonly<Record<TypeName, number>> = { 't-1': 20, 't-2': 22, 't-3': 24, 't-4': 30, 't-5': 46, 't-6': 52 };

/** Hanzi fill their box: they need more air than Latin. */
export const LEADING = 1.6;

/** Multiples of 4; panels are parted by space and a rule, not by boxes. Pixels. */
export const SPACE = { 's-1': 4, 's-2': 8, 's-3': 12, 's-4': 16, 's-5': 24, 's-6': 32, 's-7': 48 } as const;

/** Outer margin of the page in pixels, by what it is read on; below `desk` pixels of width it is a desk or a phone. */
export const GUTTER = { wide: SPACE['s-6'], narrow: SPACE['s-4'], wall: 56, desk: 1500 } as const;

/** Further measures, as CSS takes them. */
export const MEASURES = {
  radius: '3px', // just enough to say «control»
  row: '38px', // table row: 18 regions and a header fit under one map
} as const;

/** Only for what floats: card over page, menu. None in the dark, where it would not be seen. */
export const SHADOW: Readonly<Record<LookName, string>> = {
  light: '0 1px 2px rgb(27 33 39 / 8%)',
  dark: 'none',
  contrast: '0 1px 2px rgb(27 33 39 / 8%)',
};

/** Type of a projected slide in hundredths of its height: read from the last row, whatever the projector. */
export const SLIDE_TYPE = { body: 2.6, axis: 3, value: 3.6, title: 5.5, headline: 12 } as const;
/** A hall is that much deeper than a meeting room. */
export const HALL = 1.6;

/** Documents on paper: fonts by the names that offices have, sizes in points, margins in millimetres, after GB/T 9704 (公文格式). */
export const DOCUMENT = {
  title: { font: '方正小标宋简体', size: 22 }, // 二号; offices without the font fall back to 宋体
  heading: { font: '黑体', size: 16 }, // 三号
  subheading: { font: '楷体', size: 16 },
  body: { font: '仿宋', size: 16 },
  table: { font: '仿宋', size: 10.5 }, // 五号: 18 regions on one page
  caption: { font: '仿宋', size: 9 }, // 小五
  latin: 'Times New Roman',
  line: 28, // points from line to line
  margin: { top: 37, right: 26, bottom: 35, left: 28 },
} as const;
