/** What a slide shows, all of it text or ready to draw. */
import type { OverviewRegion } from '../../api/overview.ts';
import type { BarsInput } from '../../charts/barsOption.ts';
import type { ContributionInput } from '../../charts/contributionOption.ts';
import type { LinesInput } from '../../charts/linesOption.ts';
import type { WaterfallInput } from '../../charts/waterfallOption.ts';
import type { SlideKind } from '../../state/defaultPlaylist.ts';
import type { Mark, Row } from '../../view/row.ts';
import type { Plan } from './plan.ts';

export interface LegendClass {
  readonly range: string;
  /** Index among the classes. */
  readonly fill: number;
}

export type Picture =
  | {
      readonly kind: 'map';
      readonly region: OverviewRegion;
      readonly rows: readonly Row[];
      readonly classes: readonly LegendClass[];
      readonly absences: readonly { readonly fill: Row['fill']; readonly word: string }[];
      readonly legendRows: number;
      /** The legend stands below the map instead of beside it. */
      readonly strip: boolean;
      /** What the map pack says of itself, where the foot has no room for it. */
      readonly note: string | null;
      /** Drawn where the packs have no boundaries. */
      readonly instead: BarsInput;
    }
  | { readonly kind: 'lines'; readonly input: LinesInput }
  | { readonly kind: 'bars'; readonly input: BarsInput; readonly title: string | null }
  | { readonly kind: 'fall'; readonly input: WaterfallInput; readonly title: string; readonly note: string; readonly spoken: string }
  | { readonly kind: 'parts'; readonly input: ContributionInput; readonly title: string };

export interface SlideWarning {
  readonly kind: 'STALE' | 'INCOMPLETE' | 'NOT_ACCEPTED' | 'NO_VALUE' | 'FILTERED' | 'PARAMETER';
  readonly text: string;
}

export interface SlideContent {
  readonly kind: SlideKind;
  readonly title: string;
  readonly subtitle: string;
  /** What the reader must know before the number; printed in every room. */
  readonly notice: string | null;
  readonly headline: { readonly name: string; readonly text: string; readonly unit: string; readonly mark: Mark | null } | null;
  readonly facts: readonly { readonly term: string; readonly strong: string; readonly unit: string }[];
  readonly worst: { readonly title: string; readonly rows: readonly Row[] } | null;
  readonly sentences: readonly string[];
  /** Empty: nothing can be drawn, and the slide says so. */
  readonly pictures: readonly Picture[];
  readonly footer: readonly string[];
  readonly sample: string | null;
  readonly plan: Plan;
}
