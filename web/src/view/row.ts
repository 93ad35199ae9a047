/** One region on map, tiles and table: everything already as text, so that the three cannot say different things. */
import type { MapRegion } from '../charts/mapOption.ts';
import type { Pointer } from './pointer.ts';
import type { MarkKind } from '../ui/StateMark.tsx';

export interface Mark {
  readonly kind: MarkKind;
  readonly shape: string;
  readonly word: string;
}

export interface Change {
  readonly text: string;
  /** `unknown`: the text is a word for why there is none, and `reason` says it in full. */
  readonly direction: 'up' | 'down' | 'same' | 'unknown';
  readonly reason?: string;
}

export interface Row extends MapRegion {
  readonly fullName: string;
  readonly value: number | null;
  readonly rank: string;
  /** «1 879 / 2 592»; null when either is unknown. */
  readonly parts: { readonly numerator: string; readonly denominator: string } | null;
  readonly gap: string | null;
  /** «16/18» where a figure stands although not every part has reported; null when all have. */
  readonly partly: { readonly received: string; readonly expected: string } | null;
  /** The region reported it itself, and no ledger of it came. */
  readonly summary: boolean;
  readonly onPrevious: Change | null;
  readonly onYear: Change | null;
  readonly mark: Mark | null;
  /** Percent; the tick of the bar. */
  readonly target: number | null;
  /** Word for the absence; null when there is a value. */
  readonly absence: string | null;
}

export const MARK_KINDS = { MET: 'met', NEAR: 'near', MISSED: 'missed' } as const satisfies Record<string, MarkKind>;

export interface Pointing {
  readonly pointer: Pointer;
  readonly open: (code: string) => void;
}
