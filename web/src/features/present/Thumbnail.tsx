import { useMemo } from 'react';
import { useSelection } from '../../state/useSelection.ts';
import { factorOf, RATIO } from './plan.ts';
import { Slide } from './Slide.tsx';
import { toSlide } from './toSlide.ts';
import type { HeldMeeting, HeldSlide } from './useMeeting.ts';

/** Pixels; the width follows from the frame. */
const HEIGHT = 96;

/** The slide itself, small: what will be shown, not a drawing of it. */
export function Thumbnail({ held, slide: { ask, answer } }: { readonly held: HeldMeeting; readonly slide: HeldSlide }) {
  const { selection } = useSelection();
  const { room, frame } = selection;
  const factor = factorOf(room, 0);
  const { tellingOf, version } = held;
  const content = useMemo(
    () => (answer === null ? null : toSlide(answer, ask, { frame, factor, version, map: null }, tellingOf(ask))),
    [answer, ask, frame, factor, version, tellingOf],
  );
  return (
    <div className="thumbnail" style={{ width: HEIGHT * RATIO[frame], height: HEIGHT }} aria-hidden="true" inert>
      {content !== null && <Slide content={content} unit={(HEIGHT / 100) * factor} factor={factor} page="" />}
    </div>
  );
}
