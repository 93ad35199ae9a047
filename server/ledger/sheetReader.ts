/** Rows of one sheet, one after the other, to facts: header, special rows, cells, and the problems of each. */
import type { Column, SheetSpec } from './columns.ts';
import type { LedgerContext } from './context.ts';
import { ReadRow, type FactRow } from './factRow.ts';
import type { Header, HeaderNames, SheetRow } from './headers.ts';
import type { LayoutLog } from './layout.ts';
import type { Problem, ProblemLog } from './problems.ts';
import type { CellReader, CellSink, CellValue, TallyKind } from './values/cell.ts';
import { HEADER_ROWS, findHeader, headerNames } from './headers.ts';
import { FileRefusal, shownValue, tooManyRows } from './problems.ts';
import { isTotalName, rowKind } from './rowKinds.ts';
import { columnLetter } from './text.ts';
import { columnRule } from './columnRules.ts';
import { WRONG_TYPE, reportMisplaced, reportTallies, reportTitles, type ColumnCount } from './sheetNotes.ts';
import { LONGEST_CELL, NUMBER, TEXT } from './values/cell.ts';
import { makeReader } from './values/readers.ts';

const NEAR_HEADER = 3;

/** Where rows come from: the name that messages call it by, whether its rows have a fixed width, how many may come. */
export interface SheetSource {
  readonly name: string;
  readonly isCsv: boolean;
  readonly mostRows: number;
  readonly layout?: LayoutLog;
}

/**
 * Reads one sheet: `accept` its rows in order, then `finish`. Each fact is handed on as soon as its row is read, and none is kept. Problems go
 * to the log; what makes the whole sheet unreadable is thrown as FileRefusal.
 */
export class SheetReader<Fact> implements CellSink {
  header: Header | null = null;
  private readonly take: (row: FactRow<Fact>) => void;
  private taken = 0;
  private readonly spec: SheetSpec<Fact, string>;
  private readonly context: LedgerContext;
  private readonly log: ProblemLog;
  /** What messages call the sheet: its name in the workbook, or the file's. */
  readonly sheet: string;
  private readonly isCsv: boolean;
  private readonly mostRows: number;
  private readonly layout: LayoutLog | undefined;
  private readonly names: HeaderNames;
  private readonly readers: readonly CellReader[];
  private readonly required: readonly boolean[];
  private readonly counts: ColumnCount[];
  private readonly identity: number;
  private readonly nameAt: number;
  private readonly rules: readonly string[];
  private waiting: SheetRow[] = [];
  private seen = 0;
  private readonly special: { row: number; kind: 'TOTAL' | 'FOOTER' | 'HEADER' | 'NUMBERING' }[] = [];
  private column = 0;
  private raw = '';
  /** Of the cell that is being read. */
  private sound = true;
  private readonly current: ReadRow<Fact>;

  constructor(
    spec: SheetSpec<Fact, string>,
    source: SheetSource,
    context: LedgerContext,
    log: ProblemLog,
    take: (row: FactRow<Fact>) => void,
  ) {
    this.spec = spec;
    this.take = take;
    this.sheet = source.name;
    this.isCsv = source.isCsv;
    this.mostRows = source.mostRows;
    this.layout = source.layout;
    this.context = context;
    this.log = log;
    this.names = headerNames(spec, context.mapping);
    this.current = new ReadRow(spec.columns);
    this.readers = spec.columns.map((column) => makeReader(column, context, this));
    this.required = spec.columns.map((column) => column.required === true);
    this.counts = spec.columns.map(() => ({ filled: 0, wrongType: 0, tallies: new Map() }));
    this.identity = spec.columns.findIndex((column) => column.fact === spec.identity);
    this.rules = spec.columns.map(columnRule);
    this.nameAt = spec.columns.findIndex((column) => column.fact === 'name');
  }

  /** Takes the next row. Blank rows may be left out; row numbers are the file's. */
  accept(row: SheetRow): void {
    if (this.header !== null) {
      this.readRow(row, this.header);
      return;
    }
    this.waiting.push(row);
    if (this.waiting.length > HEADER_ROWS + 1) this.start();
  }

