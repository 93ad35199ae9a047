/** The checks of published figures (domain.md §8). A new check is its file and one line here. */
import type { Figure, Relation } from '../figures.ts';
import { toNumber, type Fraction } from '../fraction.ts';
import { stateFigure, type Check, type Evidence, type Outcome, type Stated } from './check.ts';
import { GRIM } from './grim.ts';
import { LEDGER } from './ledger.ts';
import { MULTIPLES } from './multiples.ts';
import { RATIO } from './ratio.ts';
import { SAME } from './same.ts';
import { SERIES } from './series.ts';
import { SHARES } from './shares.ts';
import { SUM } from './sum.ts';
import { VERDICTS, type Severity, type Verdict } from './verdicts.ts';

export { SEVERITIES, VERDICTS, type Severity, type Verdict } from './verdicts.ts';

export const CHECKS = { RATIO, GRIM, SUM, SAME, SHARES, MULTIPLES, LEDGER, SERIES } as const satisfies Record<string, Check>;
export type CheckId = keyof typeof CHECKS;

export const isCheckId = (kind: string): kind is CheckId => Object.hasOwn(CHECKS, kind);
export const checkOf = (kind: CheckId): Check => CHECKS[kind];

/** One verdict of one relation. Numbers are unrounded, percent 0–100; `difference` is printed − computed. */
export interface Finding {
  readonly relation: string;
  readonly check: string;
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** Region of the figure the verdict is about; null when no figure of the relation is known. */
  readonly region: string | null;
  readonly printed: number | null;
  /** What the printed parts give: a recomputed rate, the sum of the parts, the other value. */
  readonly computed: number | null;
  readonly difference: number | null;
  /** Digits after the point for the three numbers. */
  readonly decimals: number;
  /** Key of FIGURE_UNITS. */
  readonly unit: string | null;
  /** The one number of the verdict as a register of verdicts keeps it (`70.94`, `247`); empty where there is none. */
  readonly outcome: string;
  readonly title: string;
  readonly explanation: string;
  readonly explanationEn: string;
  /** In the order of the relation, unknown ones left out. */
  readonly figures: readonly Figure[];
}

/** Roles with too few or too many figures, in Chinese; empty when the relation is complete. */
export function roleProblems(relation: Relation): readonly string[] {
  if (!isCheckId(relation.kind)) return [`没有「${relation.kind}」这种关系，可用：${Object.keys(CHECKS).join('、')}`];
  const { roles } = checkOf(relation.kind);
  const unknown = relation.members
    .filter(({ role }) => !Object.hasOwn(roles, role))
    .map(({ role }) => `${relation.kind} 没有「${role}」这个角色，可用：${Object.keys(roles).join('、')}`);
  const counts = Object.entries(roles).flatMap(([role, { least, most }]) => {
    const count = relation.members.filter((member) => member.role === role).length;
    if (count >= least && (most === null || count <= most)) return [];
    return [
      `角色「${role}」有 ${count} 个数，应${most === null ? `不少于 ${least}` : least === most ? `恰为 ${least}` : `为 ${least}–${most}`} 个`,
    ];
  });
  return [...unknown, ...counts];
}

interface Register extends Evidence {
  figure(id: string): Figure | undefined;
}

function register(figures: readonly Figure[], relations: readonly Relation[]): Register {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const bySource = Map.groupBy(figures, (figure) => figure.source);
  const stated = new Map<string, Stated | null>();
  const state = (figure: Figure): Stated | null => {
    const known = stated.get(figure.id);
    if (known !== undefined) return known;
    const read = stateFigure(figure);
    stated.set(figure.id, read);
    return read;
  };
  const stateAll = (some: readonly Figure[]): readonly Stated[] => some.map(state).filter((read) => read !== null);
  return {
    figure: (id) => byId.get(id),
    siblings: (figure) => stateAll((bySource.get(figure.source) ?? []).filter(({ id }) => id !== figure.id)),
    relationsOf: (figure, kind) =>
      relations.filter((relation) => relation.kind === kind && relation.members.some((member) => member.figure === figure.id)),
    membersOf: (relation, role) =>
      stateAll(relation.members.filter((member) => member.role === role).flatMap((member) => byId.get(member.figure) ?? [])),
  };
}

const numeric = (value: Fraction | null): number | null => (value === null ? null : toNumber(value));

function toFinding(relation: Relation, figures: readonly Figure[], outcome: Outcome): Finding {
  const { verdict, printed, computed, difference, decimals, title, explanation } = outcome;
  return {
    relation: relation.id,
    check: relation.kind,
    verdict,
    severity: VERDICTS[verdict].severity,
    region: outcome.about.region,
    printed: numeric(printed),
    computed: numeric(computed),
    difference: numeric(difference),
    decimals,
    unit: printed === null ? null : outcome.about.unit,
    outcome: outcome.outcome,
    title,
    explanation: explanation.zh,
    explanationEn: explanation.en,
    figures,
  };
}

/** A relation that lacks a figure, or one of whose numbers is masked, is not judged: silence is no agreement. */
function notJudged(relation: Relation, figures: readonly Figure[], zh: string, en: string): Finding {
  const [first] = figures;
  return {
    relation: relation.id,
    check: relation.kind,
    verdict: 'UNCHECKED',
    severity: VERDICTS.UNCHECKED.severity,
    region: first?.region ?? null,
    printed: null,
    computed: null,
    difference: null,
    decimals: 0,
    unit: null,
    outcome: '',
    title: first?.label ?? relation.id,
    explanation: zh,
    explanationEn: en,
    figures,
  };
}

function checkRelation(relation: Relation, evidence: Register): Finding {
  const figures = relation.members.flatMap(({ figure }) => evidence.figure(figure) ?? []);
  const problems = roleProblems(relation);
  if (!isCheckId(relation.kind) || problems.length > 0)
    return notJudged(relation, figures, `${problems.join('；')}。`, 'The relation is not complete.');
  if (figures.length < relation.members.length)
    return notJudged(relation, figures, '所指公布数不存在。', 'A figure of the relation is not known.');
  const unread = figures.filter((figure) => stateFigure(figure) === null);
  if (unread.length > 0) {
    const list = unread.map(({ label, printed }) => `「${label}」印作「${printed}」`).join('、');
    return notJudged(relation, figures, `${list}，不是可核对的数。`, 'A number of the relation is masked or cannot be read.');
  }
  const roles = (role: string): readonly Stated[] => evidence.membersOf(relation, role);
  return toFinding(relation, figures, checkOf(relation.kind).run(roles, evidence));
}

/** One finding for each relation, in the order of the relations. */
export function runChecks(figures: readonly Figure[], relations: readonly Relation[]): readonly Finding[] {
  const evidence = register(figures, relations);
  return relations.map((relation) => checkRelation(relation, evidence));
}
