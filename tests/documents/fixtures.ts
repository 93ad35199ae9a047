/** A sheet made by hand, with everything in it that a writer can stumble over. */
import type { Sheet } from '../../server/documents/sheet.ts';

export const SHEET: Sheet = {
  name: 'overview-410300-2025Q4',
  title: { zh: '洛阳市组织覆盖率 75.0 %', en: 'Luoyang 75.0 %' },
  subtitle: { zh: '党的组织覆盖率（%），正常经营口径', en: 'Organisation coverage (%), operating units' },
  bullets: [{ zh: '西工区最低，50.0 %。', en: 'Xigong is lowest, 50.0 %.' }],
  charts: [],
  tables: [
    {
      id: 'ranking',
      title: { zh: '各地排名', en: 'Ranking' },
      note: { zh: '一地未报送。', en: 'One region has not reported.' },
      columns: [
        { id: 'region', label: { zh: '地区', en: 'Region' }, kind: 'text', decimals: 0, unit: null },
        {
          id: 'rate',
          label: { zh: '覆盖率', en: 'Coverage' },
          kind: 'percent',
          decimals: 1,
          unit: { zh: '%', en: '%' },
          of: { numerator: 'numerator', denominator: 'denominator', factor: 100 },
        },
        { id: 'numerator', label: { zh: '分子', en: 'Covered' }, kind: 'count', decimals: 0, unit: { zh: '家', en: 'units' } },
        { id: 'denominator', label: { zh: '分母', en: 'All' }, kind: 'count', decimals: 0, unit: { zh: '家', en: 'units' } },
        { id: 'change', label: { zh: '环比', en: 'QoQ' }, kind: 'points', decimals: 1, unit: { zh: '百分点', en: 'points' } },
        { id: 'on', label: { zh: '时点', en: 'As of' }, kind: 'date', decimals: 0, unit: null },
      ],
      rows: [
        ['西工区', (2 / 3) * 100, 2, 3, -1.25, '2025-12-31'],
        ["=cmd|'/c calc'!A1", 99.96, 2499, 2500, null, '2025-12-31'],
        [
          '逗号,引号"',
          { missing: 'NOT_RECEIVED' },
          { missing: 'NOT_RECEIVED' },
          { missing: 'NOT_RECEIVED' },
          { missing: 'NOT_RECEIVED' },
          null,
        ],
      ],
    },
    {
      id: 'trend',
      title: { zh: '走势', en: 'Over time' },
      note: null,
      columns: [{ id: 'period', label: { zh: '报告期', en: 'Period' }, kind: 'text', decimals: 0, unit: null }],
      rows: [['2025Q4']],
    },
  ],
  footer: {
    entries: [
      { term: { zh: '口径', en: 'Basis' }, detail: { zh: '正常经营', en: 'operating' } },
      { term: { zh: '数据版本', en: 'Data version' }, detail: { zh: 'v7', en: 'v7' } },
    ],
    demo: true,
  },
  answer: { ranking: [] },
};
