import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EXCEPTIONS, QUARTERS } from '../../seed/demo/calendar.ts';
import { demoSubmissions, writeDemo, type DemoSubmission } from '../../seed/demo/generate.ts';
import { loadDivisions } from '../../seed/divisions.ts';
import { FORMS, SUBJECTS } from '../../server/domain/organizations.ts';
import { asOfDate } from '../../server/domain/period.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, UNIT_KINDS, UNIT_STATUSES } from '../../server/domain/units.ts';
import { creditCheckCharacter } from '../../server/ledger/creditCode.ts';

const all = [...demoSubmissions()];
const last = all.filter(({ period }) => period === '2026Q3');
const parents = new Map(loadDivisions().map((region) => [region.code, region.parent]));
const units = all.flatMap((submission) => submission.units.map((unit) => ({ submission, unit })));
const organizations = all.flatMap((submission) => submission.organizations.map((organization) => ({ submission, organization })));
const orgShare = ({ units: rows }: DemoSubmission): number => {
  const operating = rows.filter((unit) => unit.status === 'OPERATING');
  return (100 * operating.filter((unit) => unit.partyOrg !== null).length) / operating.length;
};
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the demo ledger', () => {
  it('is the same to the last value when it is made twice', () => {
    const hash = (submissions: Iterable<DemoSubmission>): string => {
      const sum = createHash('sha256');
      for (const submission of submissions) sum.update(JSON.stringify(submission));
      return sum.digest('hex');
    };
    expect(hash(demoSubmissions())).toBe(hash(all));
  });

  it('covers 12 quarters to 2026Q3 in order, 157 regions less 5 submissions that never came', () => {
    const keys = all.map(({ period, region }) => `${period} ${region}`);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(all.map(({ period }) => period)).size).toBe(12);
    expect(all).toHaveLength(12 * 157 - 5);
    expect(EXCEPTIONS.every(({ region, period }) => parents.has(region) && QUARTERS.includes(period))).toBe(true);
    expect(all.filter(({ state }) => state === 'RETURNED').map(({ period, region }) => `${period} ${region}`)).toEqual([
      '2025Q2 410425',
      '2026Q3 411526',
    ]);
    expect(all.filter(({ late }) => late)).toHaveLength(EXCEPTIONS.filter(({ late }) => late).length);
    for (const { late, receivedOn } of all) expect(Number(receivedOn.slice(8, 10)) > 15).toBe(late);
  });

  it('lists between 19 000 and 21 000 units in the last quarter, more than in the first', () => {
    const count = (period: string): number => units.filter(({ submission }) => submission.period === period).length;
    expect(count('2026Q3')).toBeGreaterThan(19_000);
    expect(count('2026Q3')).toBeLessThan(21_000);
    expect(count('2023Q4')).toBeLessThan(count('2026Q3'));
  });

  it('spreads coverage by Party organizations over counties from below 60 to above 95 %, with two sharp falls', () => {
    const shares = last.map(orgShare);
    expect(Math.min(...shares)).toBeLessThan(60);
    expect(Math.max(...shares)).toBeGreaterThan(95);
    for (const region of ['411422', '410527']) {
      const path = all.filter((submission) => submission.region === region).map(orgShare);
      expect(Math.min(...path.slice(1).map((share, at) => share - (path[at] as number)))).toBeLessThan(-10);
    }
  });

  it('uses every kind, status, industry but 国际组织, management, reason, subject and form in the last quarter', () => {
    const rows = last.flatMap((submission) => submission.units);
    const used = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))].sort();
    expect(used(rows.map((unit) => unit.kind))).toEqual(Object.keys(UNIT_KINDS).sort());
    expect(used(rows.map((unit) => unit.status))).toEqual(Object.keys(UNIT_STATUSES).sort());
    expect(used(rows.map((unit) => unit.industry))).toEqual(
      Object.keys(INDUSTRIES)
        .filter((key) => key !== 'T')
        .sort(),
    );
    expect(used(rows.map((unit) => unit.management))).toEqual(Object.keys(MANAGEMENTS).sort());
    expect(used(rows.map((unit) => unit.reason))).toEqual(Object.keys(GAP_REASONS).sort());
    const founded = last.flatMap((submission) => submission.organizations);
    expect(used(founded.map((one) => one.subject))).toEqual(Object.keys(SUBJECTS).sort());
    expect(used(founded.map((one) => one.form))).toEqual(Object.keys(FORMS).sort());
  });
});

