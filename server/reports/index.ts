/** The only door upward from the database. */
import type { Db, Readers, Snapshot } from '../db/open.ts';
import { badInput } from '../domain/errors.ts';
import { asOfDate } from '../domain/period.ts';
import { stepsOf } from '../domain/targets.ts';
import { foresee } from './attainment.ts';
import { boundRate } from './bounds.ts';
import { briefOf } from './brief.ts';
import { bulkOf } from './bulk.ts';
import { bulletinOf } from './bulletin.ts';
import { calendarOf } from './calendar.ts';
import { observeRates, observeTable } from './cells.ts';
import { explainChangeOf } from './change.ts';
import { reviewOf } from './differences.ts';
import { measureGap } from './gap.ts';
import { pageOrganizationRows, pageOrganizations } from './organizations.ts';
import { listFigures, pageFindings, ratesPublished, seriesPublished, sourcesByIds } from './figures.ts';
import type { Ground } from './ground.ts';
import { createGrounds } from './grounds.ts';
import { observe } from './observations.ts';
import { rank } from './ranking.ts';
import { eventsAt } from './regionEvents.ts';
import { ancestorRows, childRows, findRegionRows, regionRowsByCode } from './regions.ts';
import { ruleDocuments, ruleFindings, rulesInForce } from './rules.ts';
import { targetsAsked } from './datedTargets.ts';
import { pageSubmissions, submissionsNamed } from './submissions.ts';
import { pageSummaries } from './summaryReturns.ts';
import { readTerms } from './terms.ts';
import type { Accepting, DatasetRow, Reports, View } from './types.ts';
import { pageUnitRows, pageUnits } from './units.ts';

function toDataset(ground: Ground, version: number): DatasetRow {
  const { dataset, periods } = ground;
  const latest = periods.at(-1) ?? null;
  return {
    version: `v${version}`,
    asOf: latest === null ? null : asOfDate(latest),
    periods,
    latestPeriod: latest,
    demo: dataset.demo,
    units: dataset.units,
    organizations: dataset.organizations,
    submissions: dataset.submissions,
    figures: dataset.figures,
    lastImportAt: dataset.lastImportAt,
    ledgerRegions: dataset.provinces,
  };
}

function viewOf(db: Db, ground: Ground, snapshot: Snapshot): View {
  const counting = ({ acceptedOnly = false }: Accepting): Ground => (acceptedOnly ? { ...ground, acceptedOnly } : ground);
  return {
    dataVersion: `v${snapshot.version}`,
    spent: snapshot.spent,
    close: () => snapshot.close(),
    ...bulkOf(db, counting),
    ...reviewOf(db),
    ...calendarOf(db, ground),
    dataset: async () => toDataset(ground, snapshot.version),
    regions: async (ask) => findRegionRows(ground, ask),
    regionsByCode: async (codes, asOf) => regionRowsByCode(ground, codes, asOf),
    childrenOf: async (codes, asOf) => childRows(ground, codes, asOf),
    ancestorsOf: async (codes, asOf) => ancestorRows(ground, codes, asOf),
    regionEvents: async (region) => eventsAt(ground, region),
    targets: async (indicator) => stepsOf(ground.targets, indicator),
    datedTargets: (ask) => targetsAsked(db, ground, ask),
    ruleDocuments: async () => ruleDocuments(ground),
    rulesInForce: async (region, date) => rulesInForce(ground, region, date),
    ruleFindings: async () => ruleFindings(ground),
    observations: (ask) => observe(db, counting(ask), { ...ask, summaries: true }),
    rates: (ask) => observeRates(db, counting(ask), { ...ask, summaries: true }),
    observationTable: (ask) => observeTable(db, counting(ask), { ...ask, summaries: true }),
    ranking: (ask) => rank(db, counting(ask), ask),
    units: (ask) => pageUnits(db, counting(ask), ask),
    unitRows: (ask) => pageUnitRows(db, counting(ask), ask),
    organizations: (ask) => pageOrganizations(db, counting(ask), ask),
    organizationRows: (ask) => pageOrganizationRows(db, counting(ask), ask),
    submissions: (ask) => pageSubmissions(db, ground, ask),
    submissionsNamed: (ids) => submissionsNamed(db, ids),
    summaryReturns: (ask) => pageSummaries(db, ground, ask),
    terms: (ask) => readTerms(db, counting(ask), ask),
    change: (ask) => explainChangeOf(db, counting(ask), ask),
    gap: (ask) => measureGap(db, counting(ask), ask),
    attainment: (ask) => foresee(db, counting(ask), ask),
    bounds: (ask) => boundRate(db, counting(ask), ask),
    figures: (ask) => listFigures(db, ground, ask),
    sources: (ids) => sourcesByIds(db, ids),
    findings: (ask) => pageFindings(db, ground, ask),
    publishedRates: (ask) => ratesPublished(db, ground, ask),
    publishedSeries: (ask) => seriesPublished(db, ground, ask),
    brief: (ask) => briefOf(db, counting(ask), ask),
    bulletin: (ask) => bulletinOf(db, counting(ask), ask),
  };
}

function versionNumber(version: string | undefined): number | undefined {
  if (version === undefined) return undefined;
  const [, digits] = /^v(\d{1,9})$/.exec(version) ?? [];
  if (digits === undefined) throw badInput(`数据版本写作 v12 这样；收到「${version}」`);
  return Number(digits);
}

/** Reports over a database. Each view holds one snapshot: close it on every path. */
export function createReports(readers: Readers): Reports {
  const groundOf = createGrounds();
  return {
    newest: async () => `v${await readers.newest()}`,
    open: async (sight, at, long) => {
      const { version, knownOn } = typeof at === 'string' ? { version: at } : { version: undefined, ...at };
      const snapshot = await readers.snapshot(sight, { version: versionNumber(version), knownOn }, long);
      try {
        return viewOf(snapshot.db, await groundOf(snapshot), snapshot);
      } catch (error) {
        await snapshot.close();
        throw error;
      }
    },
  };
}
