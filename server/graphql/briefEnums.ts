import type { BriefPage, BriefWarningKind, BulletinSection, Statement } from '../reports/briefTypes.ts';
import type { Words } from '../domain/words.ts';
import { enumOf } from './enums.ts';

const PAGES: Readonly<Record<BriefPage, Words>> = {
  overview: { zh: '总览', en: 'Overview' },
  trends: { zh: '趋势', en: 'Trends' },
  compare: { zh: '对比', en: 'Comparison' },
  gaps: { zh: '应建未建', en: 'Gaps' },
  organizations: { zh: '组织状况', en: 'Organisations' },
  activities: { zh: '活动', en: 'Activities' },
  quality: { zh: '数据质量', en: 'Quality of the figures' },
  why: { zh: '为什么：一个地区的解释', en: 'Why: the card behind one region' },
};
const TONES: Readonly<Record<Statement['tone'], Words>> = {
  GOOD: { zh: '好', en: 'Good' },
  BAD: { zh: '差', en: 'Bad' },
  PLAIN: { zh: '不论好坏', en: 'Neither' },
};
const WARNINGS: Readonly<Record<BriefWarningKind, Words>> = {
  STALE: { zh: '不是最近一期，或沿用上期', en: 'Not of the latest quarter, or carried forward' },
  INCOMPLETE: { zh: '报送不全', en: 'Not all came in' },
  NOT_ACCEPTED: { zh: '尚未全部审核通过', en: 'Not all accepted yet' },
  NO_VALUE: { zh: '没有数值', en: 'No value' },
};
const SECTIONS: Readonly<Record<BulletinSection['id'], Words>> = {
  level: { zh: '总体情况', en: 'Where it stands' },
  change: { zh: '变化及原因', en: 'Change and why' },
  ranking: { zh: '各地情况', en: 'Regions' },
  moves: { zh: '名次变动', en: 'Rank moves' },
  target: { zh: '目标差距', en: 'Gap to the target' },
  structure: { zh: '组织状况', en: 'Organisations' },
  activity: { zh: '活动开展', en: 'Activities' },
  receipt: { zh: '报送情况', en: 'Receipt' },
  quality: { zh: '数据质量', en: 'Quality of the figures' },
};
const CHARTS: Readonly<Record<BulletinSection['charts'][number], Words>> = {
  trend: { zh: '趋势', en: 'Trend' },
  ranking: { zh: '排名', en: 'Ranking' },
  map: { zh: '地图', en: 'Map' },
  split: { zh: '变化的分解', en: 'Split of the change' },
};

export const BriefPageEnum = enumOf('BriefPage', { zh: '有结论的视图', en: 'Views that have a finding' }, PAGES);
export const ToneEnum = enumOf(
  'Tone',
  { zh: '好坏：另以形状与文字表示', en: 'Whether it is good news; shown by shape and word too' },
  TONES,
);
export const BriefWarningEnum = enumOf('BriefWarningKind', { zh: '展示之前须知', en: 'What speaks against showing a view' }, WARNINGS);
export const SectionEnum = enumOf('BulletinSectionId', { zh: '通报的节', en: 'Sections of a bulletin' }, SECTIONS);
export const BriefChartEnum = enumOf('BulletinChart', { zh: '通报的图', en: 'Pictures of a bulletin' }, CHARTS);
