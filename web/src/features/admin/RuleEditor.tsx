import { useId, useState } from 'react';
import { useDataset } from '../../api/dataset.ts';
import { useCheckRuleSet, useSetRuleSet } from '../../api/settings.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { count, periodText } from '../../theme/format.ts';
import { Confirmed, Refusal } from '../../ui/Confirmed.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { RegionField } from '../../view/RegionField.tsx';

function Problems({ problems }: { readonly problems: readonly { readonly path: string; readonly message: string }[] }) {
  const words = useWords(settingsWords);
  if (problems.length === 0) return <p role="status">{words.clean}</p>;
  return (
    <div role="alert" className="refused">
      <p>{words.problems(count(problems.length))}</p>
      <ul>
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <code>{path === '' ? words.whole : path}</code> {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The part that puts a checked text in force: where, since when, and what of before is judged anew. */
function InForce({ text, checked }: { readonly text: string; readonly checked: boolean }) {
  const words = useWords(settingsWords);
  const lang = useLang();
  const periods = useDataset().data?.dataset.periods ?? [];
  const [region, setRegion] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [recompute, setRecompute] = useState<string | null>(null);
  const apply = useSetRuleSet();
  return (
    <div className="form">
      <RegionField label={words.region} hint={words.regionHint} code={region} onChange={setRegion} />
      <div className="pair">
        <TextField label={words.from} hint={words.fromHint} type="date" value={from} onChange={setFrom} />
        <Choose
          label={words.recompute}
          any={words.noRecompute}
          options={periods.toReversed().map((period) => ({ value: period, label: periodText(period, lang) }))}
          value={recompute}
          onChange={setRecompute}
        />
      </div>
      {checked ? (
        <Confirmed
          label={words.apply}
          question={words.applyAsk}
          confirm={words.applyNow}
          pending={apply.isPending}
          onConfirm={() => {
            apply.mutate({ document: text, region, from: from === '' ? null : from, recompute });
          }}
        />
      ) : (
        <p className="small muted">{words.checkFirst}</p>
      )}
      <output>{apply.isSuccess && words.applied(apply.data.setRuleSet.from, count(apply.data.setRuleSet.submissions))}</output>
      <Refusal message={apply.error?.message} />
    </div>
  );
}

/** The text of a rule set: changed, checked, put in force. Only a text that was checked as it stands can be. */
export function RuleEditor({ document }: { readonly document: string }) {
  const words = useWords(settingsWords);
  const id = useId();
  const [text, setText] = useState(document);
  const check = useCheckRuleSet();
  const answer = check.data?.checkRuleSet;
  const current = check.variables?.document === text && !check.isPending;
  return (
    <div className="form">
      <div className="text-field">
        <label htmlFor={id}>{words.document}</label>
        <textarea
          id={id}
          className="field rule-text"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
          }}
        />
        <small>{words.documentHint}</small>
      </div>
      <button
        type="button"
        className="button"
        disabled={check.isPending || text.trim() === ''}
        onClick={() => {
          check.mutate({ document: text });
        }}
      >
        {check.isPending ? words.checking : words.check}
      </button>
      <Refusal message={check.error?.message} />
      {current && answer && <Problems problems={answer} />}
      <InForce text={text} checked={current && answer?.length === 0} />
    </div>
  );
}
