/** Which regions and periods an address of observations selects: what of it does not fit together, and its short forms. */
import type { View } from '../../reports/types.ts';
import type { BadParameter, Given } from './parameter.ts';
import type { OBSERVATION_PARAMETERS, OBSERVATION_SHORT } from './sets.ts';

type Selection = Given<typeof OBSERVATION_PARAMETERS & typeof OBSERVATION_SHORT>;

const PLACES = ['region', 'codes', 'childrenOf', 'under'];
const SPANS = ['period', 'only', 'from', 'last'];
const EXAMPLES = { places: 'region=410000 或 childrenOf=410000', spans: 'last=1 或 period=2025Q4' };

function exactlyOne(of: readonly string[], names: ReadonlySet<string>, what: string, example: string): readonly BadParameter[] {
  const given = of.filter((name) => names.has(name));
  if (given.length === 1) return [];
  const allowed = given.length === 0 ? `没有给出${what}：须给其中一个，如 ${example}` : `只能给其中一个来选择${what}`;
  return [{ name: (given.length === 0 ? of : given).join('|'), value: null, allowed }];
}

/** `names`: all that the address has, readable or not. */
export function selectionProblems(names: ReadonlySet<string>, { under, from, to }: Selection): readonly BadParameter[] {
  const problems = [
    ...exactlyOne(PLACES, names, '地区', EXAMPLES.places),
    // `to` alone is half a span; what is missing is told below.
    ...exactlyOne(SPANS, names.has('to') ? new Set([...names, 'from']) : names, '报告期', EXAMPLES.spans),
  ];
  if (under !== undefined && !names.has('level'))
    problems.push({ name: 'under', value: under, allowed: '须同时给出 level，如 level=COUNTY' });
  if (to !== undefined && !names.has('from')) problems.push({ name: 'to', value: to, allowed: '须与 from 一起给出' });
  if (from !== undefined && to !== undefined && from > to) problems.push({ name: 'from', value: from, allowed: `不能晚于 to=${to}` });
  return problems;
}

/** `region` is the region and its children, `period` is `only`. */
export async function unfolded(view: View, { region, period, ...given }: Selection): Promise<Given<typeof OBSERVATION_PARAMETERS>> {
  const spelled = period === undefined ? given : { ...given, only: period };
  if (region === undefined) return spelled;
  const [children = []] = await view.childrenOf([region]);
  return { ...spelled, codes: [region, ...children.filter(({ kind }) => kind === 'ADMINISTRATIVE').map(({ code }) => code)] };
}