  /** Ends the sheet and reports what is told once. `mayBeEmpty` for a sheet that may have no rows. */
  finish(mayBeEmpty: boolean): void {
    const header = this.header ?? this.start();
    if (this.seen === 0 && !mayBeEmpty) throw new FileRefusal('NO_ROWS', `${this.sheet}:文件中没有数据行`, { sheet: this.sheet });
    reportTallies({ sheet: this.sheet, columns: this.spec.columns, header, counts: this.counts, special: this.special, log: this.log });
    reportMisplaced({ sheet: this.sheet, columns: this.spec.columns, header, counts: this.counts, special: [], log: this.log });
  }

  /** Reports a problem of a row that more than one cell shares, at the column named. */
  reportAt(
    severity: 'error' | 'warning',
    row: number,
    fact: keyof Fact & string,
    value: CellValue,
    code: string,
    what: string,
    remedy: string,
  ): void {
    const index = this.spec.columns.findIndex((column) => column.fact === fact);
    this.put(severity, row, index, value === null ? null : String(value), code, what, remedy);
  }

  /** The file's own header of a column, or the registry's where the file lacks it. */
  headerOf(index: number): string {
    const cell = this.header?.cellOf[index] ?? -1;
    return this.header?.labels[cell] ?? this.spec.columns[index]?.header ?? '';
  }

  /** Letter and header of each column that the file has, by its fact. */
  places(): Record<string, { column: string; header: string }> {
    const found = this.spec.columns.flatMap(({ fact }, index) => {
      const cell = this.header?.cellOf[index] ?? -1;
      return cell < 0 ? [] : [[fact, { column: columnLetter(cell), header: this.headerOf(index) }] as const];
    });
    return Object.fromEntries(found);
  }

  /** Whether the file has the column at all. */
  hasColumn(fact: keyof Fact & string): boolean {
    const index = this.spec.columns.findIndex((column) => column.fact === fact);
    return (this.header?.cellOf[index] ?? -1) >= 0;
  }

  error(code: string, what: string, remedy: string): void {
    this.sound = false;
    if (WRONG_TYPE.has(code)) (this.counts[this.column] as ColumnCount).wrongType++;
    this.put('error', this.current.row, this.column, this.raw, code, what, remedy);
  }

  warn(code: string, what: string): void {
    this.put('warning', this.current.row, this.column, this.raw, code, what, '');
  }

  tally(kind: TallyKind): void {
    const tallies = (this.counts[this.column] as ColumnCount).tallies;
    const tally = tallies.get(kind);
    if (tally === undefined) tallies.set(kind, { count: 1, first: this.current.row });
    else tally.count++;
  }

  private put(
    severity: 'error' | 'warning',
    row: number,
    index: number,
    raw: string | null,
    code: string,
    what: string,
    remedy: string,
  ): void {
    const cell = this.header?.cellOf[index] ?? -1;
    const header = this.headerOf(index);
    const letter = cell < 0 ? '' : columnLetter(cell);
    const where = `${this.sheet}第 ${row} 行${letter === '' ? '' : ` ${letter} 列`}"${header}"`;
    const message = `${where}${what.startsWith('"') ? ':' : ''}${what}${remedy === '' ? '' : `${what.endsWith('?') ? '' : '。'}${remedy}`}`;
    const problem: Problem = {
      sheet: this.sheet,
      row,
      ...(letter === '' ? {} : { column: letter }),
      header,
      code,
      value: raw === null ? null : shownValue(raw),
      message,
      severity,
      ...(this.rules[index] !== undefined && { rule: this.rules[index] }),
      ...(remedy !== '' && { remedy }),
    };
    this.log.add(problem);
  }

  private start(): Header {
    const header = findHeader(this.sheet, this.spec, this.names, this.waiting, this.layout);
    this.header = header;
    const rows = this.waiting;
    this.waiting = [];
    reportTitles({
      sheet: this.sheet,
      titles: rows.slice(0, header.from),
      headerRow: (rows[header.to] as SheetRow).number,
      joined: header.joined === null ? null : this.joined(header, header.joined),
      region: this.context.region,
      period: this.context.period,
      log: this.log,
    });
    for (const row of rows.slice(header.to + 1)) this.readRow(row, header);
    return header;
  }

