import { describe, expect, it } from 'vitest';
import { actionOf, swipeOf } from '../../web/src/features/present/keys.ts';
import { clausesOf, factorOf, linesOf, planOf, type Wish } from '../../web/src/features/present/plan.ts';
import {
  entryAt,
  grouped,
  keyed,
  lengthOf,
  moved,
  rangesOf,
  readSeconds,
  timed,
  without,
} from '../../web/src/features/present/playlistEdit.ts';
import { toSlideAsk, type Meeting } from '../../web/src/features/present/slideAsk.ts';
import { shortened } from '../../web/src/features/present/toPictures.ts';
import { above, lowestBelow } from '../../web/src/features/present/useShow.ts';
import { fitted } from '../../web/src/features/present/useStage.ts';
import type { SlideAnswer } from '../../web/src/api/present.ts';
import { defaultPlaylist, SLIDE_KINDS } from '../../web/src/state/defaultPlaylist.ts';
import { printEntry, readEntry } from '../../web/src/state/playlist.ts';
import { DEFAULTS } from '../../web/src/state/selection.ts';
import { INDICATOR } from './overview.fixtures.ts';

const pressed = (key: string, more: Partial<KeyboardEvent> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('keys of the show', () => {
  it('turns pages by arrows and by the PageUp and PageDown of a remote, and blanks by B, b and the full stop', () => {
    expect(['ArrowRight', 'PageDown', 'ArrowLeft', 'PageUp'].map((key) => actionOf(pressed(key)))).toEqual([
      'next',
      'next',
      'previous',
      'previous',
    ]);
    expect(['B', 'b', '.'].map((key) => actionOf(pressed(key)))).toEqual(['blank', 'blank', 'blank']);
    expect([' ', 'L', '+', '-', 'f', 'Escape'].map((key) => actionOf(pressed(key)))).toEqual([
      'play',
      'labels',
      'larger',
      'smaller',
      'full',
      'leave',
    ]);
  });

  it('leaves Ctrl+L, Ctrl+Plus and Tab to the browser', () => {
    expect([pressed('l', { ctrlKey: true }), pressed('+', { ctrlKey: true }), pressed('Tab')].map(actionOf)).toEqual([null, null, null]);
  });

  it('takes 300 of 1 920 px to the left for the next page, 100 px and a steep drag for nothing', () => {
    expect([swipeOf(-300, 20, 1920), swipeOf(300, 20, 1920), swipeOf(-100, 0, 1920), swipeOf(-300, 200, 1920)]).toEqual([
      'next',
      'previous',
      null,
      null,
    ]);
  });
});

describe('the stage', () => {
  it('fits 16:9 whole into 1 920 × 1 080 and 4:3 with bars at its sides, and 16:9 into 1 024 × 768 as 1 024 × 576', () => {
    expect(fitted({ width: 1920, height: 1080 }, '16:9')).toEqual({ width: 1920, height: 1080 });
    expect(fitted({ width: 1920, height: 1080 }, '4:3')).toEqual({ width: 1440, height: 1080 });
    expect(fitted({ width: 1024, height: 768 }, '16:9')).toEqual({ width: 1024, height: 576 });
  });

  it('sets a hall 1.6 times as large as a meeting room', () => {
    expect(factorOf('hall', 0) / factorOf('meeting', 0)).toBe(1.6);
  });
});

const wish: Wish = {
  kind: 'trends',
  title: '洛阳市组织覆盖率连续三季上升，高出目标 1.9 个百分点',
  subtitle: '党的组织覆盖率（%），正常经营口径，2023Q4 至 2025Q4',
  notice: null,
  headline: '洛阳市党的组织覆盖率',
  marked: true,
  facts: 6,
  sentences: [],
};

describe('what fits on a slide', () => {
  it('shows 6 lines and 6 facts in a meeting room, fewer in a hall', () => {
    const meeting = planOf(wish, '16:9', 1);
    const hall = planOf(wish, '16:9', 1.6);
    expect([meeting.lines, meeting.facts, meeting.headline]).toEqual([6, 6, 'aside']);
    expect(hall.lines).toBeLessThan(6);
    expect(hall.facts).toBeLessThan(3);
  });

  it('never has more than 6 lines or 8 rows, nor less than one, in any room and frame', () => {
    for (const kind of SLIDE_KINDS)
      for (const frame of ['16:9', '4:3'] as const)
        for (const factor of [1, 1.15, 1.6, 2.56]) {
          const plan = planOf({ ...wish, kind }, frame, factor);
          expect(plan.lines >= 1 && plan.lines <= 6 && plan.rows >= 2 && plan.rows <= 8 && plan.worst <= 5).toBe(true);
        }
  });

  it('gives the picture less room where a notice says that all units are counted', () => {
    const [whole, noticed] = [null, '按全部单位统计，页面地址里的筛选条件未用'].map((notice) =>
      planOf({ ...wish, kind: 'why', notice }, '4:3', 1.6),
    );
    expect(noticed?.legend).toBeLessThan(Number(whole?.legend));
    expect(noticed?.width).toBe(whole?.width);
  });

  it('breaks 22 hanzi on 10 letters of width into 3 lines, and never inside «2025Q4»', () => {
    expect(linesOf('一二三四五六七八九十一二三四五六七八九十一二', 1, 10)).toBe(3);
    expect(linesOf('2025Q4 2025Q4', 1, 4.5)).toBe(2);
  });

  it('breaks a title after its comma', () => {
    expect(clausesOf('河南省组织覆盖率 79.2 %，许昌市最低，70.1 %')).toEqual(['河南省组织覆盖率 79.2 %，', '许昌市最低，', '70.1 %']);
  });

  it('keeps the worst 5 and the best 2 of 18 with 11 between, and all of 7', () => {
    const rows = Array.from({ length: 18 }, (_, index) => index);
    const { first, between, last } = shortened(rows, 8);
    expect([first.length, between.length, last]).toEqual([5, 11, [16, 17]]);
    expect(shortened(rows.slice(0, 7), 8).between).toEqual([]);
    expect(shortened(rows, 3)).toMatchObject({ first: [0, 1], last: [] });
  });
});

const meeting: Meeting = {
  indicators: [
    INDICATOR,
    ...(['PARTY_WORK_COVERAGE', 'SHELL_RATE', 'MEETINGS_HELD', 'SUBMISSION_RECEIVED'] as const).map((id) => ({
      ...INDICATOR,
      id,
      basis: null,
    })),
  ],
  periods: ['2025Q3', '2025Q4', '2026Q1'],
  latest: '2026Q1',
  region: '410000',
};

const asked = (view: string, replaced: string | null = null) => {
  const ask = toSlideAsk({ seconds: 20, view }, meeting, replaced);
  if (ask === null) throw new Error('no slide');
  return ask;
};

describe('questions of slides', () => {
  it('asks a view of the address for its region, quarter and regions', () => {
    const { variables } = asked('trends?region=410300&period=2025Q4&regions=410100,410300');
    expect(variables).toMatchObject({
      page: 'TRENDS',
      region: '410300',
      period: '2025Q4',
      own: ['410100', '410300'],
      withLines: true,
      withBelow: false,
    });
  });

  it('takes the region and the latest quarter of the meeting where a view names none', () => {
    expect(asked('overview').variables).toMatchObject({ region: '410000', period: '2026Q1', previous: '2025Q4', parent: '410000' });
    expect(asked('overview?period=2031Q1').period).toBe('2026Q1');
  });

  it('explains the region whose why card stands in the address', () => {
    expect(asked('overview?region=410000&why=411000')).toMatchObject({
      kind: 'why',
      region: '411000',
      variables: { page: 'WHY', withChange: true },
    });
  });

  it('goes to the region that the arrow keys have led to, and leaves the chosen regions behind', () => {
    expect(asked('compare?region=410000&regions=410100,410300', '411000').variables).toMatchObject({
      region: '411000',
      parent: '411000',
      chosen: null,
    });
  });

  it('measures organizations, activities and quality by their own indicators, without a basis', () => {
    const shown = ['organizations', 'activities', 'quality'].map((view) => asked(view).variables);
    expect(shown.map(({ indicator, basis }) => [indicator, basis])).toEqual([
      ['SHELL_RATE', null],
      ['MEETINGS_HELD', null],
      ['SUBMISSION_RECEIVED', null],
    ]);
  });

  it('names the parameter of its address that was not understood, and the quarter that the data lack', () => {
    expect(asked('compare?region=410000&indicator=coverage.work&period=2031Q1').problems).toEqual([
      { name: 'indicator', value: 'coverage.work' },
      { name: 'period', value: '2031Q1' },
    ]);
    expect([asked('compare?region=410300&period=2025Q4').problems, asked('overview?region=abc').region]).toEqual([[], '410000']);
  });

  it('says that conditions on units do not hold on a slide', () => {
    expect([
      asked('compare?sector=NON_PUBLIC_ENTERPRISE').conditioned,
      asked('compare?accepted=1').conditioned,
      asked('compare').conditioned,
    ]).toEqual([true, true, false]);
  });

  it('has 9 slides of 20 seconds by default, the other coverage the second, each of which the address can carry', () => {
    const list = defaultPlaylist({ ...DEFAULTS, region: '410000' });
    expect(list.map(({ view }) => asked(view).kind)).toEqual(['overview', ...SLIDE_KINDS]);
    expect(list[1]?.view).toContain('indicator=PARTY_WORK_COVERAGE');
    expect(list.map((entry) => readEntry(printEntry(entry)))).toEqual(list);
    expect(lengthOf(list)).toBe(180);
  });
});

const entries = keyed(['overview', 'trends', 'overview'].map((view) => ({ seconds: 20, view })));
const views = (list: readonly { readonly view: string }[]): readonly string[] => list.map(({ view }) => view);

describe('editing a playlist', () => {
  it('tells the same view apart when it stands twice', () => {
    expect(entries.map(({ id }) => id)).toEqual(['overview#1', 'trends#1', 'overview#2']);
    expect(views(without(entries, 'overview#1'))).toEqual(['trends', 'overview']);
    expect(timed(entries, 'overview#2', 45).map(({ seconds }) => seconds)).toEqual([20, 20, 45]);
  });

  it('moves the first behind the second, and before itself nowhere', () => {
    expect(views(moved(entries, new Set(['overview#1']), { key: 'trends#1', dropPosition: 'after' }))).toEqual([
      'trends',
      'overview',
      'overview',
    ]);
    expect(views(moved(entries, new Set(['trends#1']), { key: 'overview#1', dropPosition: 'before' }))).toEqual([
      'trends',
      'overview',
      'overview',
    ]);
  });

  it('takes 3 to 600 seconds', () => {
    expect(['3', '600', ' ３０ '].map(readSeconds)).toEqual([3, 600, 30]);
    expect(['0', 'abc', '-5', '99999', '', '7.5', '2', '601', '1e2'].filter((text) => readSeconds(text) !== undefined)).toEqual([]);
  });

  it('makes a slide of a page below a path prefix, without its theme, language and version', () => {
    expect(entryAt('https://host/fugai/trends?region=410300&theme=dark&lang=en&version=v3', '/fugai')?.view).toBe('trends?region=410300');
    expect(entryAt('http://host/', '')?.view).toBe('overview');
    expect(['https://host/present', 'https://host/nothing', 'http://['].map((address) => entryAt(address, ''))).toEqual([null, null, null]);
  });

  it('says a warning of slides 1 to 3 and 5 once', () => {
    const warned = { warnings: [{ kind: 'INCOMPLETE', text: '应报 157 个' }] };
    const [group, ...more] = grouped([warned, warned, warned, { warnings: [] }, warned]);
    expect([rangesOf(group?.slides ?? [], '、'), more]).toEqual(['1–3、5', []]);
  });
});

const answerOf = (more: object): SlideAnswer => more as SlideAnswer;

describe('up and down the levels', () => {
  const place = { code: '410300', ancestors: [{ code: '100000' }, { code: '410000' }], children: [{ code: '410305' }, { code: '410306' }] };

  it('goes down to the first of the ranking that lies below and has a value', () => {
    const ranking = [
      { region: { code: '410305' }, rate: { value: null } },
      { region: { code: '410306' }, rate: { value: 61.2 } },
    ];
    expect(lowestBelow(answerOf({ place, ranking }))).toBe('410306');
    expect(lowestBelow(answerOf({ place: { ...place, children: [] }, ranking }))).toBeNull();
  });

  it('goes up as far as a ledger reaches: from 洛阳 to 河南, not to the nation', () => {
    expect(above(answerOf({ place }), new Set(['410000']))).toBe('410000');
    expect(above(answerOf({ place: { ...place, ancestors: [{ code: '100000' }] } }), new Set(['410000']))).toBeNull();
  });
});
