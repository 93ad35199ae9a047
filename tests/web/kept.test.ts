import { describe, expect, it } from 'vitest';
import { begin, come, taken } from '../../web/src/api/early.ts';
import { keeping } from '../../web/src/state/kept.ts';

describe('what is kept', () => {
  it('gives the same object for the same 2 things, makes 1 anew for another list of the same numbers, and forgets the oldest of 5', () => {
    const kept = keeping<{ readonly made: number }>();
    const owner = {};
    const list = [1, 2];
    let made = 0;
    const make = () => {
      made += 1;
      return { made };
    };
    expect(kept(owner, [list, 'rate'], make)).toBe(kept(owner, [list, 'rate'], make));
    expect(made).toBe(1);
    kept(owner, [[1, 2], 'rate'], make);
    expect(made).toBe(2);
    for (const word of ['a', 'b', 'c']) kept(owner, [list, word], make);
    kept(owner, [list, 'rate'], make);
    expect(made).toBe(6);
  });
});

describe('what was asked for ahead', () => {
  it('is given itself once it has come, to 1 who asks and not to a second', async () => {
    const answer = begin('rates', async () => Promise.resolve(92.4));
    expect(come('rates')).toBeUndefined();
    await answer;
    expect(come('rates')).toBe(92.4);
    expect(come('rates')).toBeUndefined();
    expect(taken('rates')).toBeNull();
  });

  it('leaves a failure of 1 answer to who asks for the answer', async () => {
    await begin('shapes', async () => Promise.reject(new Error('gone'))).catch(() => undefined);
    expect(come('shapes')).toBeUndefined();
    await expect(taken('shapes')).rejects.toThrow('gone');
  });
});
