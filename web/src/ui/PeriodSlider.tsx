import { useEffect, useRef, useState, type CSSProperties } from 'react';

/** One step of a playing slider. */
const STEP_MS = 1400;

export interface SliderStep {
  readonly value: string;
  /** Under the dot. */
  readonly label: string;
  /** Read out in full. */
  readonly spoken: string;
  /** Label stays where space is short. */
  readonly keep: boolean;
}

interface PeriodSliderProps {
  readonly label: string;
  readonly steps: readonly SliderStep[];
  readonly value: string;
  /** `playing` is true for a step that the slider took by itself. */
  readonly onChange: (value: string, playing: boolean) => void;
  readonly words: { readonly play: string; readonly pause: string };
}

/** Takes one step after another until the last; `step` is asked for the next index. */
function usePlay(at: number, last: number, step: (index: number) => void): readonly [boolean, (playing: boolean) => void] {
  const [playing, setPlaying] = useState(false);
  const taken = useRef(step);
  useEffect(() => {
    taken.current = step;
  }, [step]);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      if (at < last) taken.current(at + 1);
      else setPlaying(false);
    }, STEP_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [playing, at, last]);
  return [playing, setPlaying];
}

function Dots({ steps, at }: { readonly steps: readonly SliderStep[]; readonly at: number }) {
  return (
    <ol aria-hidden="true">
      {steps.map((step, index) => (
        <li key={step.value} className={step.keep ? 'keep' : undefined} aria-current={index === at ? 'true' : undefined}>
          <span>{step.label}</span>
        </li>
      ))}
    </ol>
  );
}

/** A row of dots in time: dragged, stepped by the arrow keys, or played to the end. A play from the last step starts over. */
export function PeriodSlider({ label, steps, value, onChange, words }: PeriodSliderProps) {
  // The dot stays where the hand has put it until the page has come after.
  const [held, setHeld] = useState<{ readonly from: string; readonly to: string } | null>(null);
  if (held !== null && held.from !== value) setHeld(null);
  const at = steps.findIndex((step) => step.value === (held?.from === value ? held.to : value));
  const last = steps.length - 1;
  const move = (index: number, byItself: boolean): void => {
    const step = steps[index];
    if (!step) return;
    setHeld({ from: value, to: step.value });
    onChange(step.value, byItself);
  };
  const [playing, setPlaying] = usePlay(at, last, (index) => {
    move(index, true);
  });
  const toggle = (): void => {
    if (!playing && at === last) move(0, true);
    setPlaying(!playing);
  };
  return (
    <div className="periods">
      <button
        type="button"
        className="button play"
        aria-label={playing ? words.pause : words.play}
        onClick={toggle}
        disabled={steps.length < 2}
      >
        {playing ? '❚❚' : '▶'}
      </button>
      <div className="track" style={{ '--steps': steps.length } as CSSProperties}>
        <input
          type="range"
          aria-label={label}
          aria-valuetext={steps[at]?.spoken}
          min={0}
          max={last}
          step={1}
          value={at}
          onChange={(event) => {
            setPlaying(false);
            move(event.target.valueAsNumber, false);
          }}
        />
        <Dots steps={steps} at={at} />
      </div>
    </div>
  );
}
