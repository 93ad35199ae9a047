/** What a rule says, as a phrase in both languages. A new rule is one line here. */
import { formatCount, formatNumber } from '../domain/format.ts';
import { FORMS } from '../domain/organizations.ts';
import { CHECKLISTS, type ChecklistId } from '../domain/rules/checklists.ts';
import {
  COUNTED,
  type Counted,
  type FormBand,
  type FormLadder,
  type FoundingCondition,
  type RuleField,
  type Rules,
  type SizeTest,
  type WorkChannel,
} from '../domain/rules/ruleSet.ts';
import type { Words } from '../domain/words.ts';

const CHANNELS: Readonly<Record<WorkChannel, Words>> = {
  INSTRUCTOR: { zh: '党建指导员', en: 'instructors' },
  LIAISON: { zh: '联络员', en: 'liaisons' },
  MASS_ORGANIZATION: { zh: '群团组织', en: 'mass organisations' },
};
const YUAN_PER_WAN = 10_000;

const join = (words: readonly Words[], zh: string, en: string): Words => ({
  zh: words.map((one) => one.zh).join(zh),
  en: words.map((one) => one.en).join(en),
});
/** As written: whole numbers without a point, revenue with the digits it was given. */
const plain = (value: number): string => (Number.isInteger(value) ? formatCount(value) : String(value));

const atLeast = (by: Counted, min: number): Words => ({
  zh: `${COUNTED[by].zh} ${formatCount(min)} 人以上`,
  en: `at least ${formatCount(min)} ${COUNTED[by].en}`,
});

function sizeWords({ minStaff, minRevenueWan }: SizeTest): Words {
  const staff = minStaff === undefined ? [] : [atLeast('staff', minStaff)];
  const revenue =
    minRevenueWan === undefined
      ? []
      : [
          {
            zh: `年营业收入 ${plain(minRevenueWan)} 万元以上`,
            en: `at least ${formatNumber(minRevenueWan * YUAN_PER_WAN, 0)} yuan of revenue a year`,
          },
        ];
  return join([...staff, ...revenue], '且', ' and ');
}

function bandWords({ from, to, forms }: FormBand): Words {
  const names = join(
    forms.map((form) => FORMS[form]),
    '、',
    ' or ',
  );
  const range = to === from ? { zh: plain(from), en: plain(from) } : { zh: `${plain(from)}–${to}`, en: `${plain(from)}–${to}` };
  const open = { zh: `${plain(from)} 以上`, en: `${plain(from)} and above` };
  const counted = to === null ? open : range;
  return { zh: `${counted.zh} ${names.zh}`, en: `${counted.en} ${names.en}` };
}

function ladderWords({ by, bands }: FormLadder): Words {
  const all = join(bands.map(bandWords), '；', '; ');
  return { zh: `按${COUNTED[by].zh}：${all.zh}`, en: `by ${COUNTED[by].en}: ${all.en}` };
}

const founding = ({ by, min }: FoundingCondition): Words => atLeast(by, min);
const ladders = (all: readonly FormLadder[]): Words => join(all.map(ladderWords), '。', '. ');

function checklist(id: ChecklistId | null): Words {
  if (id === null) return { zh: '没有指定', en: 'not named' };
  const { zh, en, items } = CHECKLISTS[id];
  const names = join(items, '、', ', ');
  return { zh: `${zh}：${names.zh}`, en: `${en}: ${names.en}` };
}

const SAY: { readonly [F in RuleField]: (is: Rules[F]) => Words } = {
  aboveScale: (tests) => join(tests.map(sizeWords), '，或', ', or '),
  threeHaveMinStaff: (min) => atLeast('staff', min),
  partyMinFullMembers: (min) => atLeast('fullMembers', min),
  unionFounding: founding,
  leagueMinMembers: (min) => atLeast('leagueMembers', min),
  womenFounding: founding,
  partyForms: ladders,
  unionForms: ladders,
  leagueForms: ladders,
  womenForms: ladders,
  unionWithinMonths: (months) =>
    months === null
      ? { zh: '没有期限', en: 'no time limit' }
      : { zh: `投产后 ${months} 个月内`, en: `within ${months} months of production` },
  workChannels: (channels) =>
    channels.length === 0
      ? { zh: '都不计', en: 'none counts' }
      : join(
          channels.map((one) => CHANNELS[one]),
          '、',
          ', ',
        ),
  jointBranchMaxUnits: (most) => ({ zh: `至多 ${formatCount(most)} 家`, en: `at most ${formatCount(most)} units` }),
  branchTermYears: (years) => ({ zh: `${years} 年`, en: `${years} years` }),
  fundsPerMember: (yuan) => ({ zh: `每名党员每年 ${plain(yuan)} 元`, en: `${plain(yuan)} yuan a member a year` }),
  partyChecklist: checklist,
  unionChecklist: checklist,
};

export function ruleWords<Field extends RuleField>(field: Field, rules: Pick<Rules, Field>): Words {
  const say: (is: Rules[Field]) => Words = SAY[field];
  return say(rules[field]);
}
