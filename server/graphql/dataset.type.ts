import { Field, Int, ObjectType } from 'type-graphql';
import type { Band } from '../domain/bands.ts';
import type { Basis } from '../domain/bases.ts';
import type { MissingReason } from '../domain/rate.ts';
import { BandEnum, BasisEnum, MissingReasonEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { DateScalar, DateTimeScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType({ simpleResolvers: true, ...says('口径的定义', 'What a basis means') })
export class BasisDefinition {
  @Field(() => BasisEnum, says('口径', 'Basis'))
  id!: Basis;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => Label, says('定义', 'Definition'))
  definition!: Label;
}

@ObjectType({ simpleResolvers: true, ...says('没有数值的原因', 'Why there is no value') })
export class MissingDefinition {
  @Field(() => MissingReasonEnum, says('原因', 'Reason'))
  id!: MissingReason;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;
}

@ObjectType({ simpleResolvers: true, ...says('达标分档', 'A band') })
export class BandDefinition {
  @Field(() => BandEnum, says('分档', 'Band'))
  id!: Band;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => String, says('图形', 'Its mark'))
  shape!: string;
}

@ObjectType({ simpleResolvers: true, ...says('枚举值的名称', 'The words of one member') })
export class VocabularyMember {
  @Field(() => String, says('值', 'Member'))
  id!: string;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;
}

@ObjectType({ simpleResolvers: true, ...says('一种枚举及其各值的名称', 'An enum with the words of its members') })
export class Vocabulary {
  @Field(() => String, says('枚举名', 'Name of the enum'))
  name!: string;

  @Field(() => Label, says('名称', 'What it lists'))
  label!: Label;

  @Field(() => [VocabularyMember], says('各值，按登记次序', 'Members in their order'))
  members!: readonly VocabularyMember[];
}

@ObjectType('Dataset', { simpleResolvers: true, ...says('库中有什么', 'What the database holds') })
export class DatasetType {
  @Field(() => String, says('数据版本，每次发布后变化', 'Data version; changes with every publication'))
  version!: string;

  @Field(() => DateScalar, maybe('最近报告期的截止日', 'Last day of the latest period'))
  asOf!: string | null;

  @Field(() => [PeriodScalar], says('有台账的报告期，由早到晚', 'Periods with a ledger, earliest first'))
  periods!: readonly string[];

  @Field(() => PeriodScalar, maybe('最近报告期', 'Latest period'))
  latestPeriod!: string | null;

  @Field(() => Boolean, says('含示例数据', 'The demo ledger is loaded'))
  demo!: boolean;

  @Field(
    () => Int,
    maybe('最近报告期的单位数；数量过小不予公布时为 null', 'Units of the latest period; null where they are too few to be told of'),
  )
  units!: number | null;

  @Field(
    () => Int,
    maybe('最近报告期的组织数；数量过小不予公布时为 null', 'Organisations of the latest period; null where they are too few to be told of'),
  )
  organizations!: number | null;

  @Field(() => Int, says('已发布的报送数', 'Submissions published'))
  submissions!: number;

  @Field(() => Int, says('公布数的个数', 'Published figures'))
  figures!: number;

  @Field(() => DateTimeScalar, maybe('最近一次导入', 'Last import'))
  lastImportAt!: string | null;

  @Field(() => [BasisDefinition], says('全部口径', 'All bases'))
  bases!: readonly BasisDefinition[];

  @Field(() => [MissingDefinition], says('没有数值的全部原因', 'All reasons for a missing value'))
  missingReasons!: readonly MissingDefinition[];

  @Field(() => [BandDefinition], says('全部分档', 'All bands'))
  bands!: readonly BandDefinition[];

  @Field(() => [Vocabulary], says('全部枚举及其名称', 'All enums and their words'))
  vocabularies!: readonly Vocabulary[];
}
