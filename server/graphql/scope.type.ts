import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../domain/errors.ts';
import { narrow } from '../domain/extents.ts';
import type { Extent } from '../domain/sight.ts';
import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { regionsOf } from './regionsOf.ts';
import { RegionType } from './region.type.ts';
import { maybe, says } from './words.ts';

@ObjectType({ simpleResolvers: true, ...says('地区范围', 'A scope of regions') })
export class ScopeExtent {
  @Field(() => Boolean, says('全部地区', 'All regions'))
  all!: boolean;

  @Field(() => [RegionType], says('这些地区及其下级；全部或没有时为空', 'These regions and all below them; empty for all and for none'))
  regions!: readonly RegionRow[];
}

/** A region that is no longer known is left out: it holds nothing. */
export async function toScope(extent: Extent, context: Context): Promise<ScopeExtent> {
  if (extent === 'ALL') return { all: true, regions: [] };
  const known = await regionsOf(extent, context);
  return { all: false, regions: extent.flatMap((code) => known.get(code) ?? []) };
}

@InputType(says('地区范围：all 与 regions 只给一个', 'A scope of regions: exactly one of all and regions'))
export class ScopeInput {
  @Field(() => Boolean, maybe('全部地区', 'All regions'))
  all?: boolean;

  @Field(() => [ID], maybe('地区代码；空列表为没有', 'Codes of regions; an empty list is nothing'))
  regions?: string[];
}

/** The regions of a scope that was given; one that nobody knows is told. @throws DomainError */
export async function readRegions(codes: readonly string[], context: Context): Promise<Extent> {
  const known = await regionsOf(codes, context);
  const unknown = codes.filter((code) => known.get(code) === undefined);
  if (unknown.length > 0) throw badInput(`没有代码为 ${unknown.join('、')} 的地区，请核对代码。`);
  return narrow(codes);
}

/** @throws DomainError */
export async function readScope({ all, regions }: ScopeInput, context: Context): Promise<Extent> {
  const given = [all ?? null, regions ?? null].filter((one) => one !== null);
  if (given.length !== 1 || all === false) throw badInput('范围须给 all: true 或 regions（地区代码，可为空列表），只给其中一个。');
  return all === true ? 'ALL' : readRegions(regions ?? [], context);
}
