import type { ReactNode } from 'react';
import { presentWords } from '../../i18n/present.ts';
import { useWords } from '../../i18n/words.ts';
import type { Action } from './keys.ts';

/** Plain strokes, so that no font has to carry them. */
const ICONS: Readonly<Record<Exclude<Action, 'first' | 'last'> | 'pause', ReactNode>> = {
  previous: <path d="M15 5l-7 7 7 7" />,
  next: <path d="M9 5l7 7-7 7" />,
  up: <path d="M5 15l7-7 7 7" />,
  down: <path d="M5 9l7 7 7-7" />,
  play: <path d="M8 5l11 7-11 7z" />,
  pause: <path d="M8 5v14M16 5v14" />,
  blank: <path d="M4 6h16v12H4z" fill="currentcolor" />,
  labels: <path d="M4 12l8-8h8v8l-8 8zM16 8h.01" />,
  larger: <path d="M3 19l6-14 6 14M5 14h8M19 8v6M16 11h6" />,
  smaller: <path d="M3 19l6-14 6 14M5 14h8M16 11h6" />,
  full: <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />,
  leave: <path d="M6 6l12 12M18 6L6 18" />,
};

const SHOWN = ['previous', 'next', 'up', 'down', 'play', 'blank', 'labels', 'smaller', 'larger', 'full', 'leave'] as const;

/** As printed on the keyboard. */
const KEYCAPS: Readonly<Record<(typeof SHOWN)[number], string>> = {
  previous: '←',
  next: '→',
  up: '↑',
  down: '↓',
  play: 'Space',
  blank: 'B',
  labels: 'L',
  smaller: '−',
  larger: '+',
  full: 'F',
  leave: 'Esc',
};

interface ControlBarProps {
  readonly awake: boolean;
  readonly playing: boolean;
  readonly labels: boolean;
  readonly page: string;
  readonly act: (action: Action) => void;
}

/** For mouse, finger and Tab; out of sight while nobody needs it, and still there for the keyboard. */
export function ControlBar({ awake, playing, labels, page, act }: ControlBarProps) {
  const words = useWords(presentWords);
  const nameOf = (action: (typeof SHOWN)[number]): string => (action === 'play' && playing ? words.keys.pause : words.keys[action]);
  return (
    <div className={`show-bar ${awake ? 'awake' : ''}`} role="toolbar" aria-label={words.bar}>
      <span className="show-page">{page}</span>
      {SHOWN.map((action) => (
        <button
          key={action}
          type="button"
          aria-label={`${nameOf(action)} ${KEYCAPS[action]}`}
          aria-pressed={action === 'play' ? playing : action === 'labels' ? labels : undefined}
          onClick={() => {
            act(action);
          }}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            {ICONS[action === 'play' && playing ? 'pause' : action]}
          </svg>
          <kbd aria-hidden="true">{KEYCAPS[action]}</kbd>
        </button>
      ))}
    </div>
  );
}
