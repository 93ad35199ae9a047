import { useEffect, useMemo, useRef } from 'react';
import { useSlideAnswers } from '../../api/slides.ts';
import { useMapManifest } from '../../api/maps.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { presentWords } from '../../i18n/present.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { ErrorState } from '../../ui/states.tsx';
import { ControlBar } from './ControlBar.tsx';
import { factorOf } from './plan.ts';
import { Slide } from './Slide.tsx';
import { toSlideAsk } from './slideAsk.ts';
import type { MapWords } from './toFooter.ts';
import { toSlide } from './toSlide.ts';
import type { SlideContent } from './slideTypes.ts';
import type { HeldMeeting, HeldSlide } from './useMeeting.ts';
import { useShow } from './useShow.ts';
import { useAwake, useFitted, useFullScreen, useHint, useKeys, useSwipe } from './useStage.ts';
import './show.css';

/** The slide of the playlist, or the same view of the region that the arrow keys have led to. */
function useShown(held: HeldMeeting, slide: HeldSlide | undefined): Pick<HeldSlide, 'ask' | 'answer' | 'problem' | 'retry'> | null {
  const { focus } = useSelection().selection;
  const moved = useMemo(
    () => (slide === undefined || focus === null || focus === slide.ask.region ? null : toSlideAsk(slide.entry, held.meeting, focus)),
    [slide, focus, held.meeting],
  );
  const [other] = useSlideAnswers(moved === null ? [] : [moved.variables], held.version);
  if (slide === undefined) return null;
  if (moved === null) return slide;
  return { ask: moved, answer: other?.data ?? null, problem: other?.error ?? null, retry: () => void other?.refetch() };
}

/** What the map pack says of itself, as the foot of a slide prints it. */
function useMapWords(): MapWords | null {
  const words = useWords(overviewWords);
  const { data: manifest } = useMapManifest();
  return useMemo(() => {
    if (!manifest) return null;
    const { approvalNo, disclaimer } = manifest;
    return { whole: approvalNo ?? words.mapNoApproval(disclaimer), short: approvalNo ?? disclaimer };
  }, [manifest, words]);
}

type Shown = ReturnType<typeof useShown>;

/** The same object until something on the slide changes: a moving pointer must not draw its charts again. Also names the browser tab. */
function useContent({ version, tellingOf }: HeldMeeting, shown: Shown, factor: number): SlideContent | null {
  const shell = useWords(shellWords);
  const map = useMapWords();
  const { frame } = useSelection().selection;
  const [ask, answer] = [shown?.ask ?? null, shown?.answer ?? null];
  const content = useMemo(
    () => (ask === null || answer === null ? null : toSlide(answer, ask, { frame, factor, version, map }, tellingOf(ask))),
    [ask, answer, frame, factor, version, map, tellingOf],
  );
  useEffect(() => {
    if (content !== null) document.title = `${content.title} · ${shell.product}`;
  }, [content, shell]);
  return content;
}

function Waiting({ problem, retry }: Pick<HeldSlide, 'problem' | 'retry'>) {
  const words = useWords(presentWords);
  return (
    <div className="stage-wait">
      <h1>{problem === null ? words.loading : words.slideFailed}</h1>
      {problem !== null && <ErrorState failure={problem} onRetry={retry} />}
    </div>
  );
}

export function Show({ held }: { readonly held: HeldMeeting }) {
  const words = useWords(presentWords);
  const { selection } = useSelection();
  const stage = useRef<HTMLElement>(null);
  const [awake, wake] = useAwake();
  const hint = useHint();
  const size = useFitted(selection.frame);
  const index = Math.min(selection.at ?? 0, Math.max(0, held.slides.length - 1));
  const shown = useShown(held, held.slides[index]);
  const leave = useRef<() => void>(() => undefined);
  const toggleFull = useFullScreen(() => leave.current());
  const show = useShow(held, shown?.answer ?? null, toggleFull);
  leave.current = () => show.act('leave');
  useKeys(show.act);
  const swipe = useSwipe(show.act);
  useEffect(() => {
    stage.current?.focus({ preventScroll: true });
  }, []);
  const factor = factorOf(selection.room, show.step);
  const page = words.atPage(String(show.at + 1), String(held.slides.length));
  const content = useContent(held, shown, factor);
  return (
    <main ref={stage} className="stage" tabIndex={-1} aria-label={words.show} onPointerMove={wake} {...swipe}>
      <div className="stage-frame" style={{ width: size.width, height: size.height }}>
        {content !== null && (
          <Slide
            key={`${show.at} ${shown?.ask.region ?? ''}`}
            content={content}
            unit={(size.height / 100) * factor}
            factor={factor}
            page={show.playing ? `▶ ${page}` : page}
          />
        )}
        {content === null && shown !== null && <Waiting {...shown} />}
      </div>
      <p className="unseen" aria-live="polite">
        {content === null ? words.loading : `${page} ${content.title}`}
      </p>
      {show.note !== null && (
        <output className="stage-note" style={{ fontSize: (size.height / 100) * factor * 2.6 }}>
          {show.note}
        </output>
      )}
      {hint && (
        <p className="stage-hint" aria-hidden="true">
          {words.hint}
        </p>
      )}
      <ControlBar awake={awake} playing={show.playing} labels={selection.labels} page={page} act={show.act} />
      {show.blank && (
        <div className="stage-blank">
          <output className="unseen">{words.blanked}</output>
        </div>
      )}
    </main>
  );
}