describe('the rules of a ledger, over all rows of the demo', () => {
  const broken = <T>(rows: readonly T[], holds: (row: T) => boolean): number => rows.filter((row) => !holds(row)).length;

  it('has credit codes of the right check character, one row each in a quarter, with DEM in them', () => {
    expect(
      broken(
        units,
        ({ unit: { creditCode } }) =>
          creditCode.length === 18 && creditCheckCharacter(creditCode) === creditCode[17] && creditCode.slice(8, 11) === 'DEM',
      ),
    ).toBe(0);
    for (const period of QUARTERS) {
      const codes = units.filter(({ submission }) => submission.period === period).map(({ unit }) => unit.creditCode);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('places every unit and organization in its county or a township of it, and parks in the same prefecture', () => {
    const inside = (code: string, region: string): boolean => code === region || parents.get(code) === region;
    expect(broken(units, ({ unit, submission }) => inside(unit.region, submission.region))).toBe(0);
    expect(broken(organizations, ({ organization, submission }) => inside(organization.region, submission.region))).toBe(0);
    expect(broken(units, ({ unit, submission }) => unit.park === null || parents.get(unit.park) === parents.get(submission.region))).toBe(
      0,
    );
  });

  it('keeps women and union members within staff, members within staff, and women of the union within both', () => {
    const within = (part: number | null, whole: number | null): boolean => part === null || whole === null || part <= whole;
    expect(
      broken(
        units,
        ({ unit }) =>
          within(unit.womenStaff, unit.staff) &&
          within(unit.unionMembers, unit.staff) &&
          within(unit.womenUnionMembers, unit.unionMembers) &&
          within(unit.womenUnionMembers, unit.womenStaff),
      ),
    ).toBe(0);
    expect(
      broken(units, ({ unit }) => unit.fullMembers + (unit.probationaryMembers === null ? 0 : unit.probationaryMembers) <= unit.staff),
    ).toBe(0);
    expect(
      broken(
        organizations,
        ({ organization }) =>
          within(organization.issuesResolved, organization.issuesFound) && within(organization.adopted, organization.suggestions),
      ),
    ).toBe(0);
  });

  it('dates nothing after the end of its quarter', () => {
    const past = (date: string | null, period: string): boolean =>
      date === null || (/^\d{4}-\d\d-\d\d$/.test(date) && date <= asOfDate(period));
    expect(
      broken(units, ({ unit, submission }) => past(unit.registeredOn, submission.period) && past(unit.openedOn, submission.period)),
    ).toBe(0);
    expect(
      broken(
        organizations,
        ({ organization, submission }) =>
          past(organization.foundedOn, submission.period) && past(organization.termStartedOn, submission.period),
      ),
    ).toBe(0);
  });

  it('fills what PARTY and UNION rows must have, with a form of the subject', () => {
    expect(broken(organizations, ({ organization: one }) => FORMS[one.form].subject === one.subject)).toBe(0);
    const party = organizations.filter(({ organization }) => organization.subject === 'PARTY');
    expect(
      broken(party, ({ organization: one }) =>
        [one.secretarySource, one.congressMeetings, one.committeeMeetings, one.groupMeetings, one.lectures, one.themeDayMonths].every(
          (value) => value !== null,
        ),
      ),
    ).toBe(0);
    const union = organizations.filter(({ organization }) => organization.subject === 'UNION');
    expect(
      broken(union, ({ organization: one }) =>
        [one.workersCongress, one.collectiveContract, one.shuangliang, one.memberReview].every((value) => value !== null),
      ),
    ).toBe(0);
  });

  it('names only organizations of the right subject of the same submission, or of one before it in the prefecture and quarter', () => {
    let across = 0;
    for (const period of QUARTERS) {
      const seen = new Map<string, string>();
      for (const submission of all.filter((one) => one.period === period)) {
        const own = new Map(submission.organizations.map((one) => [one.code, one.subject]));
        expect(own.size).toBe(submission.organizations.length);
        for (const [code, subject] of own) seen.set(code, subject);
        for (const unit of submission.units) {
          for (const [code, subject] of [
            [unit.partyOrg, 'PARTY'],
            [unit.unionOrg, 'UNION'],
            [unit.leagueOrg, 'LEAGUE'],
            [unit.womenOrg, 'WOMEN'],
          ] as const) {
            if (code === null) continue;
            if (seen.get(code) !== subject || code.slice(0, 4) !== submission.region.slice(0, 4))
              throw new Error(`${period} ${submission.region}: ${code}`);
            if (!own.has(code)) across += 1;
          }
        }
      }
    }
    expect(across).toBeGreaterThan(100);
  });
});

describe('the demo as files', () => {
  it('writes 1 879 submissions, those of 洛阳 in the last quarter as workbooks, and a list of them', async () => {
    const written = await writeDemo(folder);
    expect(written).toEqual({ files: 1879, units: units.length, organizations: organizations.length });
    const lines = readFileSync(path.join(folder, 'submissions.csv'), 'utf8').trim().split('\n');
    expect(lines[0]).toBe('region,period,file,received_at,state');
    expect(lines).toHaveLength(1880);
    const files = lines.slice(1).map((line) => line.split(',')[2] as string);
    expect(files.filter((file) => file.endsWith('.xlsx'))).toHaveLength(14);
    expect(files.filter((file) => !existsSync(path.join(folder, file.endsWith('.xlsx') ? file : `${file}/units.csv`)))).toEqual([]);
  }, 60_000);
});
