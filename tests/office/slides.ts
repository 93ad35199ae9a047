/** What a deck was written to hold, slide by slide. */
import { readFileSync } from 'node:fs';
import { partsOf } from '../documents/archive.ts';
import { unescaped } from './reading.ts';

export interface WrittenSlide {
  /** XML of its native chart; empty without one. */
  readonly chart: string;
  /** Names at the axis of its native bars; empty for lines, whose axis may leave some out, and without a chart. */
  readonly bars: readonly string[];
  /** Texts of the cells of its table. */
  readonly cells: readonly string[];
}

function barsOf(chart: string): readonly string[] {
  if (!chart.includes('<c:barChart>')) return [];
  const names = /<c:cat>(.*?)<\/c:cat>/s.exec(chart)?.[1] ?? '';
  return [...names.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, name = '']) => unescaped(name));
}

/** A head that is written in two lines is read as two pieces; runs of one line are one. */
const cellsOf = (slide: string): readonly string[] =>
  [...slide.matchAll(/<a:tc[ >].*?<\/a:tc>/gs)].map(([cell]) =>
    unescaped(
      cell
        .split(/<\/a:p>|<a:br[ />]/)
        .map((line) => [...line.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text).join(''))
        .join(' '),
    ).trim(),
  );

export async function writtenSlides(file: string): Promise<readonly WrittenSlide[]> {
  const parts = await partsOf(readFileSync(file));
  const count = [...parts.keys()].filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length;
  return Array.from({ length: count }, (_, at) => {
    const links = String(parts.get(`ppt/slides/_rels/slide${at + 1}.xml.rels`));
    const name = /charts\/(chart\d+\.xml)"/.exec(links)?.[1];
    const chart = name === undefined ? '' : String(parts.get(`ppt/charts/${name}`));
    return { chart, bars: barsOf(chart), cells: cellsOf(String(parts.get(`ppt/slides/slide${at + 1}.xml`))) };
  });
}

/** Pieces of a cell that no line may break: words in Latin letters, numbers, codes and names of at most four hanzi. */
export const unbreakable = (cell: string): readonly string[] =>
  cell.split(/\s+/u).filter((piece) => /^[\p{Script=Latin}\d.,:;/_()+−-]+$/u.test(piece) || /^\p{Script=Han}{2,4}$/u.test(piece));
