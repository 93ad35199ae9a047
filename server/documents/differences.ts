/** The rows of a submission that are not as in the version before it, as a workbook: one line a row, written while it is read. */
import { DIFFERENCE_KINDS, LEDGER_SHEET_IDS, LEDGER_SHEETS } from '../domain/ledgerSheets.ts';
import { nextTurn } from '../reports/breath.ts';
import type { DifferenceRow, SubmissionDifferenceReport } from '../reports/differenceTypes.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import type { View } from '../reports/types.ts';
import { column, type BulkColumn } from './bulk/column.ts';
import { cellPages, primed, type BulkTable } from './bulk/table.ts';
import { BULK_WRITERS } from './bulk/writers.ts';

export interface DifferencesFile {
  /** Stem of its name in Latin letters, and in Chinese. */
  readonly name: string;
  readonly named: string;
  readonly bytes: AsyncGenerator<Buffer>;
}

const PAGE = 500;

/** `从业人员：20；预备党员：3` of one side; null where that side has nothing. */
const sideOf = ({ changes }: DifferenceRow, side: 'before' | 'after'): string | null => {
  const cells = changes.filter((one) => one.before !== null || one.after !== null);
  if (cells.every((one) => one[side] === null)) return null;
  return cells.map((one) => `${one.header}：${one[side] ?? '空'}`).join('；');
};

const COLUMNS: readonly BulkColumn<DifferenceRow>[] = [
  column({ id: 'kind', field: 'kind', label: { zh: '变动', en: 'Change' }, cell: ({ kind }) => DIFFERENCE_KINDS[kind].zh }),
  column({ id: 'sheet', field: 'sheet', label: { zh: '表', en: 'Sheet' }, cell: ({ sheet }) => LEDGER_SHEETS[sheet].zh }),
  column({ id: 'code', field: 'code', label: { zh: '代码', en: 'Code' }, cell: ({ code }) => code }),
  column({ id: 'name', field: 'name', label: { zh: '名称', en: 'Name' }, cell: ({ name }) => name }),
  column({
    id: 'before_name',
    field: 'changes.before',
    label: { zh: '上一版', en: 'Before' },
    empty: { zh: '上一版没有这一行', en: 'No such row before' },
    definition: { zh: '变更的行只列不同的格；减少的行列全部内容', en: 'Of a changed row the cells that differ; of a removed one all' },
    cell: (row) => sideOf(row, 'before'),
  }),
  column({
    id: 'after_name',
    field: 'changes.after',
    label: { zh: '这一版', en: 'After' },
    empty: { zh: '这一版没有这一行', en: 'No such row any more' },
    definition: { zh: '变更的行只列不同的格；新增的行列全部内容', en: 'Of a changed row the cells that differ; of an added one all' },
    cell: (row) => sideOf(row, 'after'),
  }),
];

async function* pagesOf(view: View, difference: SubmissionDifferenceReport): AsyncGenerator<readonly DifferenceRow[]> {
  for (const sheet of LEDGER_SHEET_IDS) {
    let after: string | undefined;
    do {
      const page = await view.submissionDifferenceRows(difference, { sheet, first: PAGE, after });
      yield page.rows.map(({ node }) => node);
      after = page.hasNextPage ? page.rows.at(-1)?.cursor : undefined;
      await nextTurn();
    } while (after !== undefined);
  }
}

const changedRows = ({ units, organizations }: SubmissionDifferenceReport): number =>
  [units, organizations].reduce((sum, { added, removed, changed }) => sum + added + removed + changed, 0);

/** The first bytes are there when this resolves. `view` stays open until the last. @throws DomainError for more rows than a sheet holds */
export async function differencesFile(
  view: View,
  submission: SubmissionReport,
  difference: SubmissionDifferenceReport,
): Promise<DifferencesFile> {
  const { region, period, version } = submission;
  const [place] = await view.regionsByCode([region]);
  const against = difference.against === null ? '没有上一版' : `与 ${difference.against.region} 第 ${difference.against.version} 版相比`;
  const title = `${place === undefined ? region : place.name} ${period} 第 ${version} 版的差别`;
  const table: BulkTable = {
    noun: 'differences',
    columns: COLUMNS,
    lang: 'zh',
    rows: changedRows(difference),
    pages: cellPages(pagesOf(view, difference), { view, lang: 'zh', columns: COLUMNS, codesOf: () => [] }),
    story: {
      title: { zh: title, en: title },
      dataVersion: view.dataVersion,
      asOf: submission.asOf,
      dataAt: submission.receivedAt,
      source: { zh: '台账报送', en: 'Submitted ledgers' },
      filter: { zh: against, en: against },
      basis: { zh: '台账的全部行', en: 'All rows of the ledger' },
      demo: submission.demo,
    },
  };
  const bytes = await primed(BULK_WRITERS.xlsx.write(table));
  return { name: `differences-${region}-${period}-v${version}`, named: title, bytes };
}
