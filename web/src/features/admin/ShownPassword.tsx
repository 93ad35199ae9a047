import { adminWords } from '../../i18n/admin.ts';
import { useWords } from '../../i18n/words.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useFocused } from '../../ui/useFocused.ts';

interface ShownPasswordProps {
  readonly name: string;
  readonly password: string;
  readonly onDone: () => void;
}

/** A temporary password: here, now, and never again. */
export function ShownPassword({ name, password, onDone }: ShownPasswordProps) {
  const words = useWords(adminWords);
  const heading = useFocused<HTMLHeadingElement>();
  return (
    <section className="shown-password" aria-label={words.temporaryPassword}>
      <h3 ref={heading} tabIndex={-1}>
        {words.temporaryFor(name)}
      </h3>
      <output>
        <code>{password}</code>
      </output>
      <p className="small">{words.onceOnly}</p>
      <div className="row">
        <CopyButton label={words.copyPassword} text={() => password} />
        <button type="button" className="button strong" onClick={onDone}>
          {words.done}
        </button>
      </div>
    </section>
  );
}
