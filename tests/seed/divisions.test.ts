import { describe, expect, it } from 'vitest';
import { loadAliases, loadDivisions } from '../../seed/divisions.ts';

const regions = loadDivisions();
const byCode = new Map(regions.map((region) => [region.code, region]));
const administrative = regions.filter((region) => region.kind === 'ADMINISTRATIVE');
const count = (level: string): number => administrative.filter((region) => region.level === level).length;

describe('divisions', () => {
  it('counts 1 nation, 34 provinces, 333 prefectures, 2 846 counties, 2 494 townships and 24 parks', () => {
    expect(['NATION', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP'].map(count)).toEqual([1, 34, 333, 2846, 2494]);
    expect(regions.length - administrative.length).toBe(24);
  });

  it('gives no code twice, and every parent before its children', () => {
    expect(byCode.size).toBe(regions.length);
    const seen = new Set<string | null>([null]);
    for (const region of regions) {
      if (!seen.has(region.parent)) throw new Error(`${region.code} comes before its parent ${region.parent}`);
      seen.add(region.code);
    }
  });

  it('hangs 济源市 419001 and the 16 districts of 北京 on their province, and leaves 东莞 441900 without counties', () => {
    expect(byCode.get('419001')).toMatchObject({ name: '济源市', level: 'COUNTY', parent: '410000', nameEn: 'Jiyuan' });
    expect(regions.filter((region) => region.parent === '110000' && region.level === 'COUNTY')).toHaveLength(16);
    expect(regions.some((region) => region.parent === '441900')).toBe(false);
  });

  it('gives each of the 157 counties of 河南 at least one township of nine digits', () => {
    const counties = administrative.filter((region) => region.level === 'COUNTY' && region.code.startsWith('41'));
    const townships = administrative.filter((region) => region.level === 'TOWNSHIP');
    expect(counties).toHaveLength(157);
    expect(townships.every((township) => /^41\d{7}$/.test(township.code) && township.parent === township.code.slice(0, 6))).toBe(true);
    const inhabited = new Set(townships.map((township) => township.parent));
    expect(counties.filter((county) => !inhabited.has(county.code))).toEqual([]);
  });

  it('codes a park as P, the six digits of its prefecture and two digits', () => {
    const parks = regions.filter((region) => region.kind === 'PARK');
    expect(parks.every((park) => park.code.slice(0, 7) === `P${park.parent}` && /^P41\d{6}$/.test(park.code))).toBe(true);
    expect(byCode.get('P41030001')).toMatchObject({ name: '洛阳高新技术产业开发区', parent: '410300' });
  });

  it('leads 27 old codes to codes that hold, and none of the old ones holds', () => {
    const aliases = loadAliases();
    expect(aliases.size).toBe(27);
    expect([...aliases.keys()].filter((old) => byCode.has(old))).toEqual([]);
    expect([...aliases.values()].filter((now) => !byCode.has(now))).toEqual([]);
    expect(aliases.get('410306')).toBe('410308');
  });
});
