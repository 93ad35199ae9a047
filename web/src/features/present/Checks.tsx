import { useEffect, useId, useRef } from 'react';
import { presentWords } from '../../i18n/present.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { grouped, listed, rangesOf, type GroupedWarning } from './playlistEdit.ts';
import type { HeldMeeting } from './useMeeting.ts';

interface ChecksProps {
  readonly held: HeldMeeting;
  readonly begin: () => void;
  /** The show has just been left: the focus comes back to where it was begun. */
  readonly returned: boolean;
}

/** The check before the start: what is still loading, what is stale, incomplete or not accepted, and the go-ahead in spite of it. */
export function Checks({ held: { slides }, begin, returned }: ChecksProps) {
  const words = useWords(presentWords);
  const comma = useLang() === 'zh' ? '、' : ', ';
  const { selection, hrefFor } = useSelection();
  const refusal = useId();
  const settled = slides.filter(({ answer, problem }) => answer !== null || problem !== null).length;
  const ready = settled === slides.length;
  const judged = slides.map(({ problem, ...slide }) => ({
    warnings: problem === null ? slide.warnings : [{ kind: 'FAILED' as const, text: words.failed(problem.message) }],
  }));
  const warnings = grouped(judged);
  const warned = judged.filter((slide) => slide.warnings.length > 0).length;
  const unshown = slides.flatMap(({ problem }, index) => (problem === null ? [] : [index + 1]));
  const open = ready && slides.length > 0 && unshown.length === 0;
  const { go, refocus } = useGo(open, returned);
  return (
    <div className="start-checks">
      <p role="status">
        {slides.length === 0 && words.noSlides}
        {!ready && words.checking(String(settled), String(slides.length))}
        {ready && slides.length > 0 && (warnings.length === 0 ? words.allGood : words.warned(String(warned)))}
      </p>
      {ready && warnings.length > 0 && <Warnings warnings={warnings} comma={comma} />}
      <div id={refusal}>
        {ready && unshown.length > 0 && <Refusal slides={slides} numbers={rangesOf(unshown, comma)} refocus={refocus} />}
      </div>
      <p className="start-go">
        <button ref={go} type="button" className="button primary" disabled={!open} aria-describedby={refusal} onClick={begin}>
          {warnings.length === 0 ? words.start : words.startAnyway}
        </button>
        {selection.version !== null && (
          <ViewLink className="link" href={hrefFor({ version: null })}>
            {words.thaw}
          </ViewLink>
        )}
      </p>
    </div>
  );
}

/** The start button, and how it gets the focus as soon as it can be pressed. */
function useGo(open: boolean, returned: boolean) {
  const go = useRef<HTMLButtonElement>(null);
  const wanted = useRef(returned);
  useEffect(() => {
    if (!open || !wanted.current) return;
    wanted.current = false;
    go.current?.focus();
  });
  const refocus = (): void => {
    wanted.current = true;
  };
  return { go, refocus };
}

function Warnings({ warnings, comma }: { readonly warnings: readonly GroupedWarning[]; readonly comma: string }) {
  const words = useWords(presentWords);
  return (
    <ul>
      {warnings.map(({ kind, text, slides }) => (
        <li key={`${kind} ${text}`}>
          <b>{words.warningKinds[kind as keyof typeof words.warningKinds]}</b>
          <span>{text}</span>
          <em>{words.slideOf(rangesOf(slides, comma))}</em>
        </li>
      ))}
    </ul>
  );
}

interface RefusalProps {
  readonly slides: HeldMeeting['slides'];
  /** Of those that cannot be shown, `3、5–7`. */
  readonly numbers: string;
  readonly refocus: () => void;
}

/** A room never waits before a slide that has no answer: it is taken out or fetched again first. */
function Refusal({ slides, numbers, refocus }: RefusalProps) {
  const words = useWords(presentWords);
  const { set } = useSelection();
  const drop = (): void => {
    refocus();
    set(listed(slides.flatMap(({ problem, entry }) => (problem === null ? [entry] : []))));
  };
  const reload = (): void => {
    for (const { problem, retry } of slides) if (problem !== null) retry();
  };
  return (
    <>
      <p role="status">{words.refused(numbers)}</p>
      <p className="start-go">
        <button type="button" className="button" onClick={drop}>
          {words.dropFailed}
        </button>
        <button type="button" className="button" onClick={reload}>
          {words.reload}
        </button>
      </p>
    </>
  );
}
