/** Query module of published figures: sources, figures, relations. */
import type { AsOfPrecision, Figure, FigureUnit, Qualifier, Relation, Source } from '../domain/figures.ts';
import type { Subject } from '../domain/organizations.ts';
import type { Db, Store } from './open.ts';
import { insertFindings, OF_FIGURES } from './findings.ts';
import { inTransaction } from './transaction.ts';
import type { FigureTable, FindingTable } from './schema.ts';
import { recordPublication } from './publishing.ts';
import type { AuditedStore } from './trail.ts';

const toFigure = (row: FigureTable): Figure => ({
  id: row.id,
  source: row.source,
  region: row.region,
  place: row.place,
  asOf: row.as_of,
  asOfPrecision: row.as_of_precision as AsOfPrecision,
  subject: row.subject as Subject | null,
  quantity: row.quantity,
  label: row.label,
  printed: row.printed,
  value: row.value,
  low: row.low,
  high: row.high,
  unit: row.unit as FigureUnit,
  qualifier: row.qualifier as Qualifier,
  basis: row.basis,
});

/** Figures in file order. `subject` also finds those that belong to no single subject. */
export async function findFigures(
  db: Db,
  ask: { ids?: readonly string[]; regions?: readonly string[]; subject?: Subject | undefined; quantities?: readonly string[] },
): Promise<Figure[]> {
  if (ask.ids?.length === 0 || ask.regions?.length === 0) return [];
  let query = db.selectFrom('figure').selectAll();
  if (ask.ids) query = query.where('id', 'in', [...ask.ids]);
  if (ask.regions) query = query.where('region', 'in', [...ask.regions]);
  if (ask.subject) query = query.where('subject', '=', ask.subject);
  if (ask.quantities) query = query.where('quantity', 'in', [...ask.quantities]);
  return (await query.orderBy('position').execute()).map(toFigure);
}

/** What is counted by any figure, by name. */
export async function findQuantities(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('figure').select('quantity').distinct().orderBy('quantity').execute();
  return rows.map(({ quantity }) => quantity);
}

export async function findSources(db: Db, ids: readonly string[]): Promise<Source[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('source')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    publisher: row.publisher,
    publishedOn: row.published_on,
    region: row.region ?? '',
    kind: row.kind,
    reference: row.reference,
  }));
}

const SOURCE_COLUMNS = ['id', 'title', 'publisher', 'published_on', 'region', 'kind', 'reference'];
const FIGURE_COLUMNS = [
  'id',
  'source',
  'region',
  'place',
  'as_of',
  'as_of_precision',
  'subject',
  'quantity',
  'label',
  'printed',
  'value',
  'low',
  'high',
  'unit',
  'qualifier',
  'basis',
  'position',
];
/** Replaces the published figures as a whole, with their relations and findings, in one transaction. */
export async function storeFigures(
  store: AuditedStore,
  folder: { sources: readonly Source[]; figures: readonly Figure[]; relations: readonly Relation[]; findings: readonly FindingTable[] },
  at: string,
): Promise<void> {
  await inTransaction(store, async (work) => {
    await work.deleteFrom('finding').where(OF_FIGURES).execute();
    for (const table of ['relation', 'figure', 'source'] as const) await work.deleteFrom(table).execute();
    await store.insertMany(
      work,
      'source',
      SOURCE_COLUMNS,
      folder.sources.map((one) => [one.id, one.title, one.publisher, one.publishedOn, one.region, one.kind, one.reference]),
    );
    await store.insertMany(
      work,
      'figure',
      FIGURE_COLUMNS,
      folder.figures.map((one, position) => [
        one.id,
        one.source,
        one.region,
        one.place,
        one.asOf,
        one.asOfPrecision,
        one.subject,
        one.quantity,
        one.label,
        one.printed,
        one.value,
        one.low,
        one.high,
        one.unit,
        one.qualifier,
        one.basis,
        position,
      ]),
    );
    await store.insertMany(
      work,
      'relation',
      ['id', 'kind', 'role', 'figure', 'position'],
      folder.relations.flatMap((one) => one.members.map((member, position) => [one.id, one.kind, member.role, member.figure, position])),
    );
    await insertFindings(store, work, folder.findings);
    await recordPublication(work, store.trail, at, 'figures');
  });
}

/** Replaces the targets of the demo. */
export async function storeDemoTargets(
  store: Store,
  targets: readonly { region: string; indicator: string; validFrom: string; target: number }[],
): Promise<void> {
  await inTransaction(store, async (work) => {
    await work.deleteFrom('target').where('demo', '=', 1).execute();
    const own = await work.selectFrom('target').select(['region', 'indicator', 'valid_from']).execute();
    const standing = new Set(own.map((one) => `${one.region} ${one.indicator} ${one.valid_from}`));
    await store.insertMany(
      work,
      'target',
      ['region', 'indicator', 'valid_from', 'target', 'demo'],
      targets
        .filter((one) => !standing.has(`${one.region} ${one.indicator} ${one.validFrom}`))
        .map((one) => [one.region, one.indicator, one.validFrom, one.target, 1]),
    );
  });
}
