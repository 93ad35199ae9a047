/** The state of a running show: which slide and region, what is blanked or playing, and what each action changes. */
import { useCallback, useEffect, useState } from 'react';
import type { SlideAnswer } from '../../api/present.ts';
import { presentWords } from '../../i18n/present.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { hasLedger, ledgerCodes } from '../../view/context.ts';
import type { Action } from './keys.ts';
import { TYPE_STEPS } from './plan.ts';
import type { HeldMeeting } from './useMeeting.ts';

const NOTE_MS = 3000;

export interface ShowState {
  readonly at: number;
  readonly blank: boolean;
  readonly playing: boolean;
  readonly step: number;
  /** A passing word about the last action. */
  readonly note: string | null;
  readonly act: (action: Action) => void;
}

/** The lowest of the regions below that has a figure; null where there is none. */
export function lowestBelow({ place, ranking }: SlideAnswer): string | null {
  const children = new Set(place?.children.map(({ code }) => code));
  return ranking.find(({ region, rate }) => rate.value !== null && children.has(region.code))?.region.code ?? null;
}

/** The region above, as far as a ledger reaches; null at its top. */
export function above({ place }: SlideAnswer, ledgers: ReadonlySet<string>): string | null {
  const ancestors = place?.ancestors ?? [];
  const parent = ancestors.at(-1);
  return parent !== undefined && hasLedger({ code: parent.code, ancestors: ancestors.slice(0, -1) }, ledgers) ? parent.code : null;
}

function useNote(): readonly [string | null, (note: string | null) => void] {
  const [note, say] = useState<string | null>(null);
  useEffect(() => {
    if (note === null) return undefined;
    const timer = setTimeout(() => {
      say(null);
    }, NOTE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [note]);
  return [note, say];
}

/** The slide that playing turns to; null at the last one, where it ends: a room must not see the first again by itself. */
export const playedTo = (at: number, last: number): number | null => (at < last ? at + 1 : null);

/** `shown` is the answer of the slide on screen, after any step up or down. */
export function useShow({ slides, scene }: HeldMeeting, shown: SlideAnswer | null, toggleFull: () => void): ShowState {
  const words = useWords(presentWords);
  const { selection, set } = useSelection();
  const [blank, setBlank] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [step, setStep] = useState(0);
  const [note, say] = useNote();
  const last = Math.max(0, slides.length - 1);
  const at = Math.min(selection.at ?? 0, last);
  const turnTo = useCallback(
    (slide: number) => {
      set({ at: slide, focus: null }, { replace: true });
    },
    [set],
  );
  const goTo = (region: string | null, refusal: string): void => {
    if (region === null) say(refusal);
    else set({ focus: region === slides[at]?.ask.region ? null : region }, { replace: true });
  };
  const act = (action: Action): void => {
    if (blank && action !== 'leave') {
      setBlank(false);
      return;
    }
    const acts: Readonly<Record<Action, () => void>> = {
      previous: () => turnTo(Math.max(0, at - 1)),
      next: () => turnTo(Math.min(last, at + 1)),
      first: () => turnTo(0),
      last: () => turnTo(last),
      up: () => goTo(shown && above(shown, ledgerCodes(scene.dataset)), words.noUpper),
      down: () => goTo(shown && lowestBelow(shown), words.noLower),
      play: () => (!playing && playedTo(at, last) === null ? say(words.playedOut) : setPlaying(!playing)),
      blank: () => setBlank(true),
      labels: () => set({ labels: !selection.labels }, { replace: true }),
      larger: () => setStep(Math.min(TYPE_STEPS.length - 1, step + 1)),
      smaller: () => setStep(Math.max(0, step - 1)),
      full: toggleFull,
      leave: () => (blank ? setBlank(false) : set({ at: null, focus: null }, { replace: true })),
    };
    acts[action]();
  };
  const seconds = slides[at]?.ask.seconds ?? null;
  useEffect(() => {
    if (!playing || blank || seconds === null) return undefined;
    const timer = setTimeout(() => {
      const next = playedTo(at, last);
      if (next !== null) turnTo(next);
      else {
        setPlaying(false);
        say(words.playedOut);
      }
    }, seconds * 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [playing, blank, seconds, at, last, turnTo, say, words]);
  return { at, blank, playing, step, note, act };
}
