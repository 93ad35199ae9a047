/** The foot of a slide: from when, of how many, which version, and what the map pack says of itself. What has no room gives way whole. Pure. */
import type { SlideAnswer } from '../../api/present.ts';
import { widthOf } from '../../charts/labels.ts';
import type { PresentWords } from '../../i18n/present.ts';
import { count } from '../../theme/format.ts';
import { SLIDE_TYPE } from '../../theme/design.ts';
import type { SlideKind } from '../../state/defaultPlaylist.ts';

/** What a map pack says of itself, and the part of it that no map may lack. */
export interface MapWords {
  readonly whole: string;
  readonly short: string;
}

export interface FooterAsk {
  readonly brief: SlideAnswer['brief'];
  readonly kind: SlideKind;
  readonly version: string;
  readonly map: MapWords | null;
  /** Letters; the whole slide. */
  readonly width: number;
  readonly sample: string | null;
}

/** Between two entries, and around the words of the badge; as in slide.css. */
const GAP = 2.6;
const BADGE = 2.4;
/** The number of the longest show, with the sign of one that runs. */
const PAGE = '▶ 10 / 10';
/** A font may run a little wider than the estimate. */
const WIDER = 1.03;

const wide = (text: string): number => widthOf(text, SLIDE_TYPE.body) * WIDER;

/** The first of these that fits; the last wherever none does. The day is the last to go: a hall has no room for the subtitle that says it too. */
export function footerOf({ brief, kind, version, map, width, sample }: FooterAsk, words: PresentWords): readonly string[] {
  const day = words.asOf(brief.asOf);
  const receipt = words.receipt(count(brief.receipt.received), count(brief.receipt.expected));
  const named = words.version(version);
  const beside = wide(PAGE) + (sample === null ? 0 : wide(sample) + BADGE + GAP);
  const fits = (entries: readonly string[]): boolean => entries.reduce((sum, entry) => sum + wide(entry) + GAP, beside) <= width;
  const offers: readonly (readonly string[])[] = [
    ...(kind === 'overview' && map !== null ? [[day, receipt, named, map.whole]] : [[day, receipt, words.source, named]]),
    [day, receipt, named],
    [day, receipt, version],
    [day, version],
  ];
  return offers.find(fits) ?? [day];
}
