import { Field, ID, ObjectType } from 'type-graphql';
import type { RegionKind, RegionLevel } from '../domain/region.ts';
import { RegionKindEnum, RegionLevelEnum } from './enums.ts';
import { DateScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('Region', { simpleResolvers: true, ...says('行政区划或园区', 'An administrative division or a park') })
export class RegionType {
  @Field(() => ID, says('代码：GB/T 2260 六位，乡级九位，园区以 P 开头', 'Code: six digits, nine for townships, P… for parks'))
  code!: string;

  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(() => String, maybe('英文名', 'English name'))
  nameEn!: string | null;

  @Field(() => String, says('简称', 'Short name'))
  shortName!: string;

  @Field(() => RegionLevelEnum, says('层级', 'Level'))
  level!: RegionLevel;

  @Field(() => RegionKindEnum, says('种类', 'Kind'))
  kind!: RegionKind;

  @Field(() => DateScalar, maybe('启用日期', 'First day it holds'))
  validFrom!: string | null;

  @Field(() => DateScalar, maybe('停用日期：不再有效的第一天', 'First day it no longer holds'))
  validTo!: string | null;

  @Field(() => Boolean, says('地图中有边界', 'A map pack has its shape'))
  hasBoundary!: boolean;

  @Field(() => Boolean, says('本地区或其下有台账', 'A ledger was submitted at or below it'))
  hasLedger!: boolean;
}
