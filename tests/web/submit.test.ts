import { describe, expect, test } from 'vitest';
import { DueState, LedgerSheet, ReminderKind, SubmissionAct, SubmissionState, UploadState } from '../../web/src/api/gql/enums.ts';
import type { CalendarRow } from '../../web/src/api/calendar.ts';
import type { RateDifference, SubmissionStep } from '../../web/src/api/submissions.ts';
import type { LayoutQuestion, LedgerColumn, UploadProblem } from '../../web/src/api/uploads.ts';
import { partsOf, periodsOf, placeOf, regionsOf } from '../../web/src/features/submit/parts.ts';
import { dueText } from '../../web/src/features/submit/dueText.ts';
import { outcomeText } from '../../web/src/features/submit/outcomeText.ts';
import {
  CELL_MARKS,
  groupsOf as reminderGroups,
  latestAsked,
  REMINDER_MARKS,
  toCalendar,
} from '../../web/src/features/submit/toCalendar.ts';
import { ratesOf, vanishing } from '../../web/src/features/submit/toDifferences.ts';
import { claimedTwice, columnsOf, draftOf, LEFT, sheetsOf, stillMissing } from '../../web/src/features/submit/toMapping.ts';
import { chosenOf, keyed, leftOutOf, rulesOf } from '../../web/src/features/submit/toProblems.ts';
import { progressOf } from '../../web/src/features/submit/toProgress.ts';
import { judgingOf, lastReturn } from '../../web/src/features/submit/toStates.ts';
import { groupsOf, typedOf, valuesOf } from '../../web/src/features/submit/toSummary.ts';
import { submitWords } from '../../web/src/i18n/submit.ts';
import { calendarWords } from '../../web/src/i18n/submitCalendar.ts';
import { reviewWords } from '../../web/src/i18n/submitReview.ts';

const row = (code: string, period: string, more: Partial<CalendarRow> = {}): CalendarRow => ({
  region: { code, name: `县${code}`, nameEn: null, parent: null },
  period,
  dueOn: '2026-10-15',
  daysLeft: -3,
  due: 'ON_TIME',
  state: 'APPLIED',
  receivedAt: null,
  carriedForward: false,
  summary: false,
  submission: null,
  ...more,
});
const ROWS = [
  row('410303', '2026Q3', { due: 'MISSING', state: null }),
  row('410302', '2026Q3', { due: 'RETURNED', state: 'RETURNED' }),
  row('410302', '2026Q2'),
  row('410303', '2026Q2', { due: 'LATE', state: 'LOCKED' }),
  row('410302', '2026Q4', { due: 'NOT_DUE', state: null }),
];

describe('parts and places of /submit', () => {
  test('a reporter has 4 parts, an approver 2, an administrator who unlocks 2, a reader 1', () => {
    expect(partsOf(new Set(['READ', 'SUBMIT']))).toEqual(['fill', 'mine', 'calendar', 'summary']);
    expect(partsOf(new Set(['REVIEW']))).toEqual(['review', 'calendar']);
    expect(partsOf(new Set(['UNLOCK']))).toEqual(['review', 'calendar']);
    expect(partsOf(new Set(['READ']))).toEqual(['calendar']);
  });

  test('what was returned goes before what is missing, whatever quarter is the latest', () => {
    const chosen = placeOf(ROWS, '100000', null);
    expect([chosen?.region.code, chosen?.period]).toEqual(['410302', '2026Q3']);
    expect(placeOf(ROWS, '410303', null)?.period).toBe('2026Q3');
    expect(placeOf(ROWS, '410303', '2026Q2')?.row.due).toBe('LATE');
  });

  test('a region or a quarter of the address that is not one to report for gives no place, nor does an empty calendar', () => {
    expect([placeOf(ROWS, '410500', null), placeOf(ROWS, '410302', '2020Q1'), placeOf([], '100000', null)]).toEqual([null, null, null]);
  });

  test('quarters stand latest first, regions by code, each once', () => {
    expect(periodsOf(ROWS)).toEqual(['2026Q4', '2026Q3', '2026Q2']);
    expect(regionsOf(ROWS).map(({ code }) => code)).toEqual(['410302', '410303']);
  });

  test('a due date 3 days ago, today, and in 12 days', () => {
    const words = calendarWords.zh;
    expect([-3, 0, 12].map((daysLeft) => dueText({ daysLeft }, words))).toEqual(['已过 3 天', '今天截止', '还有 12 天']);
  });
});

