import type { BriefFinding } from '../api/brief.ts';
import { viewWords } from '../i18n/view.ts';
import { pickLabel, useLang, useWords } from '../i18n/words.ts';
import { CopyButton } from '../ui/CopyButton.tsx';

type Statement = BriefFinding['statements'][number];

/** The document with its variables beside it, as an explorer takes them. */
const traceText = ({ document, variables }: Statement['trace']): string => `${document.trim()}\n\n# variables\n# ${variables}\n`;

const SHAPES: Readonly<Record<Statement['tone'], { readonly kind: string; readonly shape: string }>> = {
  GOOD: { kind: 'plain', shape: '+' },
  BAD: { kind: 'missed', shape: '▼' },
  PLAIN: { kind: 'plain', shape: '–' },
};

/** What a view says, in at most three sentences by rule; each gives the query behind its numbers. */
export function Sentences({ statements }: { readonly statements: readonly Statement[] }) {
  const words = useWords(viewWords);
  const lang = useLang();
  if (statements.length === 0) return null;
  return (
    <ul className="sentences" aria-label={words.sentences}>
      {statements.map((statement) => (
        <li key={statement.id} className={`state ${SHAPES[statement.tone].kind}`} data-shape={SHAPES[statement.tone].shape}>
          <p>
            {pickLabel(statement.text, lang)} <CopyButton label={words.sentenceQuery} text={() => traceText(statement.trace)} />
          </p>
        </li>
      ))}
    </ul>
  );
}
