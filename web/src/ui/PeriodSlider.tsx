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

/** A row of dots in time: dragged, stepped by the arrow keys, or played to the end. A play from the last step starts over. */
export function PeriodSlider({ label, steps, value, onChange, words }: PeriodSliderProps) {
  const at = steps.findIndex((step) => step.value === value);
  const [playing, setPlaying] = useState(false);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (!playing) return undefined;
    const next = steps[at + 1];
    const timer = setTimeout(() => {
      if (next) change.current(next.value, true);
      else setPlaying(false);
    }, STEP_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [playing, at, steps]);
  const toggle = (): void => {
    const [first] = steps;
    if (!playing && at === steps.length - 1 && first) change.current(first.value, true);
    setPlaying(!playing);
  };
  const move = (index: number): void => {
    const step = steps[index];
    setPlaying(false);
    if (step) onChange(step.value, false);
  };
  return (
    <div className="periods">
      <button type="button" className="button play" aria-label={playing ? words.pause : words.play} onClick={toggle} disabled={steps.length < 2}>
        {playing ? '❚❚' : '▶'}
      </button>
      <div className="track" style={{ '--steps': steps.length } as CSSProperties}>
        <input
          type="range"
          aria-label={label}
          aria-valuetext={steps[at]?.spoken}
          min={0}
          max={steps.length - 1}
          step={1}
          value={at}
          onChange={(event) => {
            move(event.target.valueAsNumber);
          }}
        />
        <ol aria-hidden="true">
          {steps.map((step, index) => (
            <li key={step.value} className={step.keep ? 'keep' : undefined} aria-current={index === at ? 'true' : undefined}>
              <span>{step.label}</span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
