/** Everything a meeting stands on: the playlist of the address, the question of every slide, and its answer. */
import { useCallback, useMemo, useRef } from 'react';
import type { SlideAnswer } from '../../api/present.ts';
import { useSlideAnswers } from '../../api/slides.ts';
import type { ApiProblem } from '../../api/client.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { presentWords } from '../../i18n/present.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { defaultPlaylist } from '../../state/defaultPlaylist.ts';
import type { PlaylistEntry } from '../../state/playlist.ts';
import { useSelection } from '../../state/useSelection.ts';
import { useScene, type LedgerScene, type SceneState } from '../../view/useScene.ts';
import { toSlideAsk, type Meeting, type SlideAsk } from './slideAsk.ts';
import type { SlideWarning } from './slideTypes.ts';
import type { Telling } from './toPictures.ts';
import { warningsOf } from './toSlide.ts';

export interface HeldSlide {
  readonly entry: PlaylistEntry;
  readonly ask: SlideAsk;
  readonly answer: SlideAnswer | null;
  readonly problem: ApiProblem | null;
  readonly retry: () => void;
  readonly warnings: readonly SlideWarning[];
}

export interface HeldMeeting {
  readonly scene: LedgerScene;
  readonly meeting: Meeting;
  readonly slides: readonly HeldSlide[];
  /** Of the address, or of the data as they are: what every slide is asked for. */
  readonly version: string;
  /** The address names no slides, and nobody has emptied the list. */
  readonly isDefault: boolean;
  readonly tellingOf: (ask: SlideAsk) => Telling;
}

/** The scene of before stays while the frozen one is fetched: a show must not blink when it begins. */
export function useHeldScene(): SceneState {
  const now = useScene();
  const held = useRef<SceneState | null>(null);
  if (now.state === 'ready') held.current = now;
  return now.state === 'loading' && held.current !== null ? held.current : now;
}

export function useMeeting(scene: LedgerScene): HeldMeeting {
  const { selection } = useSelection();
  const lang = useLang();
  const words = useWords(presentWords);
  const overview = useWords(overviewWords);
  const { dataset, indicators, region, period } = scene;
  const { slide, emptied, indicator, basis, version, labels } = selection;
  const entries = useMemo(
    () => (slide.length > 0 || emptied ? slide : defaultPlaylist({ region: region.code, period: selection.period, indicator, basis })),
    [slide, emptied, region.code, selection.period, indicator, basis],
  );
  const meeting = useMemo(
    (): Meeting => ({ indicators, periods: dataset.periods.toSorted(), latest: dataset.latestPeriod ?? period, region: region.code }),
    [indicators, dataset, period, region.code],
  );
  const asked = useMemo(
    () =>
      entries.flatMap((entry) => {
        const ask = toSlideAsk(entry, meeting);
        return ask === null ? [] : [{ entry, ask }];
      }),
    [entries, meeting],
  );
  const shown = version ?? dataset.version;
  const answers = useSlideAnswers(
    asked.map(({ ask }) => ask.variables),
    shown,
  );
  const tellingOf = useCallback(
    (ask: SlideAsk): Telling => ({ indicator: ask.indicator, dataset, words, overview, lang, labels }),
    [dataset, words, overview, lang, labels],
  );
  const slides = asked.map(({ entry, ask }, index): HeldSlide => {
    const query = answers[index];
    const answer = query?.data ?? null;
    return {
      entry,
      ask,
      answer,
      problem: answer === null ? (query?.error ?? null) : null,
      retry: () => void query?.refetch(),
      warnings: answer === null ? [] : warningsOf(answer, ask, tellingOf(ask)),
    };
  });
  return { scene, meeting, slides, version: shown, isDefault: slide.length === 0 && !emptied, tellingOf };
}
