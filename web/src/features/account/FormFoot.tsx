import { accountWords } from '../../i18n/account.ts';
import { useWords } from '../../i18n/words.ts';

interface FormFootProps {
  /** Why it was refused, in the server's own words; its line stands from the start, so that nothing jumps. */
  readonly message: string | undefined;
  readonly label: string;
  readonly pending: boolean;
}

/** The end of a form: the answer, and the button. */
export function FormFoot({ message, label, pending }: FormFootProps) {
  const words = useWords(accountWords);
  return (
    <>
      <p className="answer" role="alert">
        {message}
      </p>
      <button type="submit" className="button strong wide" disabled={pending}>
        {pending ? words.working : label}
      </button>
    </>
  );
}
