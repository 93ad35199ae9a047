/** The sections of a bulletin beside the rate: organizations, what they do, what came in, and what is wrong with the figures. */
import { isRefused } from '../domain/analysis/refusal.ts';
import { shareSentence, shellsSentence, tiersOf, tiersSentence } from '../domain/bulletin/composition.ts';
import { sentence, valueWords, words } from '../domain/bulletin/grammar.ts';
import { findingSentence, findingsWords, printedWords, type Found } from '../domain/bulletin/quality.ts';
import { absenteesSentence, receiptSentence } from '../domain/bulletin/receipt.ts';
import type { Severity, Verdict } from '../domain/checks/verdicts.ts';
import { SEVERITIES } from '../domain/checks/verdicts.ts';
import type { FigureUnit } from '../domain/figures.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import { asOfDate } from '../domain/period.ts';
import { absent } from '../domain/rate.ts';
import { ledgerRegionsIn } from '../domain/regionHistory.ts';
import { boundRate } from './bounds.ts';
import { levelTrace, state } from './briefPages.ts';
import { missedOf, placeOf, type Standing } from './briefStanding.ts';
import { turnTo, type Reading } from './bulletinReading.ts';
import type { SectionDraft } from './bulletinSections.ts';
import { column, countCell, REGION_COLUMN, UNSAID } from './bulletinTables.ts';
import type { Statement } from './briefTypes.ts';
import { pageFindings } from './figures.ts';
import { observe } from './observations.ts';
import { boundsTrace, findingsTrace, observationsTrace, shellsTrace, tiersTrace } from './traces.ts';
import type { FindingRow } from './types.ts';

const NONE = absent('NOT_APPLICABLE');

/** Statement of a share that has counts to say; nothing where the indicator was not read. */
function shareOf({ main, rows }: Reading, id: IndicatorId): Statement[] {
  const row = rows.get(id);
  if (row === undefined) return [];
  const turned = turnTo(main, row);
  return [state(id, shareSentence(turned.topic, row.rate, missedOf(row)), levelTrace(turned))];
}

export function tiersStatement(main: Standing, rows: Reading['rows']): Statement[] {
  const rate = (id: IndicatorId) => rows.get(id)?.rate ?? NONE;
  const tiers = tiersOf({ sole: rate('party_sole_coverage'), organization: rate('party_org_coverage'), work: rate('party_work_coverage') });
  const own = rows.get('party_org_coverage');
  if (tiers === null || own === undefined) return [];
  const topic = turnTo(main, own).topic;
  return [state('tiers', tiersSentence(topic, tiers), tiersTrace(main.region.code, main.period, own.basis))];
}

export function shellsStatement(main: Standing, rows: Reading['rows']): Statement[] {
  const [shell, net, reported] = [rows.get('shell_rate'), rows.get('net_org_coverage'), rows.get('party_org_coverage')];
  if (!shell || !net || !reported) return [];
  const said = shellsSentence({
    shell: shell.rate,
    reported: reported.rate,
    net: net.rate,
    missed: { reported: missedOf(reported), net: missedOf(net) },
    topic: turnTo(main, shell).topic,
    netTopic: turnTo(main, net).topic,
  });
  return [state('shells', said, shellsTrace(main.region.code, main.period, reported.basis))];
}

export const structureSection: SectionDraft = async (reading) => ({
  id: 'structure',
  heading: words('组织状况', 'Organisations'),
  statements: [
    ...tiersStatement(reading.main, reading.rows),
    ...shellsStatement(reading.main, reading.rows),
    ...(['management_secretaries', 'standard_met', 'term_overdue'] as const).flatMap((id) => shareOf(reading, id)),
  ],
  tables: [],
  charts: [],
});

export const activitySection: SectionDraft = async (reading) => ({
  id: 'activity',
  heading: words('活动开展', 'Activities'),
  statements: (['meetings_held', 'theme_day_held', 'issues_resolved'] as const).flatMap((id) => shareOf(reading, id)),
  tables: [],
  charts: [],
});

/** At least and at most, while some regions have not reported. */
async function boundsStatement({ main, basis }: Reading): Promise<Statement[]> {
  const { db, ground, topic, asked, region, period, now } = main;
  if (now.receipt.received === now.receipt.expected) return [];
  const answer = await boundRate(db, ground, { indicator: asked.id, region: region.code, period, basis });
  if (isRefused(answer)) return [];
  const [low, same, high] = [answer.ifNone, answer.ifSame, answer.ifAll].map((rate) =>
    rate.value === null ? null : valueWords(topic, rate.value),
  );
  if (!low || !same || !high) return [];
  const text = sentence(
    words(
      `未报地区若如最近已知，${topic.place.zh}${topic.name.zh}为 ${same.zh}；若全无覆盖，为 ${low.zh}；若全部覆盖，为 ${high.zh}`,
      `if the missing regions are as last known, ${topic.name.en} of ${topic.place.en} is ${same.en}; ${low.en} if none of their units is covered, ${high.en} if all are`,
    ),
  );
  return [state('bounds', { text, tone: 'PLAIN' }, boundsTrace(asked.id, region.code, period, asked.basis))];
}

