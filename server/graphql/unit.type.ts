import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Basis } from '../domain/bases.ts';
import type { Tier } from '../domain/organizations.ts';
import type { GapReason, Industry, Management, Scale, UnitKind, UnitSector, UnitStatus } from '../domain/units.ts';
import type { UnitRow } from '../reports/unitTypes.ts';
import {
  BasisEnum,
  GapReasonEnum,
  IndustryEnum,
  ManagementEnum,
  ScaleEnum,
  TierEnum,
  UnitKindEnum,
  UnitSectorEnum,
  UnitStatusEnum,
} from './enums.ts';
import { connectionOf } from './page.type.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('Unit', { simpleResolvers: true, ...says('一个单位在一个报告期', 'One unit in one period') })
export class UnitType {
  @Field(() => ID, says('统一社会信用代码', 'Credit code'))
  creditCode!: string;

  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(() => UnitKindEnum, says('单位类别', 'Kind'))
  kind!: UnitKind;

  @Field(() => UnitSectorEnum, says('领域', 'Sector'))
  sector!: UnitSector;

  @Field(() => IndustryEnum, maybe('行业', 'Industry'))
  industry!: Industry | null;

  @Field(() => ScaleEnum, says('规模', 'Size by staff'))
  scale!: Scale;

  @Field(() => UnitStatusEnum, says('经营状态', 'Status'))
  status!: UnitStatus;

  @Field(() => ManagementEnum, maybe('隶属', 'Management'))
  management!: Management | null;

  @Field(() => Int, says('从业人员', 'Staff'))
  staff!: number;

  @Field(() => Int, says('正式党员', 'Full members'))
  fullMembers!: number;

  @Field(() => Int, maybe('预备党员', 'Probationary members'))
  probationaryMembers!: number | null;

  @Field(() => Int, maybe('团员', 'League members'))
  leagueMembers!: number | null;

  @Field(() => Int, maybe('工会会员', 'Union members'))
  unionMembers!: number | null;

  @Field(() => TierEnum, says('党的覆盖方式', 'Tier for the Party'))
  partyTier!: Tier;

  @Field(() => TierEnum, says('工会覆盖方式', 'Tier for the union'))
  unionTier!: Tier;

  @Field(() => TierEnum, says('共青团覆盖方式', 'Tier for the league'))
  leagueTier!: Tier;

  @Field(() => TierEnum, says('妇女组织覆盖方式', "Tier for the women's organisation"))
  womenTier!: Tier;

  @Field(() => [BasisEnum], says('属于哪些口径；其中应建指应建党组织', 'Bases it is in; ELIGIBLE is that of the Party'))
  bases!: readonly Basis[];

  @Field(() => GapReasonEnum, maybe('未建原因', 'Why it has no organisation'))
  reason!: GapReason | null;

  @Field(() => DateScalar, maybe('登记日期', 'Registered on'))
  registeredOn!: string | null;

  @Field(() => DateScalar, maybe('开业日期', 'Opened on'))
  openedOn!: string | null;

  @Field(() => Int, maybe('女职工', 'Women among the staff'))
  womenStaff!: number | null;

  @Field(() => Float, maybe('营业收入，万元', 'Revenue in ten thousand yuan'))
  revenueWan!: number | null;

  @Field(() => Boolean, maybe('有固定场所', 'Has premises'))
  hasPremises!: boolean | null;

  @Field(() => Int, maybe('入党申请人', 'Applicants for membership'))
  applicants!: number | null;

  @Field(() => Int, maybe('入党积极分子', 'Activists'))
  activists!: number | null;

  @Field(() => Int, maybe('党建指导员', 'Instructors'))
  instructors!: number | null;

  @Field(() => Int, maybe('指导员走访次数', 'Visits by instructors'))
  instructorVisits!: number | null;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;
}

export const UnitConnection = connectionOf<UnitRow>('Unit', () => UnitType);