describe('the calendar', () => {
  const calendar = toCalendar(ROWS, '2026Q3');

  test('2 regions by 3 quarters, the earliest first, with a hole where nothing is asked', () => {
    expect(calendar.periods).toEqual(['2026Q2', '2026Q3', '2026Q4']);
    expect(calendar.lines.map(({ cells }) => cells.map((cell) => cell?.kind ?? null))).toEqual([
      ['ON_TIME', 'RETURNED', 'NOT_DUE'],
      ['LATE', 'MISSING', null],
    ]);
  });

  test('the legend counts the chosen quarter, those of none too', () => {
    expect(calendar.counts).toMatchObject({ RETURNED: 1, MISSING: 1, ON_TIME: 0, CARRIED: 0 });
  });

  test('what was carried forward, or received and not applied, is neither on time nor missing', () => {
    const kinds = toCalendar(
      [row('1', '2026Q3', { carriedForward: true }), row('2', '2026Q3', { state: 'RECEIVED', due: 'MISSING' })],
      null,
    ).lines.flatMap(({ cells }) => cells.map((cell) => [cell?.kind, cell?.state]));
    expect(kinds).toEqual([
      ['CARRIED', 'APPLIED'],
      ['WAITING', null],
    ]);
  });

  test('no two kinds share a shape, so that none is told by colour alone', () => {
    const shapes = Object.values(CELL_MARKS).map(({ shape }) => shape);
    expect(new Set(shapes).size).toBe(shapes.length);
    expect(Object.keys(REMINDER_MARKS).sort()).toEqual([...ReminderKind].sort());
  });
});

const problem = (more: Partial<UploadProblem>): UploadProblem => ({
  severity: 'ERROR',
  code: 'NOT_A_NUMBER',
  sheet: '两新组织',
  row: 4,
  column: 'K',
  header: '从业人员',
  value: '十二左右',
  message: '不是有效数字',
  ...more,
});

describe('what was found in a file', () => {
  const problems = [
    problem({}),
    problem({ row: 7, code: 'OUTSIDE' }),
    problem({ row: 7 }),
    problem({ severity: 'WARNING', code: 'CHECK' }),
  ];

  test('rules by how often they were broken; conditions on weight and rule; a key each', () => {
    expect(rulesOf(problems).map(({ code, times }) => `${code} ${times}`)).toEqual(['NOT_A_NUMBER 2', 'CHECK 1', 'OUTSIDE 1']);
    expect([chosenOf(problems, 'ERROR', null).length, chosenOf(problems, null, 'CHECK').length]).toEqual([3, 1]);
    expect(new Set(keyed([problem({}), problem({})]).map(({ key }) => key)).size).toBe(2);
  });

  test('3 errors in 2 rows may be left out; an error of the whole file, one not listed or a layout that is asked about may not', () => {
    const upload = { state: 'REFUSED', problems, moreErrors: 0, layout: null } as const;
    expect(leftOutOf(upload)).toBe(2);
    expect(leftOutOf({ ...upload, moreErrors: 1 })).toBeNull();
    expect(leftOutOf({ ...upload, problems: [problem({ row: null })] })).toBeNull();
    expect(leftOutOf({ ...upload, state: 'RECEIVED' })).toBeNull();
    expect(leftOutOf({ ...upload, layout: { sheets: [], missingSheets: [], unknown: [], missing: [] } })).toBeNull();
  });

  test('progress has no share until the rows are counted, then that of the rows stored', () => {
    const progress = { rowsRead: 0, rowsTotal: null, rowsStored: 0 };
    expect(progressOf({ state: 'WAITING', progress })).toEqual({ share: null, rows: null });
    expect(progressOf({ state: 'READING', progress: { ...progress, rowsRead: 1200 } }).rows).toEqual({ read: '1\u202f200', total: null });
    expect(progressOf({ state: 'COMPARING', progress: { rowsRead: 400, rowsTotal: 400, rowsStored: 100 } }).share).toBe(0.25);
  });
});