/** Reporting regions of which nothing came in. Of the whole nation they would be a list and no sentence. */
export async function absentStatement({ db, ground, region, period, now }: Standing): Promise<Statement[]> {
  if (now.receipt.received === now.receipt.expected || region.level === 'NATION') return [];
  const ledgers = ledgerRegionsIn(ground.treeAt(asOfDate(period)), region.code);
  if (ledgers.length === 0) return [];
  const rows = await observe(db, ground, {
    indicators: ['party_org_coverage'],
    regions: { codes: ledgers },
    periods: { only: [period] },
    compare: false,
  });
  const without = rows.filter(({ receipt }) => receipt.expected > 0 && receipt.received === 0);
  const reasons = [...new Set(without.flatMap(({ rate }) => rate.missing ?? []))];
  const text = absenteesSentence(
    reasons.map((reason) => ({
      reason,
      names: without.filter(({ rate }) => rate.missing === reason).map((row) => placeOf(ground, row.region)),
    })),
  );
  const codes = without.map((row) => row.region);
  return text
    ? [state('missing', { text, tone: 'BAD' }, observationsTrace(['party_org_coverage'], { codes }, { only: [period] }, null))]
    : [];
}

export const receiptSection: SectionDraft = async (reading) => {
  const { main, children } = reading;
  const { ground, topic, now } = main;
  const statements = [state('receipt', receiptSentence(topic.place, now.receipt), levelTrace(main))];
  statements.push(...(await absentStatement(main)));
  statements.push(...(await boundsStatement(reading)));
  const rows = children
    .toSorted((a, b) => (a.observation.region < b.observation.region ? -1 : 1))
    .map(({ observation: { region: code, receipt } }) => [
      placeOf(ground, code),
      countCell(receipt.expected),
      countCell(receipt.received),
      countCell(receipt.onTime),
      countCell(receipt.accepted),
      countCell(receipt.carriedForward),
    ]);
  const columns = [
    REGION_COLUMN,
    column('应报', 'Expected'),
    column('已报', 'Received'),
    column('按期', 'On time'),
    column('审核通过', 'Accepted'),
    column('沿用上期', 'Carried forward'),
  ];
  return {
    id: 'receipt',
    heading: words('报送情况', 'Receipt'),
    statements,
    tables: rows.length === 0 ? [] : [{ id: 'receipt', title: words('各地报送', 'Receipt by region'), columns, rows }],
    charts: [],
  };
};

/** Findings that are read, said one by one, and tabled. */
export const FINDINGS_READ = 50;
const FINDINGS_SAID = 5;
const FINDINGS_TABLED = 20;

export const toFound =
  (main: Standing) =>
  (row: FindingRow): Found => ({
    title: row.title,
    severity: row.severity as Severity,
    verdict: row.verdict as Verdict,
    printed: row.printed,
    computed: row.computed,
    decimals: row.decimals,
    unit: row.unit as FigureUnit | null,
    explanation: words(row.explanation, row.explanationEn),
    place: row.region === null ? null : placeOf(main.ground, row.region),
  });

export async function readFindings(main: Standing): Promise<{ readonly all: number; readonly found: readonly Found[] }> {
  const page = await pageFindings(main.db, main.ground, {
    region: main.region.code,
    problemsOnly: true,
    ofSubmissions: false,
    first: FINDINGS_READ,
  });
  return { all: page.totalCount, found: page.rows.map((row) => toFound(main)(row.node)) };
}

export const qualitySection: SectionDraft = async ({ main }) => {
  const { all, found } = await readFindings(main);
  const trace = findingsTrace(main.region.code, FINDINGS_READ);
  const text = sentence(
    words(`${main.topic.place.zh}：${findingsWords(all, found).zh}`, `${main.topic.place.en}: ${findingsWords(all, found).en}`),
  );
  const statements = [
    state('findings', { text, tone: all === 0 ? 'GOOD' : 'BAD' }, trace),
    ...found.slice(0, FINDINGS_SAID).map((one, at) => state(`finding-${String(at + 1)}`, findingSentence(one), trace)),
  ];
  const rows = found
    .slice(0, FINDINGS_TABLED)
    .map((one) => [one.place ?? UNSAID, words(one.title, one.title), SEVERITIES[one.severity], printedWords(one) ?? UNSAID]);
  const columns = [
    REGION_COLUMN,
    column('项目', 'Item', false),
    column('程度', 'Severity', false),
    column('公布与重算', 'Published and recomputed', false),
  ];
  const tables = rows.length === 0 ? [] : [{ id: 'findings', title: words('数字问题', 'Problems in the figures'), columns, rows }];
  return { id: 'quality', heading: words('数据质量', 'Quality of the figures'), statements, tables, charts: [] };
};
