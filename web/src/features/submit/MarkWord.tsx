import type { Mark } from './toCalendar.ts';

/** A state in one word with its shape, and the pattern of an absence beside it. */
export function MarkWord({
  mark: { shape, className, pattern },
  word,
  framed = true,
}: {
  readonly mark: Mark;
  readonly word: string;
  readonly framed?: boolean;
}) {
  return (
    <span className={framed ? `due-mark ${className}` : 'cell-word'} data-shape={shape}>
      {word}
      {pattern !== undefined && <i className={`swatch ${pattern}`} aria-hidden="true" />}
    </span>
  );
}
