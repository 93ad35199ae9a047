import { presentWords } from '../../i18n/present.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { grouped, rangesOf } from './playlistEdit.ts';
import type { HeldMeeting } from './useMeeting.ts';

interface ChecksProps {
  readonly held: HeldMeeting;
  readonly begin: () => void;
}

/** The check before the start: what is still loading, what is stale, incomplete or not accepted, and the go-ahead in spite of it. */
export function Checks({ held: { slides }, begin }: ChecksProps) {
  const words = useWords(presentWords);
  const lang = useLang();
  const { selection, hrefFor } = useSelection();
  const settled = slides.filter(({ answer, problem }) => answer !== null || problem !== null).length;
  const ready = settled === slides.length;
  const failed = slides.map(({ problem, ...slide }) => ({
    warnings: problem === null ? slide.warnings : [{ kind: 'FAILED' as const, text: words.failed(problem.message) }],
  }));
  const warnings = grouped(failed);
  const comma = lang === 'zh' ? '、' : ', ';
  const warned = failed.filter((slide) => slide.warnings.length > 0).length;
  return (
    <div className="start-checks">
      <p role="status">
        {!ready && words.checking(String(settled), String(slides.length))}
        {ready && slides.length > 0 && (warnings.length === 0 ? words.allGood : words.warned(String(warned)))}
      </p>
      {ready && warnings.length > 0 && (
        <ul>
          {warnings.map(({ kind, text, slides: numbers }) => (
            <li key={`${kind} ${text}`}>
              <b>{words.warningKinds[kind as keyof typeof words.warningKinds]}</b>
              <span>{text}</span>
              <em>{words.slideOf(rangesOf(numbers, comma))}</em>
            </li>
          ))}
        </ul>
      )}
      <p className="start-go">
        <button type="button" className="button primary" disabled={!ready || slides.length === 0} onClick={begin}>
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
