import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { BANDS } from '../domain/bands.ts';
import { BASES } from '../domain/bases.ts';
import { MISSING_REASONS } from '../domain/rate.ts';
import type { DatasetRow, RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { DatasetType } from './dataset.type.ts';
import { VOCABULARIES } from './enums.ts';
import { keysOf } from './keysOf.ts';
import { RegionType } from './region.type.ts';
import { says } from './words.ts';

const DEFINITIONS = {
  bases: keysOf(BASES).map((id) => ({ id, label: BASES[id], definition: BASES[id].definition })),
  missingReasons: keysOf(MISSING_REASONS).map((id) => ({ id, label: MISSING_REASONS[id] })),
  bands: keysOf(BANDS).map((id) => ({ id, label: BANDS[id], shape: BANDS[id].shape })),
  vocabularies: VOCABULARIES,
};

@Resolver(() => DatasetType)
export class DatasetResolver {
  @Query(() => DatasetType, says('库中有什么、截至何时', 'What the database holds, and as of when'))
  async dataset(@Ctx() context: Context): Promise<DatasetRow & typeof DEFINITIONS> {
    const view = await context.view();
    return { ...(await view.dataset()), ...DEFINITIONS };
  }

  @FieldResolver(() => [RegionType], says('有台账的省', 'Provinces from which a ledger came'))
  ledgerRegions(@Root() dataset: DatasetRow, @Ctx() context: Context): Promise<(RegionRow | undefined)[]> {
    return Promise.all(dataset.ledgerRegions.map((code) => context.loaders.region.load(code)));
  }
}
