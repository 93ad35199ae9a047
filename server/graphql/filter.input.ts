/** What is asked for: which regions, which periods, which units. */
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { Basis } from '../domain/bases.ts';
import type { Form, Setup, Subject, Tier } from '../domain/organizations.ts';
import type { RegionKind, RegionLevel } from '../domain/region.ts';
import type { GapReason, Industry, Management, Scale, UnitKind, UnitSector, UnitStatus } from '../domain/units.ts';
import {
  BasisEnum,
  FormEnum,
  GapReasonEnum,
  IndustryEnum,
  ManagementEnum,
  RegionKindEnum,
  RegionLevelEnum,
  ScaleEnum,
  SetupEnum,
  SubjectEnum,
  TierEnum,
  UnitKindEnum,
  UnitSectorEnum,
  UnitStatusEnum,
} from './enums.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@InputType(
  'RegionSelection',
  says(
    '选哪些地区：codes、childrenOf、under 三者取一；under 须带 level',
    'Which regions: exactly one of codes, childrenOf, under; level with under',
  ),
)
export class RegionSelectionInput {
  @Field(() => [ID], maybe('按代码', 'By code'))
  codes?: string[];

  @Field(() => ID, maybe('某地区的下级', 'Children of a region'))
  childrenOf?: string;

  @Field(() => ID, maybe('某地区之下的某一层级', 'All of a level under a region'))
  under?: string;

  @Field(() => RegionLevelEnum, maybe('层级', 'Level'))
  level?: RegionLevel;

  @Field(() => RegionKindEnum, maybe('种类', 'Kind'))
  kind?: RegionKind;
}

@InputType(
  'PeriodSelection',
  says('选哪些报告期：only、from（可带 to）、last 三者取一', 'Which periods: exactly one of only, from (with to), last'),
)
export class PeriodSelectionInput {
  @Field(() => [PeriodScalar], maybe('这些报告期', 'These periods'))
  only?: string[];

  @Field(() => PeriodScalar, maybe('自该期起', 'From this one'))
  from?: string;

  @Field(() => PeriodScalar, maybe('至该期止', 'To this one'))
  to?: string;

  @Field(() => Int, maybe('最近几期', 'The last n quarters'))
  last?: number;
}

@InputType('UnitFilter', says('选哪些单位；各条同时满足', 'Which units; all conditions hold'))
export class UnitFilterInput {
  @Field(() => ID, maybe('地区', 'Region'))
  region?: string;

  @Field(() => ID, maybe('园区', 'Park'))
  park?: string;

  @Field(() => [UnitKindEnum], maybe('单位类别', 'Kinds'))
  kind?: UnitKind[];

  @Field(() => [UnitSectorEnum], maybe('领域', 'Sectors'))
  sector?: UnitSector[];

  @Field(() => [IndustryEnum], maybe('行业', 'Industries'))
  industry?: Industry[];

  @Field(() => [ScaleEnum], maybe('规模', 'Sizes'))
  scale?: Scale[];

  @Field(() => [UnitStatusEnum], maybe('经营状态', 'Statuses'))
  status?: UnitStatus[];

  @Field(() => [ManagementEnum], maybe('隶属', 'Managements'))
  management?: Management[];

  @Field(() => BasisEnum, maybe('口径', 'Basis'))
  basis?: Basis;

  @Field(() => SubjectEnum, maybe('组织类别；tier 与 ELIGIBLE 按它判断', 'Whose tiers and eligibility'))
  subject?: Subject;

  @Field(() => [TierEnum], maybe('覆盖方式', 'Tiers'))
  tier?: Tier[];

  @Field(() => [SetupEnum], maybe('覆盖该单位的组织的组建方式', 'Setups of the organisation that covers the unit'))
  setup?: Setup[];

  @Field(() => [FormEnum], maybe('覆盖该单位的组织的形式', 'Forms of the organisation that covers the unit'))
  form?: Form[];

  @Field(() => SubjectEnum, maybe('应建未建该类组织', 'Should have an organisation of this subject and has none'))
  eligibleWithout?: Subject;

  @Field(() => Int, maybe('从业人员不少于', 'Staff at least'))
  minStaff?: number;

  @Field(() => [GapReasonEnum], maybe('未建原因', 'Reasons'))
  reason?: GapReason[];

  @Field(() => String, maybe('名称或统一社会信用代码片段', 'Part of a name or credit code'))
  search?: string;

  @Field(() => Int, maybe('从业人员不多于', 'Staff at most'))
  maxStaff?: number;

  @Field(() => Int, maybe('正式党员不少于', 'Full members at least'))
  minFullMembers?: number;

  @Field(() => Int, maybe('正式党员不多于', 'Full members at most'))
  maxFullMembers?: number;

  @Field(() => Int, maybe('团员不少于', 'League members at least'))
  minLeagueMembers?: number;

  @Field(() => Int, maybe('团员不多于', 'League members at most'))
  maxLeagueMembers?: number;

  @Field(() => Int, maybe('工会会员不少于', 'Union members at least'))
  minUnionMembers?: number;

  @Field(() => Int, maybe('工会会员不多于', 'Union members at most'))
  maxUnionMembers?: number;

  @Field(() => Float, maybe('营业收入不少于，万元', 'Revenue at least, in ten thousand yuan'))
  minRevenueWan?: number;

  @Field(() => Float, maybe('营业收入不多于，万元', 'Revenue at most, in ten thousand yuan'))
  maxRevenueWan?: number;

  @Field(() => DateScalar, maybe('登记日期自', 'Registered on or after'))
  registeredFrom?: string;

  @Field(() => DateScalar, maybe('登记日期至', 'Registered on or before'))
  registeredTo?: string;

  @Field(() => DateScalar, maybe('开业日期自', 'Opened on or after'))
  openedFrom?: string;

  @Field(() => DateScalar, maybe('开业日期至', 'Opened on or before'))
  openedTo?: string;

  @Field(() => SubjectEnum, maybe('应建该类组织，不论建否', 'Should have an organisation of this subject, whether it has or not'))
  eligibleFor?: Subject;

  @Field(() => SubjectEnum, maybe('该类组织已覆盖', 'Covered by an organisation of this subject'))
  coveredBy?: Subject;

  @Field(() => SubjectEnum, maybe('该类组织未覆盖', 'Not covered by an organisation of this subject'))
  notCoveredBy?: Subject;

  @Field(() => Boolean, maybe('没有党员', 'Without a Party member'))
  memberless?: boolean;

  @Field(() => Boolean, maybe('有党建指导员', 'Has an instructor'))
  hasInstructor?: boolean;

  @Field(() => Boolean, maybe('有固定场所；未填的两边都不算', 'Has premises; neither where the ledger does not say'))
  hasPremises?: boolean;

  @Field(() => Boolean, maybe('纳入基数；未填的两边都不算', 'On the base list; neither where the ledger does not say'))
  baseListed?: boolean;
}
