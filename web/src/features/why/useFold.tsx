import { useState, type ReactNode } from 'react';
import { whyWords } from '../../i18n/why.ts';
import { useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';

interface FoldButtonProps {
  readonly whole: boolean;
  readonly length: number;
  readonly onChange: (whole: boolean) => void;
}

/** Shows all of a list, or its head again. */
export function FoldButton({ whole, length, onChange }: FoldButtonProps) {
  const words = useWords(whyWords);
  return (
    <button
      type="button"
      className="link why-fold"
      aria-expanded={whole}
      onClick={() => {
        onChange(!whole);
      }}
    >
      {whole ? words.showFewer : words.showAll(count(length))}
    </button>
  );
}

interface Fold {
  readonly whole: boolean;
  /** How many rows are shown. */
  readonly shown: number;
  /** The button below a list that is longer than that; null for a short one. */
  readonly button: ReactNode;
}

/** A list too long for a card shows its head, and all of it on demand. Lists a little longer than `most` are not worth a button. */
export function useFold(length: number, most: number): Fold {
  const [whole, setWhole] = useState(false);
  if (length <= most + 2) return { whole: true, shown: length, button: null };
  return { whole, shown: whole ? length : most, button: <FoldButton whole={whole} length={length} onChange={setWhole} /> };
}
