import { describe, expect, it } from 'vitest';
import { shortName, type RegionLevel } from '../../server/domain/region.ts';

describe('short names of regions', () => {
  it.each<[string, RegionLevel, string]>([
    ['河南省', 'PROVINCE', '河南'],
    ['广西壮族自治区', 'PROVINCE', '广西'],
    ['内蒙古自治区', 'PROVINCE', '内蒙古'],
    ['新疆维吾尔自治区', 'PROVINCE', '新疆'],
    ['香港特别行政区', 'PROVINCE', '香港'],
    ['洛阳市', 'PREFECTURE', '洛阳'],
    ['延边朝鲜族自治州', 'PREFECTURE', '延边'],
    ['海西蒙古族藏族自治州', 'PREFECTURE', '海西'],
    ['伊犁哈萨克自治州', 'PREFECTURE', '伊犁'],
    ['白沙黎族自治县', 'COUNTY', '白沙'],
    ['东乡族自治县', 'COUNTY', '东乡'],
    ['隆林各族自治县', 'COUNTY', '隆林'],
    ['涧西区', 'COUNTY', '涧西'],
    ['瀍河回族区', 'COUNTY', '瀍河'],
    ['梅里斯达斡尔族区', 'COUNTY', '梅里斯'],
    ['洛龙区', 'COUNTY', '洛龙'],
    ['赵县', 'COUNTY', '赵县'],
  ])('%s is written %s → %s', (name, level, short) => {
    expect(shortName({ name, level, kind: 'ADMINISTRATIVE' })).toBe(short);
  });

  it('leaves a park and a township as they are', () => {
    expect(shortName({ name: '城关镇', level: 'TOWNSHIP', kind: 'ADMINISTRATIVE' })).toBe('城关镇');
    expect(shortName({ name: '洛阳高新区', level: 'COUNTY', kind: 'PARK' })).toBe('洛阳高新区');
  });
});
