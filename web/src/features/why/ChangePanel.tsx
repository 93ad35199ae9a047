import { useCallback, type ReactNode } from 'react';
import type { OverviewRegion } from '../../api/overview.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { Box } from '../../charts/geometry.ts';
import { waterfallOption } from '../../charts/waterfallOption.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { whyWords, type WhyWords } from '../../i18n/why.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import type { Split } from '../../state/choices.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { PanelProps } from './RatePanel.tsx';
import { changeUnit, kindOf } from '../../view/why/speaking.ts';
import { splitOf, splitsThere } from '../../view/why/splits.ts';
import { fallDecimals, toFractionFall, toPartsFall, type Fall } from '../../view/why/toWaterfalls.ts';

export interface SplitProps extends PanelProps {
  readonly region: OverviewRegion;
  readonly split: Split;
}

/** 比上季为什么变: two exact splits of the same change, side by side. */
export function ChangePanel({ answer: { change }, speaking, copy, region, split }: SplitProps) {
  const words = useWords(whyWords);
  const lang = useLang();
  const unit = changeUnit(speaking);
  const counts = speaking.indicator.shape === 'COUNT';
  if (change.refusal !== null)
    return (
      <Panel className="why-change" title={words.changeTitle} actions={copy}>
        <EmptyState title={words.changeRefused}>{pickLabel(change.explanation, lang)}</EmptyState>
      </Panel>
    );
  const parts = splitOf(change, split);
  const decimals = fallDecimals(change, parts, speaking.indicator.decimals);
  const fraction = toFractionFall(change, decimals, speaking);
  const mix = toPartsFall(change, parts, kindOf(split, region), decimals, speaking);
  return (
    <Panel
      className="why-change"
      title={words.changeTitle}
      note={counts ? words.changeNoteCount(unit) : words.changeNote(unit)}
      actions={copy}
    >
      <div className={counts ? 'why-falls counts' : 'why-falls'}>
        {fraction ? <Figure fall={fraction} /> : <Missing title={words.fraction} why={words.fractionNone} />}
        {mix ? (
          <Figure fall={mix} switching={<SplitSwitch there={splitsThere(change)} split={split} />} />
        ) : (
          <Missing title={words.mix(words.each[kindOf(split, region)])} why={refusalOf(region, words)} />
        )}
      </div>
      <p className="why-note">{pickLabel(change.explanation, lang)}</p>
      {mix !== null && change.byChildren === null && <p className="why-note">{refusalOf(region, words)}</p>}
    </Panel>
  );
}

/** Why there is no split by regions: there are none, or they count more than the whole. */
const refusalOf = ({ children }: OverviewRegion, words: WhyWords): string =>
  children.some(({ kind }) => kind === 'ADMINISTRATIVE') ? words.overlap : words.noChildren;

function Figure({ fall, switching }: { readonly fall: Fall; readonly switching?: ReactNode }) {
  const words = useWords(whyWords);
  const theme = useChartTheme();
  const { picture } = fall;
  const option = useCallback((box: Box) => waterfallOption(picture, theme, box), [picture, theme]);
  return (
    <figure>
      <figcaption>
        <div className="why-fall-head">
          <h3>{fall.title}</h3>
          {switching}
        </div>
        <p>{fall.note}</p>
      </figcaption>
      <Chart className="why-fall" option={option} label={words.waterfallLabel(fall.title, fall.spoken)} />
    </figure>
  );
}

function Missing({ title, why }: { readonly title: string; readonly why: string }) {
  return (
    <div className="why-fall-none">
      <h3>{title}</h3>
      <p>{why}</p>
    </div>
  );
}

function SplitSwitch({ there, split }: { readonly there: readonly Split[]; readonly split: Split }) {
  const words = useWords(whyWords);
  const { set } = useSelection();
  if (there.length < 2) return null;
  return (
    <Segmented
      label={words.splitBy}
      options={there.map((value) => ({ value, label: words.split[value] }))}
      value={split}
      onChange={(chosen: Split) => {
        set({ split: chosen === there[0] ? null : chosen }, { replace: true });
      }}
    />
  );
}
