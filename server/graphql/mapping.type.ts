import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { LedgerSheet } from '../domain/ledgerSheets.ts';
import type { RegionRow } from '../reports/types.ts';
import { LedgerSheetEnum } from './enums.ts';
import { RegionType } from './region.type.ts';
import { maybe, says } from './words.ts';

@ObjectType('LedgerColumn', { simpleResolvers: true, ...says('台账的一列', 'A column of a ledger') })
export class LedgerColumnType {
  @Field(() => LedgerSheetEnum, says('工作表', 'Sheet'))
  sheet!: LedgerSheet;

  @Field(() => String, says('英文列名', 'Its key, which is its header in English'))
  key!: string;

  @Field(() => String, says('列标题', 'Header'))
  header!: string;

  @Field(() => Boolean, says('缺少此列的文件不能接收', 'A file without it is refused'))
  required!: boolean;

  @Field(() => String, says('填写规则', 'What it holds'))
  rule!: string;

  @Field(() => [String], says('可填的词；不限则为空', 'Words it takes; empty where it takes any'))
  words!: readonly string[];

  @Field(() => [String], says('也认得的列标题', 'Other headers it answers to'))
  synonyms!: readonly string[];
}

@ObjectType('LayoutSheet', { simpleResolvers: true, ...says('文件中的一个工作表', 'A sheet of a file') })
export class LayoutSheetType {
  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(() => Boolean, says('是隐藏的', 'It is hidden'))
  hidden!: boolean;
}

@ObjectType('UnknownHeader', { simpleResolvers: true, ...says('未识别的列标题', 'A header that names no column') })
export class UnknownHeaderType {
  @Field(() => LedgerSheetEnum, says('工作表', 'Sheet'))
  sheet!: LedgerSheet;

  @Field(() => String, says('列标题', 'The header'))
  label!: string;

  @Field(() => String, maybe('最像哪一列（英文列名）', 'Key of the column it most likely means'))
  nearest!: string | null;
}

@ObjectType('LayoutQuestion', {
  simpleResolvers: true,
  ...says('文件中没有认出、可用表头对应补救的', 'What of a file was not understood and a mapping could mend'),
})
export class LayoutQuestionType {
  @Field(() => [LayoutSheetType], says('文件中的工作表', 'Sheets of the file'))
  sheets!: readonly LayoutSheetType[];

  @Field(() => [LedgerSheetEnum], says('没有找到的工作表', 'Sheets that were not found'))
  missingSheets!: readonly LedgerSheet[];

  @Field(() => [UnknownHeaderType], says('未识别的列标题', 'Headers that name no column'))
  unknown!: readonly UnknownHeaderType[];

  @Field(() => [LedgerColumnType], says('缺少的必填列', 'Required columns that the file lacks'))
  missing!: readonly LedgerColumnType[];
}

@ObjectType('HeaderMatch', { simpleResolvers: true, ...says('一个列标题对应哪一列', 'Which column a header means') })
export class HeaderMatchType {
  @Field(() => String, says('该地区所用的列标题', 'The header as the region writes it'))
  label!: string;

  @Field(() => String, maybe('英文列名；空为有意不导入', 'Key of the column; null: left out on purpose'))
  key!: string | null;

  @Field(() => String, maybe('该列的标准标题', 'Header of the column in the template'))
  header!: string | null;
}

@ObjectType('SheetMapping', { simpleResolvers: true, ...says('一个工作表的名称与列标题对应', 'Name and headers of one sheet') })
export class SheetMappingType {
  @Field(() => LedgerSheetEnum, says('工作表', 'Sheet'))
  sheet!: LedgerSheet;

  @Field(() => String, maybe('该地区所用的工作表名；空为与模板相同', 'What the region calls it; null: as in the template'))
  name!: string | null;

  @Field(() => [HeaderMatchType], says('列标题对应', 'Headers and their columns'))
  columns!: readonly HeaderMatchType[];
}

@ObjectType('HeaderMapping', { simpleResolvers: true, ...says('一个地区的表头对应', 'How a region names sheets and columns') })
export class HeaderMappingType {
  @Field(() => RegionType, says('地区', 'Region'))
  region!: RegionRow;

  @Field(() => [SheetMappingType], says('两个工作表；含从县继承的', 'Both sheets, with what is taken over from the county'))
  sheets!: readonly SheetMappingType[];
}

@InputType('HeaderMatchInput', says('一个列标题对应哪一列', 'Which column a header means'))
export class HeaderMatchInput {
  @Field(() => String, says('该地区所用的列标题', 'The header as the region writes it'))
  label!: string;

  @Field(() => ID, maybe('英文列名；不给为有意不导入', 'Key of the column; absent: left out on purpose'))
  key?: string;
}
