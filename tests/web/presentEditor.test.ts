import { describe, expect, it } from 'vitest';
import { afterRemoval, entryAt, listed, problemsOf } from '../../web/src/features/present/playlistEdit.ts';
import { playedTo } from '../../web/src/features/present/useShow.ts';
import { presentWords } from '../../web/src/i18n/present.ts';
import { DEFAULTS, parseSelection, printSelection } from '../../web/src/state/selection.ts';

describe('a pasted address', () => {
  const viewOf = (address: string): string => entryAt(address, '')?.view ?? '';

  it('keeps with the slide what was not understood, but not the look of the page it came from', () => {
    const views = ['/?region=410000&indicator=coverage.work', '/compare?compare=410100.410300&theme=loud', '/trends?region=410300'].map(
      viewOf,
    );
    expect(views).toEqual(['overview?region=410000&indicator=coverage.work', 'compare?compare=410100.410300', 'trends?region=410300']);
    expect(views.map(problemsOf)).toEqual([
      [{ name: 'indicator', value: 'coverage.work' }],
      [{ name: 'compare', value: '410100.410300' }],
      [],
    ]);
  });

  it('cuts a value of 500 letters that was not understood to 60, so that the slide still fits into an address', () => {
    expect(problemsOf(viewOf(`/?indicator=${'x'.repeat(500)}`))).toEqual([{ name: 'indicator', value: 'x'.repeat(60) }]);
  });

  it('is answered in both languages with the parameter', () => {
    const item = (lang: 'zh' | 'en') => presentWords[lang].unread(presentWords[lang].unreadItem('indicator', 'coverage.work'));
    expect(item('zh')).toBe('地址中的「indicator=coverage.work」无法识别，这一页按默认显示。');
    expect(item('en')).toBe('Not understood in the address: “indicator=coverage.work”. The slide shows the default instead.');
  });
});

describe('an emptied list', () => {
  it('is held in the address, without a trace once there is a slide again', () => {
    const printed = [[], [{ seconds: 20, view: 'trends' }]].map((slide) => printSelection({ ...DEFAULTS, ...listed(slide) }));
    expect(printed).toEqual(['?emptied=1', '?slide=20%7Ctrends']);
    expect(parseSelection('emptied=1').selection).toMatchObject({ slide: [], emptied: true });
    expect(parseSelection('').selection.emptied).toBe(false);
  });

  it('is reached with the focus going from slide 3 of 8 to the next, from the last to the one before, from the only one to none', () => {
    expect([afterRemoval(2, 8), afterRemoval(7, 8), afterRemoval(0, 1)]).toEqual([2, 6, null]);
  });
});

describe('playing', () => {
  it('goes from slide 1 to 2 of 3 and ends at slide 3 instead of beginning again', () => {
    expect([playedTo(0, 2), playedTo(1, 2), playedTo(2, 2)]).toEqual([1, 2, null]);
  });
});
