/** The answer of a slide becomes what is printed on it: the words of the brief, a picture, and where the numbers come from. Pure. */
import type { SlideAnswer } from '../../api/present.ts';
import { pickLabel } from '../../i18n/words.ts';
import type { Frame } from '../../state/selection.ts';
import { plain } from '../../theme/format.ts';
import { classesOf, toMark } from '../../view/toRows.ts';
import { planOf, type Plan } from './plan.ts';
import type { SlideAsk } from './slideAsk.ts';
import type { Picture, SlideContent, SlideWarning } from './slideTypes.ts';
import { toFalls } from './toFalls.ts';
import { footerOf, type MapWords } from './toFooter.ts';
import { rowsOf, toGaps, toLines, toRanked, toTiers, type Telling } from './toPictures.ts';

export interface SlideLook {
  readonly frame: Frame;
  /** How much larger the type is than in a meeting room. */
  readonly factor: number;
  /** Printed in the foot, null before it is known. */
  readonly version: string;
  /** What the map pack says of itself; null while it is not known. */
  readonly map: MapWords | null;
}

export function toSlide(answer: SlideAnswer, slide: SlideAsk, look: SlideLook, telling: Telling): SlideContent {
  const { brief } = answer;
  const { lang, words, dataset } = telling;
  const said = (label: { readonly zh: string; readonly en: string }): string => pickLabel(label, lang);
  const rows = rowsOf(answer, telling);
  const headline =
    brief.headline === null
      ? null
      : {
          name: said(brief.headline.name),
          text: brief.headline.text,
          unit: said(brief.headline.unit),
          mark: toMark(brief.headline.band, dataset, lang),
        };
  const facts = brief.facts.map(({ term, strong, unit }) => ({ term: said(term), strong, unit: said(unit) }));
  const title = said(brief.title);
  const sentences = brief.statements.map(({ text }) => said(text));
  const notice = slide.conditioned ? words.unfiltered : null;
  const plan = planOf(
    {
      kind: slide.kind,
      title,
      subtitle: said(brief.subtitle),
      notice,
      headline: headline?.name ?? null,
      marked: headline !== null && headline.mark !== null,
      facts: facts.length,
      sentences,
    },
    look.frame,
    look.factor,
  );
  const sample = brief.demo ? words.sample : null;
  const { version, map } = look;
  const footer = footerOf({ brief, kind: slide.kind, version, map, width: plan.width, sample }, words);
  const known = rows.filter(({ value }) => value !== null);
  const higher = telling.indicator.direction === 'LOWER';
  return {
    kind: slide.kind,
    title,
    subtitle: said(brief.subtitle),
    notice,
    headline,
    facts: facts.slice(0, plan.facts),
    worst:
      plan.worst === 0 || known.length < 2
        ? null
        : { title: higher ? words.highestTitle : words.lowestTitle, rows: known.slice(0, plan.worst) },
    sentences: sentences.slice(0, plan.sentences),
    pictures: noted(picturesOf(answer, slide, plan, telling), footer, look.map),
    footer,
    sample,
    plan,
  };
}

function picturesOf(answer: SlideAnswer, slide: SlideAsk, plan: Plan, telling: Telling): readonly Picture[] {
  const bars = (input: ReturnType<typeof toRanked>, title: string | null = null): readonly Picture[] =>
    input === null ? [] : [{ kind: 'bars', input, title }];
  switch (slide.kind) {
    case 'overview':
      return toMap(answer, plan, telling);
    case 'trends': {
      const input = toLines(answer, slide.region, slide.regions.length > 0, plan, telling);
      return input === null ? [] : [{ kind: 'lines', input }];
    }
    case 'gaps':
      return bars(toGaps(answer, plan, telling), `${telling.words.gapName}（${telling.words.gapUnit}）`);
    case 'why':
      return toFalls(answer, plan, telling);
    case 'organizations':
      return bars(toTiers(answer, telling), telling.words.shareName);
    case 'compare':
    case 'activities':
    case 'quality':
      return bars(toRanked(rowsOf(answer, telling), plan, slide.selection.focus, telling));
  }
}

/** `<70`, `70–75`, … `≥90`; one class without edges has no range. */
function rangesOf(edges: readonly number[]): readonly string[] {
  const [first] = edges;
  const last = edges.at(-1);
  if (first === undefined || last === undefined) return [];
  const between = edges.slice(1).map((edge, index) => `${plain(edges[index] ?? edge, 1)}–${plain(edge, 1)}`);
  return [`<${plain(first, 1)}`, ...between, `≥${plain(last, 1)}`];
}

function toMap(answer: SlideAnswer, plan: Plan, telling: Telling): readonly Picture[] {
  const rows = rowsOf(answer, telling);
  const instead = toRanked(rows, plan, null, telling);
  if (!answer.place || instead === null) return [];
  const classes = rangesOf(classesOf(telling.indicator, answer.ranking).edges).map((range, fill) => ({ range, fill }));
  const words = new Map(rows.flatMap(({ fill, absence }) => (absence === null ? [] : [[fill, absence] as const])));
  return [
    {
      kind: 'map',
      region: answer.place,
      rows: telling.labels ? rows : rows.map((row) => ({ ...row, text: null, sign: null })),
      classes,
      legendRows: plan.legend,
      strip: plan.strip,
      note: null,
      absences: [...words].map(([fill, word]) => ({ fill, word })),
      instead,
    },
  ];
}

/** No map without the words of its pack: below it where the foot has no room for them. */
const noted = (pictures: readonly Picture[], footer: readonly string[], map: MapWords | null): readonly Picture[] =>
  map === null || footer.includes(map.whole)
    ? pictures
    : pictures.map((picture) => (picture.kind === 'map' ? { ...picture, note: map.short } : picture));

/** What speaks against showing a slide, the server's reasons first. */
export function warningsOf(answer: SlideAnswer, slide: SlideAsk, { lang, words }: Telling): readonly SlideWarning[] {
  const said = answer.brief.warnings.map(({ kind, text }) => ({ kind, text: pickLabel(text, lang) }));
  const unread = slide.problems.map(({ name, value }) => words.unreadItem(name, value)).join('');
  return [
    ...(unread === '' ? [] : [{ kind: 'PARAMETER' as const, text: words.unread(unread) }]),
    ...said,
    ...(slide.conditioned ? [{ kind: 'FILTERED' as const, text: words.filtered }] : []),
  ];
}
