import { describe, expect, it } from 'vitest';
import { actsOpen, changedShare, isToldOf, needsNote, obstacleTo, type Judged } from '../../server/domain/review.ts';
import { ROLE_IDS } from '../../server/domain/roles.ts';
import { SUBMISSION_ACT_IDS, SUBMISSION_ACTS, SUBMISSION_STATE_IDS, type SubmissionState } from '../../server/domain/submissions.ts';
import { judge } from '../support/judges.ts';

const counts = (before: number, added: number, removed: number, changed: number) => ({ before, added, removed, changed });

describe('the share of changed units', () => {
  it('is (1 + 1 + 1) of 9 before and 1 added: 3/10 = 30 %', () => {
    expect(changedShare(counts(9, 1, 1, 1))).toBe(30);
  });

  it('needs no note at 30 % exactly, one at 31/100, and none below', () => {
    expect(needsNote(counts(9, 1, 1, 1), 30)).toBe(false);
    expect(needsNote(counts(100, 0, 0, 31), 30)).toBe(true);
    expect(needsNote(counts(100, 0, 0, 30), 30)).toBe(false);
    expect(needsNote(counts(100, 0, 0, 29), 30)).toBe(false);
  });

  it('is exact where a quotient is not: 29 of 100 are not more than 29 %, 3 of 7 are more than 42.857 %', () => {
    expect(needsNote(counts(100, 0, 0, 29), 29)).toBe(false);
    expect(needsNote(counts(7, 0, 0, 3), 42.857)).toBe(true);
  });

  it('is unknown, and nothing is to be explained, where nothing was before', () => {
    expect([changedShare(counts(0, 12, 0, 0)), needsNote(counts(0, 12, 0, 0), 0)]).toEqual([null, false]);
  });

  it('asks for a note of every change at a share of 0 %, and of none at 100 %', () => {
    expect([needsNote(counts(12, 0, 0, 0), 0), needsNote(counts(12, 0, 0, 1), 0), needsNote(counts(12, 0, 12, 0), 100)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

const judged = (state: SubmissionState, more: Partial<Judged> = {}): Judged => ({
  region: '410302',
  state,
  current: state !== 'RECEIVED' && state !== 'RETURNED',
  senders: ['clerk'],
  ...more,
});
const clerk = judge('clerk', ['REPORTER'], ['410302']);
const reviewer = judge('reviewer', ['APPROVER'], ['410300']);
const administrator = judge('administrator', ['SYSADMIN'], []);

describe('what may be done with a submission', () => {
  it('is, state by state, for a clerk, a reviewer and an administrator of their own region', () => {
    const open = SUBMISSION_STATE_IDS.map((state) => [
      state,
      ...[clerk, reviewer, administrator].map((one) => actsOpen(judged(state), one).join(' ')),
    ]);
    expect(open).toEqual([
      ['RECEIVED', 'APPLY DISCARD', '', ''],
      ['APPLIED', '', 'ACCEPT RETURN', ''],
      ['ACCEPTED', '', 'RETURN LOCK', ''],
      ['LOCKED', '', '', 'UNLOCK'],
      ['RETURNED', '', '', ''],
    ]);
  });

  it('is refused by one obstacle in each of the other cases: 6 acts × 5 states × 3 people', () => {
    for (const act of SUBMISSION_ACT_IDS)
      for (const state of SUBMISSION_STATE_IDS)
        for (const one of [clerk, reviewer, administrator]) {
          const { permission, from } = SUBMISSION_ACTS[act];
          const found = obstacleTo(act, judged(state), one);
          if (!one.permissions.includes(permission)) expect([act, state, one.id, found]).toEqual([act, state, one.id, 'PERMISSION']);
          else
            expect([act, state, one.id, found]).toEqual([act, state, one.id, (from as readonly string[]).includes(state) ? null : 'STATE']);
        }
  });

  it('ends at the edge of a region: a reviewer of 410500 may do nothing in 410302, and an administrator unlocks anywhere', () => {
    const other = judge('other', ['APPROVER'], ['410500']);
    expect(obstacleTo('ACCEPT', judged('APPLIED'), other)).toBe('SCOPE');
    expect(obstacleTo('UNLOCK', judged('LOCKED'), administrator)).toBeNull();
    expect(obstacleTo('APPLY', judged('RECEIVED', { region: '410302001' }), clerk)).toBeNull();
    expect(obstacleTo('APPLY', judged('RECEIVED'), judge('township', ['REPORTER'], ['410302001']))).toBe('SCOPE');
  });

  it('is not accepted by who sent it, but returned and locked by them', () => {
    const both = judge('clerk', ['REPORTER', 'APPROVER'], ['410302']);
    expect(obstacleTo('ACCEPT', judged('APPLIED'), both)).toBe('OWN');
    expect(obstacleTo('RETURN', judged('APPLIED'), both)).toBeNull();
    expect(obstacleTo('LOCK', judged('ACCEPTED'), both)).toBeNull();
  });

  it('is nothing where another version took its place', () => {
    expect(obstacleTo('ACCEPT', judged('APPLIED', { current: false }), reviewer)).toBe('REPLACED');
  });

  it('is told, while it is only received, to its senders and reviewers alone', () => {
    const told = ROLE_IDS.filter((role) => isToldOf(judged('RECEIVED'), judge('one', [role], ['410302'])));
    expect(told).toEqual(['REPORTER', 'APPROVER']);
    expect(isToldOf(judged('RECEIVED'), judge('one', ['REPORTER'], ['410303']))).toBe(false);
    expect(isToldOf(judged('APPLIED'), judge('one', ['VIEWER'], []))).toBe(true);
  });
});
