import { runChecks, type CheckId, type Finding } from '../../../server/domain/checks/index.ts';
import type { Figure } from '../../../server/domain/figures.ts';
import { figureOf } from '../figureOf.ts';

type Stated = string | Figure;

/** The finding of one relation whose figures are printed texts by role; `others` are further figures of the same source. */
export function verdictOf(
  kind: CheckId,
  members: readonly (readonly [role: string, printed: Stated])[],
  others: readonly Figure[] = [],
): Finding {
  const figures = members.map(([role, printed]) => ({
    role,
    figure: typeof printed === 'string' ? figureOf(printed, { label: role }) : printed,
  }));
  const relation = { id: 'r', kind, members: figures.map(({ role, figure }) => ({ role, figure: figure.id })) };
  const [finding] = runChecks([...figures.map(({ figure }) => figure), ...others], [relation]);
  if (finding === undefined) throw new Error('one relation gives one finding');
  return finding;
}

export const ratio = (numerator: Stated, denominator: Stated, rate: Stated, others: readonly Figure[] = []): Finding =>
  verdictOf(
    'RATIO',
    [
      ['numerator', numerator],
      ['denominator', denominator],
      ['rate', rate],
    ],
    others,
  );
