import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { LedgerColumn, LedgerSheet, SheetMapping } from '../domain/ledgerSheets.ts';
import type { Context } from './context.ts';
import { LedgerSheetEnum } from './enums.ts';
import { HeaderMappingType, HeaderMatchInput, LedgerColumnType } from './mapping.type.ts';
import { assertChange } from './permitted.ts';
import { assertReports, knownRegion } from './within.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class SheetMappingArgs {
  @Field(() => ID, says('地区', 'Region'))
  region!: string;

  @Field(() => LedgerSheetEnum, says('工作表', 'Sheet'))
  sheet!: LedgerSheet;

  @Field(() => String, maybe('该地区所用的工作表名；不给则与模板相同', 'What the region calls the sheet; as in the template otherwise'))
  name?: string;

  @Field(
    () => [HeaderMatchInput],
    says('列标题对应；未列出的按模板与同义词识别', 'Headers and their columns; the others are known as in the template'),
  )
  columns!: readonly HeaderMatchInput[];
}

async function toMapping(context: Context, region: string, sheets: readonly SheetMapping[]): Promise<HeaderMappingType> {
  const known = new Map((await context.office().ledgerColumns()).map((column) => [`${column.sheet} ${column.key}`, column.header]));
  return {
    region: await knownRegion(context, region),
    sheets: sheets.map(({ sheet, name, columns }) => ({
      sheet,
      name,
      columns: columns.map(({ label, key }) => ({ label, key, header: known.get(`${sheet} ${String(key)}`) ?? null })),
    })),
  };
}

@Resolver(() => HeaderMappingType)
export class MappingResolver {
  @Query(() => [LedgerColumnType], says('台账的全部列及填写规则', 'All columns of a ledger with their rules'))
  ledgerColumns(@Ctx() context: Context): Promise<readonly LedgerColumn[]> {
    return context.office().ledgerColumns();
  }

  @Query(
    () => HeaderMappingType,
    says('一个地区的表头对应；须在该地区有报送或审核的权限', 'How a region names its columns; for who submits or reviews there'),
  )
  async headerMapping(@Ctx() context: Context, @Arg('region', () => ID) region: string): Promise<HeaderMappingType> {
    const office = context.office();
    await knownRegion(context, region);
    await assertReports(context, ['SUBMIT', 'REVIEW'], region);
    return toMapping(context, region, await office.headerMapping(region));
  }

  @Mutation(
    () => HeaderMappingType,
    says('设定一个地区一个工作表的表头对应，代替原来的', 'Sets how a region names one sheet and its columns, in place of what it had'),
  )
  async setHeaderMapping(@Ctx() context: Context, @Args(() => SheetMappingArgs) args: SheetMappingArgs): Promise<HeaderMappingType> {
    const { region, sheet, name, columns } = args;
    await assertChange(context, 'SUBMIT', { action: 'MAPPING', object: `${region} ${sheet}` }, async () => {
      await knownRegion(context, region);
      await assertReports(context, ['SUBMIT'], region);
    });
    const asked = { region, sheet, name: name ?? null, columns: columns.map(({ label, key }) => ({ label, key: key ?? null })) };
    return toMapping(context, region, await context.office().setHeaderMapping(asked, context.actor));
  }
}
