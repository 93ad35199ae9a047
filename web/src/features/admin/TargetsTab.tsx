import { useIndicators } from '../../api/indicators.ts';
import { useRemoveTarget, useTargetSteps, type TargetStep } from '../../api/settings.ts';
import { adminWords } from '../../i18n/admin.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { regionName, useLabel, useLang, useWords } from '../../i18n/words.ts';
import { plain, THIN } from '../../theme/format.ts';
import { momentText } from '../../theme/momentText.ts';
import { Confirmed, Refusal } from '../../ui/Confirmed.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { NewTarget } from './NewTarget.tsx';

function Line({ step }: { readonly step: TargetStep }) {
  const words = useWords(settingsWords);
  const lang = useLang();
  const label = useLabel();
  const indicators = useIndicators().data?.indicators ?? [];
  const remove = useRemoveTarget();
  const { region, indicator, from, target, setBy, setAt } = step;
  const place = regionName(region, lang);
  const name = label(indicators.find(({ id }) => id === indicator)?.label) || indicator;
  return (
    <tr>
      <th scope="row">{place}</th>
      <td>{name}</td>
      <td className="nowrap">{from}</td>
      <td className="n">
        {plain(target)}
        {THIN}%
      </td>
      <td>
        {setBy ?? <span className="muted">{words.byRules}</span>}
        {setAt && <small className="muted"> {momentText(setAt, lang)}</small>}
      </td>
      <td>
        <Confirmed
          label={words.remove}
          question={words.removeAsk(`${place} ${name} ${from}`)}
          confirm={words.removeNow}
          pending={remove.isPending}
          onConfirm={() => {
            remove.mutate({ region: region.code, indicator, from });
          }}
        >
          <Refusal message={remove.error?.message} />
        </Confirmed>
      </td>
    </tr>
  );
}

/** 目标: all dated targets, who set them, one more, one less. */
export function TargetsTab() {
  const words = useWords(settingsWords);
  const admin = useWords(adminWords);
  const query = useTargetSteps();
  return (
    <Panel title={words.targets}>
      <p className="answer-sentence">{words.targetsNote}</p>
      <NewTarget />
      <Loaded query={query} skeleton={<SkeletonRows rows={8} height="34px" />}>
        {({ targetSteps }) =>
          targetSteps.length === 0 ? (
            <EmptyState>{words.noTargets}</EmptyState>
          ) : (
            <Scroller name={words.targets}>
              <table className="list" aria-label={words.targets}>
                <thead>
                  <tr>
                    <th scope="col">{words.chosenRegion}</th>
                    <th scope="col">{words.indicator}</th>
                    <th scope="col">{words.from}</th>
                    <th scope="col" className="n">
                      {words.target}
                    </th>
                    <th scope="col">{words.setBy}</th>
                    <th scope="col">{admin.actions}</th>
                  </tr>
                </thead>
                <tbody>
                  {targetSteps.map((step) => (
                    <Line key={`${step.region.code} ${step.indicator} ${step.from}`} step={step} />
                  ))}
                </tbody>
              </table>
            </Scroller>
          )
        }
      </Loaded>
    </Panel>
  );
}
