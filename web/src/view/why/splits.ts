/** By which parts a change can be split, and by which it is. Pure. */
import type { WhyChange, WhySplit } from '../../api/why.ts';
import { SPLITS, type Split } from '../../state/choices.ts';

const FIELDS = { children: 'byChildren', sector: 'bySector', scale: 'byScale' } as const;

export const splitOf = (change: WhyChange, split: Split): WhySplit | null => change[FIELDS[split]];

export const splitsThere = (change: WhyChange): readonly Split[] => SPLITS.filter((split) => splitOf(change, split) !== null);

/** The one asked for, else the first there is; by children where there is none, so that its refusal can be said. */
export function splitShown(change: WhyChange, asked: Split | null): Split {
  const there = splitsThere(change);
  return asked !== null && there.includes(asked) ? asked : (there[0] ?? 'children');
}
