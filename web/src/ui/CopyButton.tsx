import { useEffect, useState } from 'react';
import { shellWords } from '../i18n/shell.ts';
import { useWords } from '../i18n/words.ts';

/** How long «copied» stands before the label returns. */
const SHOWN_MS = 2000;

/** Without the clipboard interface (plain http on an intranet) the text goes through a selection. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'unseen';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

/** Puts a text on the clipboard; false when the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Puts a text on the clipboard and says so. `text` is called at the click. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const words = useWords(shellWords);
  const [result, setResult] = useState<'idle' | 'done' | 'failed'>('idle');
  useEffect(() => {
    if (result === 'idle') return undefined;
    const timer = setTimeout(() => {
      setResult('idle');
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [result]);
  const run = async (): Promise<void> => {
    setResult((await copyText(text())) ? 'done' : 'failed');
  };
  return (
    <button type="button" className="link" onClick={() => void run()} aria-live="polite">
      {{ idle: label, done: words.copied, failed: words.copyFailed }[result]}
    </button>
  );
}
