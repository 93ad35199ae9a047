/** Names of invented units: a place, the word 示例 («example»), two characters of good omen, a trade. Nobody's register holds them. */
import type { Industry, UnitKind } from '../../server/domain/units.ts';

const FIRST = '云禾瑞恒嘉裕明润德和泰宏锦华盛丰景康博远'.split('');
const SECOND = '达源信成安宁祥兴隆邦川岳林峰海晟辰诚益通'.split('');

const TRADES: Readonly<Record<Industry, readonly string[]>> = {
  A: ['种植', '养殖', '农业'],
  B: ['矿业'],
  C: ['机械', '食品', '纺织', '建材', '电子', '化工', '家具', '轴承'],
  D: ['供热', '燃气'],
  E: ['建筑', '装饰'],
  F: ['商贸', '百货', '医药'],
  G: ['物流', '运输', '快递'],
  H: ['酒店', '餐饮'],
  I: ['软件', '网络科技'],
  J: ['融资担保'],
  K: ['置业', '物业'],
  L: ['人力资源', '商务服务'],
  M: ['检测', '设计', '科技'],
  N: ['环境工程'],
  O: ['家政', '汽车维修'],
  P: ['学校', '幼儿园', '培训中心'],
  Q: ['养老服务中心', '康复医院', '社会工作服务中心'],
  R: ['文化传媒', '体育中心'],
  S: ['行业协会', '商会', '志愿者协会', '联合会'],
  T: ['联络处'],
};

/** Ends that a trade word already carries by itself. */
const WHOLE = /(学校|幼儿园|中心|医院|协会|商会|联合会|联络处)$/;

const SUFFIX: Readonly<Record<UnitKind, string>> = {
  PRIVATE_ENTERPRISE: '有限公司',
  HMT_ENTERPRISE: '（港资）有限公司',
  FOREIGN_ENTERPRISE: '（中外合资）有限公司',
  INDIVIDUAL_BUSINESS: '商行',
  SOCIAL_ASSOCIATION: '协会',
  SOCIAL_SERVICE: '服务中心',
  FOUNDATION: '基金会',
  OTHER: '专业合作社',
};

/** A county's name without its rank, for use inside names: 涧西区 → 涧西, 新县 stays 新县. */
export const shortName = (county: string): string => (county.length > 2 ? county.replace(/(回族)?[区县市]$/, '') : county);

/** Set before the pair when all 400 pairs of a county are used. */
const ROUND = ['', '新', '东', '西', '南', '北'];

/** Different for every serial below 2 400 of one county. */
export function unitName(county: string, kind: UnitKind, industry: Industry, serial: number): string {
  const pairs = FIRST.length * SECOND.length;
  const pair = (serial * 137) % pairs;
  const omen = `${ROUND[Math.floor(serial / pairs)] as string}${FIRST[pair % FIRST.length] as string}${SECOND[Math.floor(pair / FIRST.length)] as string}`;
  const trade = TRADES[industry][serial % TRADES[industry].length] as string;
  return `${shortName(county)}示例${omen}${trade}${WHOLE.test(trade) ? '' : SUFFIX[kind]}`;
}
