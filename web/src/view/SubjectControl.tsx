import type { Dataset } from '../api/dataset.ts';
import { Subject } from '../api/gql/enums.ts';
import { useLang } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { vocabularyName, wordOf } from './toChoices.ts';
import type { LedgerScene } from './useScene.ts';

/** Whose organizations: conditions that only another subject knows are taken away with it. */
function SubjectControl({ dataset }: { readonly dataset: Dataset }) {
  const lang = useLang();
  const { selection, set } = useSelection();
  const label = vocabularyName(dataset, 'Subject', lang);
  return (
    <div className="control">
      <span className="name">{label}</span>
      <Segmented
        label={label}
        options={Subject.map((one) => ({ value: one, label: wordOf(dataset, 'Subject', one, lang) ?? one }))}
        value={selection.subject}
        onChange={(subject) => {
          set({ subject, form: [], after: null });
        }}
      />
    </div>
  );
}

export const subjectControl = ({ dataset }: LedgerScene) => <SubjectControl dataset={dataset} />;