describe('headers of a region of its own', () => {
  const column = (key: string, header: string): LedgerColumn => ({ sheet: 'UNITS', key, header, required: true, rule: '', words: [] });
  const layout: LayoutQuestion = {
    sheets: [],
    missingSheets: ['ORGANIZATIONS'],
    unknown: [
      { sheet: 'UNITS', label: '职工数', nearest: 'staff' },
      { sheet: 'UNITS', label: '员工', nearest: 'staff' },
      { sheet: 'UNITS', label: '备注', nearest: null },
    ],
    missing: [column('staff', '从业人员'), column('name', '单位名称')],
  };

  test('the nearest column is proposed once, what was saved goes before it, and what is left out is kept as such', () => {
    const draft = draftOf('UNITS', layout, [{ sheet: 'UNITS', name: '企业', columns: [{ label: '备注', key: null }] }]);
    expect(draft).toEqual({ sheet: 'UNITS', name: '企业', choices: { 备注: LEFT, 职工数: 'staff', 员工: null } });
    expect(columnsOf(draft)).toEqual([
      { label: '备注', key: null },
      { label: '职工数', key: 'staff' },
    ]);
  });

  test('both sheets are asked about; 单位名称 is still missing; one column chosen twice is named', () => {
    const draft = draftOf('UNITS', layout, []);
    expect(sheetsOf(layout)).toEqual([...LedgerSheet]);
    expect(stillMissing(draft, layout.missing).map(({ header }) => header)).toEqual(['单位名称']);
    expect(claimedTwice({ ...draft, choices: { ...draft.choices, 员工: 'staff' } })).toEqual(['staff']);
  });
});

describe('differences, states, summaries', () => {
  const counts = { before: 24, after: 23, added: 0, removed: 1, changed: 11, same: 12 };
  const rate = (indicator: RateDifference['indicator'], before: number | null, after: number | null): RateDifference => ({
    indicator,
    basis: 'OPERATING',
    before: { value: before, numerator: 3, denominator: 4, missing: before === null ? 'NOT_RECEIVED' : null },
    after: { value: after, numerator: 3, denominator: 5, missing: null },
    change: before === null || after === null ? null : after - before,
  });

  test('rows that vanish are counted over both sheets', () => {
    expect(vanishing({ units: counts, organizations: { ...counts, removed: 2 } })).toBe(3);
  });

  test('rates go by the size of their change, signed, with their parts; one without a value before has no change', () => {
    const named = [
      { id: 'PARTY_ORG_COVERAGE', label: { zh: '组织覆盖率', en: 'Coverage' }, shape: 'PERCENT' },
      { id: 'UNION_COVERAGE', label: { zh: '工会', en: 'Union' }, shape: 'PERCENT' },
    ];
    const lines = ratesOf([rate('UNION_COVERAGE', null, 60), rate('PARTY_ORG_COVERAGE', 75, 60)], named, 'zh');
    expect(lines.map(({ label, before, after, change }) => `${label} ${before} ${after} ${change}`)).toEqual([
      '组织覆盖率 75.0\u202f% (3/4) 60.0\u202f% (3/5) −15.0',
      '工会 — 60.0\u202f% (3/5) —',
    ]);
  });

  test('the last return is told while it stands, and only then', () => {
    const step = (act: SubmissionStep['act'], reason: string | null): SubmissionStep => ({
      act,
      state: 'RETURNED',
      at: '2026-10-01T00:00:00.000Z',
      by: '孙审核',
      dataVersion: null,
      reason,
    });
    const steps = [step('APPLY', null), step('RETURN', '第一次'), step('RETURN', '第二次')];
    expect(lastReturn({ state: 'RETURNED', steps })?.reason).toBe('第二次');
    expect(lastReturn({ state: 'APPLIED', steps })).toBeNull();
    expect(judgingOf(['LOCK', 'APPLY', 'RETURN'])).toEqual(['RETURN', 'LOCK']);
  });

  test('a measure that was left empty is not stated, and 0 is', () => {
    expect(valuesOf([{ measure: 'a' }, { measure: 'b' }, { measure: 'c' }], { a: '0', b: ' ', c: '12.5' })).toEqual([
      { measure: 'a', value: 0 },
      { measure: 'c', value: 12.5 },
    ]);
  });

  test('every state, act and kind has a word in both languages', () => {
    for (const lang of ['zh', 'en'] as const) {
      expect(UploadState.every((state) => submitWords[lang].uploadStates[state] !== '' && submitWords[lang].stages[state] !== '')).toBe(
        true,
      );
      expect(SubmissionState.every((state) => submitWords[lang].states[state] !== '')).toBe(true);
      expect(SubmissionAct.every((act) => reviewWords[lang].acts[act] !== '')).toBe(true);
      expect(DueState.every((due) => calendarWords[lang].kinds[due] !== '')).toBe(true);
    }
  });
});

