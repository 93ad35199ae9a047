import { useState, type ReactNode } from 'react';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { mapWords } from '../../i18n/map.ts';
import { overviewWords, type OverviewWords } from '../../i18n/overview.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { SORTS } from '../../state/choices.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count, plain, THIN } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { Pointing } from '../../view/row.ts';
import { RankTable, type ColumnHead } from '../../view/RankTable.tsx';
import { countedIn } from '../../view/counting.ts';
import type { Row } from '../../view/row.ts';
import { orderRows, rankNote } from '../../view/toRows.ts';
import { Picker } from './Picker.tsx';

/** Lines that stand beside a map without running away from it. */
const FEW = 25;

interface LedgerRankingProps extends Omit<Pointing, 'open'> {
  readonly rows: readonly Row[];
  readonly indicator: IndicatorDefinition;
  readonly classes: number;
  /** Counties of a whole province: too many to stand all at once. */
  readonly county: boolean;
  readonly copy: ReactNode;
  /** Below the table, outside the ranking. */
  readonly children?: ReactNode;
}

/** «周口市最低，72.5 %»: the first row of the ranking is the finding, with all that print the same. */
export function findingOf(rows: readonly Row[], indicator: IndicatorDefinition, unit: string, words: OverviewWords): string {
  const [worst] = rows;
  if (!worst || worst.value === null || worst.text === null || indicator.direction === 'NEUTRAL') return words.ranking;
  const value = `${worst.text}${THIN}${unit}`;
  // What prints alike is alike to a reader.
  const tied = rows.filter((row) => row.absence === null && row.text === worst.text).length;
  if (tied > 1) return (indicator.direction === 'HIGHER' ? words.lowestTied : words.highestTied)(worst.fullName, count(tied), value);
  return indicator.direction === 'HIGHER' ? words.lowest(worst.fullName, value) : words.highest(worst.fullName, value);
}

/** Heads of the columns, with what is counted in them. */
function useHeads(rows: readonly Row[], indicator: IndicatorDefinition) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const unit = pickLabel(indicator.unit, lang);
  const targets = new Set(rows.flatMap(({ target }) => (target === null ? [] : [target])));
  const [target] = targets;
  const tick = targets.size === 1 && target !== undefined && indicator.shape === 'PERCENT' ? words.tick(words.target(plain(target))) : null;
  const label = pickLabel(indicator.label, lang);
  const valueHead = (
    <>
      <span className="brief">{words.inUnit(label, unit)}</span>
      {tick !== null && <span className="tick">{words.inUnitTick(label, unit, tick)}</span>}
    </>
  );
  const counted = countedIn(indicator, words);
  const headOf = (name: string): ColumnHead => ({
    text: counted === null ? name : words.inUnit(name, counted),
    title: [indicator.numeratorLabel, indicator.denominatorLabel].flatMap((one) => (one ? [pickLabel(one, lang)] : [])).join(' / '),
  });
  return {
    valueHead,
    partsHead: indicator.denominator ? headOf(words.parts) : null,
    gapHead: { text: headOf(words.gap).text },
  };
}

function SortPicker({ neutral }: { readonly neutral: boolean }) {
  const words = useWords(mapWords);
  const { selection, set } = useSelection();
  return (
    <Picker
      label={words.sort}
      options={SORTS.map((value) => ({ value, label: (neutral ? words.plainSorts : words.sorts)[value] }))}
      value={selection.sort}
      onChange={(sort) => {
        set({ sort }, { replace: true });
      }}
    />
  );
}

/** Who: the children, worst first unless the address says otherwise. */
export function LedgerRanking({ rows, indicator, classes, county, copy, pointer, children }: LedgerRankingProps) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const map = useWords(mapWords);
  const { selection, hrefFor } = useSelection();
  const [all, setAll] = useState(false);
  const ordered = orderRows(rows, selection.sort);
  const folded = county && rows.length > FEW && !all;
  const unit = pickLabel(indicator.unit, lang);
  const title = findingOf(rows, indicator, unit, words);
  const heads = useHeads(rows, indicator);
  return (
    <Panel
      className="rank"
      title={title}
      note={rankNote(rows, words, lang)}
      actions={
        <>
          <SortPicker neutral={indicator.direction === 'NEUTRAL'} />
          {copy}
        </>
      }
    >
      <RankTable
        label={title}
        rows={folded ? ordered.slice(0, FEW) : ordered}
        classes={classes}
        {...heads}
        changeUnit={indicator.shape === 'PERCENT' ? words.pointsUnit : unit}
        unit={unit}
        bars={indicator.shape === 'PERCENT'}
        full
        worstFirst={selection.sort === 'low' && indicator.direction !== 'NEUTRAL'}
        hrefOf={(code) => hrefFor({ region: code, layout: selection.layout === 'tiles' ? 'tiles' : null })}
        pointer={pointer}
      />
      {county && rows.length > FEW && (
        <button
          type="button"
          className="button more"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? map.less(count(FEW)) : map.more(count(rows.length))}
        </button>
      )}
      {children}
    </Panel>
  );
}