  /** What two rows of header were made of: `党员/正式→正式党员`. */
  private joined({ cellOf }: Header, joined: readonly string[]): string[] {
    return this.spec.columns.flatMap((column, index) => {
      const label = joined[cellOf[index] as number];
      return label === undefined || label === '' ? [] : [`${shownValue(label)}→${column.header}`];
    });
  }

  private readRow(row: SheetRow, header: Header): void {
    const cells = row.cells;
    const identity = cells[header.cellOf[this.identity] as number] ?? '';
    let kind = rowKind(row, identity, this.names, this.taken < NEAR_HEADER);
    if (kind === 'BLANK') return;
    if (kind === 'DATA' && identity.trim() === '' && isTotalName(cells[header.cellOf[this.nameAt] as number] ?? '')) kind = 'TOTAL';
    if (kind !== 'DATA') {
      this.special.push({ row: row.number, kind });
      return;
    }
    if (++this.seen > this.mostRows) throw tooManyRows(this.sheet, this.mostRows);
    const { current } = this;
    current.row = row.number;
    if (current.wrong.length > 0) current.wrong = [];
    current.sound = this.hasRightWidth(row, header);
    this.readCells(row, header);
    this.taken += 1;
    this.take(current);
  }

  /** A CSV row has as many fields as its header (empty ones more do no harm); a sheet has no such count. */
  private hasRightWidth(row: SheetRow, header: Header): boolean {
    const width = header.labels.length;
    if (row.cells.length === width || !this.isCsv) return true;
    if (row.cells.length > width && row.cells.slice(width).every((cell) => cell.trim() === '')) return true;
    const message = `${this.sheet}第 ${row.number} 行有 ${row.cells.length} 列,表头有 ${width} 列。请检查该行是否缺少分隔符,或内容中含有未加引号的分隔符`;
    this.log.add({ sheet: this.sheet, row: row.number, code: 'FIELD_COUNT', value: null, message, severity: 'error' });
    return false;
  }

  private readCells({ number, cells, marks }: SheetRow, { cellOf, labels }: Header): void {
    const { values } = this.current;
    for (let at = 0; at < cells.length; at++)
      if ((cells[at] as string).length > LONGEST_CELL) {
        if (!cellOf.includes(at)) this.refuseLong(number, at, labels);
        break;
      }
    for (let index = 0; index < values.length; index++) {
      const at = cellOf[index] as number;
      const raw = at < 0 ? '' : (cells[at] ?? '');
      if (raw !== '') values[index] = this.readCell(index, raw, marks === null ? TEXT : (marks[at] ?? TEXT));
      else {
        values[index] = null;
        if (this.required[index] === true) this.refuseEmpty(index, raw);
      }
    }
  }

  private readCell(index: number, raw: string, mark: number): CellValue {
    const reader = this.readers[index] as CellReader;
    (this.counts[index] as ColumnCount).filled++;
    if (mark === TEXT || (mark === NUMBER && reader.takesNumbers)) {
      const value = reader.quick(raw);
      if (value !== undefined) return value;
    }
    this.column = index;
    this.raw = raw;
    this.sound = true;
    const value = reader.careful(raw, mark);
    if (!this.sound) this.addWrong(index);
    else if (value === null && this.required[index] === true) this.refuseEmpty(index, raw);
    return value;
  }

  private refuseEmpty(index: number, raw: string): void {
    this.column = index;
    this.raw = raw;
    this.error('REQUIRED', '为必填项,不能为空', '请补填');
    this.addWrong(index);
  }

  private addWrong(index: number): void {
    this.current.wrong.push((this.spec.columns[index] as Column<Fact>).fact);
    this.current.sound = false;
  }

  private refuseLong(row: number, at: number, labels: readonly string[]): void {
    const label = labels[at] ?? columnLetter(at);
    this.log.add({
      sheet: this.sheet,
      row,
      column: columnLetter(at),
      header: label,
      code: 'CELL_TOO_LONG',
      value: null,
      message: `${this.sheet}第 ${row} 行"${label}"超过长度上限(${LONGEST_CELL} 个字符)。请缩短内容`,
      severity: 'error',
    });
    this.current.sound = false;
  }
}