describe('what came of an upload', () => {
  const words = submitWords.zh;
  const outcome = (submission: { readonly state: SubmissionState } | null, errors = 0): string =>
    outcomeText({ state: 'RECEIVED', errors, kind: 'LEDGER', submission }, words);

  test('received is waiting, with 3 rows left out partly, and then what became of it', () => {
    expect([outcome({ state: 'RECEIVED' }), outcome({ state: 'RECEIVED' }, 3), outcome({ state: 'RETURNED' }), outcome(null)]).toEqual([
      words.uploadStates.RECEIVED,
      words.partlyReceived,
      words.states.RETURNED,
      words.replaced,
    ]);
  });
});

describe('what waits in many regions', () => {
  test('3 overdue and 1 to review are two lines, the review first', () => {
    const overdue = { kind: 'OVERDUE', period: '2026Q3' } as const;
    expect(reminderGroups([overdue, overdue, { kind: 'TO_REVIEW', period: '2026Q3' }, overdue])).toEqual([
      { kind: 'TO_REVIEW', period: '2026Q3', regions: 1 },
      { kind: 'OVERDUE', period: '2026Q3', regions: 3 },
    ]);
  });

  test('the quarter that runs is not the latest asked for while an earlier one is due', () => {
    expect([latestAsked(ROWS), latestAsked(ROWS.filter(({ due }) => due === 'NOT_DUE')), latestAsked([])]).toEqual([
      '2026Q3',
      '2026Q4',
      undefined,
    ]);
  });
});

describe('the form of totals', () => {
  test('4 measures are two named sets and the rest, each said once', () => {
    const field = (measure: string, label: string) => ({ measure, label, unit: '家' });
    const groups = groupsOf([
      field('a', '正常经营：单位数'),
      field('b', '入党申请人'),
      field('c', '正常经营：从业人员'),
      field('d', 'Registered: units'),
    ]);
    expect(groups.map(({ name, fields }) => [name, ...fields.map(({ label }) => label)])).toEqual([
      ['正常经营', '单位数', '从业人员'],
      [null, '入党申请人'],
      ['Registered', 'units'],
    ]);
  });

  test('begins with what a return before states, zero among it', () => {
    expect(valuesOf([{ measure: 'a' }, { measure: 'b' }], typedOf([{ measure: 'a', value: 0 }]))).toEqual([{ measure: 'a', value: 0 }]);
  });
});
