import { useEffect, useId, useRef, useState } from 'react';
import { submitWords } from '../../i18n/submit.ts';
import { useWords } from '../../i18n/words.ts';

/** Takes what is dropped on an element; whether something is held over it just now. */
function useDrop(onFiles: (files: readonly File[]) => void) {
  const zone = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const taken = useRef(onFiles);
  useEffect(() => {
    taken.current = onFiles;
  }, [onFiles]);
  useEffect(() => {
    const held = zone.current;
    if (held === null) return undefined;
    const ended = new AbortController();
    const { signal } = ended;
    const enter = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (): void => {
      setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) taken.current(files);
    };
    held.addEventListener('dragover', enter, { signal });
    held.addEventListener('dragleave', leave, { signal });
    held.addEventListener('drop', drop, { signal });
    return () => {
      ended.abort();
    };
  }, []);
  return { zone, over };
}

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** What may be sent here. */
  readonly hint: string;
}

/** A file by the mouse or by the keyboard: the field is a real one, and the space around it takes what is dropped. */
export function DropZone({ onFiles, hint }: DropZoneProps) {
  const words = useWords(submitWords);
  const id = useId();
  const { zone, over } = useDrop(onFiles);
  return (
    <div ref={zone} className="drop-zone" data-over={over} role="group" aria-label={words.dropLabel}>
      <input
        id={id}
        className="unseen"
        type="file"
        accept=".xlsx,.csv,.xls,.et"
        multiple
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // The same file can be chosen again after it was mended.
          target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <label htmlFor={id} className="button strong">
        {words.chooseFile}
      </label>
      <p>{words.orDrop}</p>
      <small>{hint}</small>
    </div>
  );
}
