/** A rule set as somebody's JSON gives it → a document, or every problem by field. Pure and total. */
import { BASES, type Basis } from '../bases.ts';
import { INDICATOR_IDS } from '../indicators.ts';
import { FORMS, type Form, type Subject } from '../organizations.ts';
import { CHECKLISTS, type ChecklistId } from './checklists.ts';
import {
  day,
  isRead,
  list,
  matching,
  nullable,
  number,
  oneOf,
  optional,
  shape,
  such,
  text,
  whole,
  type FieldProblem,
  type Read,
  type Reader,
} from './readers.ts';
import {
  COUNTED,
  WORK_CHANNELS,
  type Counted,
  type FormBand,
  type FormLadder,
  type FoundingCondition,
  type RuleEntry,
  type RuleField,
  type Rules,
  type RuleSetDocument,
  type SizeTest,
  type StagedTarget,
  type WorkChannel,
} from './ruleSet.ts';

const MOST_STAFF = 1_000_000;
const CITATION = text(1000);
const keysOf = <K extends string>(registry: Readonly<Record<K, unknown>>): K[] => Object.keys(registry) as K[];
const isAscending = (numbers: readonly number[]): boolean => numbers.every((one, at) => at === 0 || (numbers[at - 1] as number) < one);
const isSet = (items: readonly unknown[]): boolean => new Set(items).size === items.length;

const count = whole(1, MOST_STAFF);
const sizeTest: Reader<SizeTest> = such(
  shape<SizeTest>({ minStaff: optional(count, undefined), minRevenueWan: optional(number(0, 1e9), undefined) }),
  '至少要有 minStaff、minRevenueWan 中的一项',
  (test) => test.minStaff !== undefined || test.minRevenueWan !== undefined,
);
const founding = <By extends Counted>(...by: By[]): Reader<FoundingCondition<By>> =>
  shape<FoundingCondition<By>>({ by: oneOf(by), min: count });

function ladders(subject: Subject): Reader<FormLadder[]> {
  const forms = keysOf(FORMS).filter((form) => FORMS[form].subject === subject);
  const band: Reader<FormBand> = such(
    shape<FormBand>({
      from: whole(0, MOST_STAFF),
      to: nullable(count),
      forms: such(list<Form>(oneOf(forms), 1, forms.length), '形式不可重复', isSet),
    }),
    'to 不可小于 from',
    ({ from, to }) => to === null || to >= from,
  );
  const bands = such(list(band, 1, 12), '各档应按 from 由小到大排列', (found) => isAscending(found.map(({ from }) => from)));
  return list(shape<FormLadder>({ by: oneOf<Counted>(keysOf(COUNTED)), bands }), 1, 4);
}

/** How each rule is read: a new rule is one line here. */
const RULE_READERS: { readonly [F in RuleField]: Reader<Rules[F]> } = {
  aboveScale: list(sizeTest, 1, 8),
  threeHaveMinStaff: count,
  partyMinFullMembers: count,
  unionFounding: founding('unionMembers', 'staff'),
  leagueMinMembers: count,
  womenFounding: founding('womenStaff', 'womenUnionMembers'),
  partyForms: ladders('PARTY'),
  unionForms: ladders('UNION'),
  leagueForms: ladders('LEAGUE'),
  womenForms: ladders('WOMEN'),
  unionWithinMonths: nullable(whole(1, 120)),
  workChannels: such(list<WorkChannel>(oneOf(WORK_CHANNELS), 0, WORK_CHANNELS.length), '途径不可重复', isSet),
  jointBranchMaxUnits: whole(1, 1000),
  branchTermYears: whole(1, 10),
  fundsPerMember: number(0, 1e6),
  partyChecklist: nullable(oneOf<ChecklistId>(keysOf(CHECKLISTS))),
  unionChecklist: nullable(oneOf<ChecklistId>(keysOf(CHECKLISTS))),
};

type SaidRules = RuleSetDocument['rules'];
const cited = <T>(reader: Reader<T>): Reader<RuleEntry<T> | undefined> =>
  optional(shape<RuleEntry<T>>({ is: reader, citation: CITATION }), undefined);
const saidRules = shape(
  Object.fromEntries(Object.entries(RULE_READERS).map(([field, reader]) => [field, cited(reader as Reader<unknown>)])),
) as Reader<SaidRules>;

type WrittenTarget = Omit<StagedTarget, 'issuedOn'> & { readonly issuedOn: string | null };
const target: Reader<WrittenTarget> = shape<WrittenTarget>({
  indicators: such(list(oneOf(INDICATOR_IDS), 1, 12), '指标不可重复', isSet),
  basis: oneOf<Basis>(keysOf(BASES)),
  percent: number(0, 100),
  issuedOn: optional(day, null),
  dueOn: day,
  citation: CITATION,
});

type Written = Omit<RuleSetDocument, 'targets'> & { readonly targets: readonly WrittenTarget[] };
const written: Reader<Written> = shape<Written>({
  id: matching('小写字母、数字与连字符组成的编号，如 quannan-2011', /^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  zh: text(60),
  en: text(60),
  region: matching('6 位或 9 位行政区划代码', /^\d{6}(?:\d{3})?$/),
  issuedOn: optional(nullable(day), null),
  validFrom: day,
  validTo: optional(nullable(day), null),
  citation: CITATION,
  rules: saidRules,
  targets: optional(list(target, 0, 50), []),
});

/** A target is issued with its set unless it says otherwise. */
function withIssue(set: Written): Read<RuleSetDocument> {
  const undated = set.targets.findIndex((one) => one.issuedOn === null);
  if (undated >= 0 && set.issuedOn === null) {
    const field = `targets[${undated + 1}].issuedOn`;
    return { problems: [{ field, message: `${field}：规则集没有发文日期时，每个目标都要写明发文日期` }] };
  }
  const targets = set.targets.map((one): StagedTarget => ({ ...one, issuedOn: one.issuedOn ?? (set.issuedOn as string) }));
  return { value: { ...set, targets } };
}

export type ParsedRuleSet = { readonly set: RuleSetDocument } | { readonly problems: readonly FieldProblem[] };

/**
 * Reads one rule set; on failure all problems, each naming its field in Chinese. Whether the rules make sense is asked of `lintRuleSet`.
 * Keys come out in one order, so that two documents are the same when their JSON text is.
 */
export function parseRuleSet(json: unknown): ParsedRuleSet {
  const read = written(json, '');
  const dated = isRead(read) ? withIssue(read.value) : read;
  if (!isRead(dated)) return { problems: dated.problems };
  if (Object.keys(dated.value.rules).length + dated.value.targets.length > 0) return { set: dated.value };
  return { problems: [{ field: 'rules', message: 'rules：规则集至少要有一条规则或一个目标' }] };
}

/** As `parseRuleSet`, from the text of a file, with or without a byte order mark. */
export function parseRuleSetText(text: string): ParsedRuleSet {
  try {
    return parseRuleSet(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [{ field: '', message: `规则集不是有效的 JSON：${reason}` }] };
  }
}
