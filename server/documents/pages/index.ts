/** Which views can be had as a file, by the name in the address. */
import type { Words } from '../../domain/words.ts';
import type { MapPack } from '../mapPack.ts';
import type { Sheet } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { activitiesSheet } from './activities.ts';
import type { BuildSheet } from './build.ts';
import { compareSheet } from './compare.ts';
import { gapsSheet } from './gaps.ts';
import { indicatorsSheet } from './indicators.ts';
import { organizationsSheet } from './organizations.ts';
import { overviewSheet } from './overview.ts';
import { qualitySheet } from './quality.ts';
import { trendsSheet } from './trends.ts';
import { whySheet } from './why.ts';

const SHEETS = {
  overview: { zh: '总览', en: 'overview', build: overviewSheet },
  trends: { zh: '趋势', en: 'trends', build: trendsSheet },
  compare: { zh: '对比', en: 'compare', build: compareSheet },
  gaps: { zh: '应建未建', en: 'gaps', build: gapsSheet },
  organizations: { zh: '组织状况', en: 'organisations', build: organizationsSheet },
  activities: { zh: '活动', en: 'activities', build: activitiesSheet },
  quality: { zh: '数据质量', en: 'quality', build: qualitySheet },
  indicators: { zh: '指标口径', en: 'indicators', build: indicatorsSheet },
} as const satisfies Record<string, Words & { readonly build: BuildSheet }>;

/** Pages that say nothing of a region without a ledger, and show another one instead. */
const NEED_LEDGER: readonly string[] = ['trends', 'compare', 'gaps', 'organizations', 'activities'] satisfies (keyof typeof SHEETS)[];

export const needsLedger = (page: SheetPage): boolean => NEED_LEDGER.includes(page);

export type SheetPage = keyof typeof SHEETS;

const WHY: Words = { zh: '为什么', en: 'why' };

export const SHEET_PAGES = Object.keys(SHEETS) as readonly SheetPage[];
export const isSheetPage = (name: string): name is SheetPage => Object.hasOwn(SHEETS, name);

/** Of the page, or of the card that lies over it. */
export const titleOfView = (page: SheetPage, why: string | null): Words => (why === null ? SHEETS[page] : WHY);

/** The view that an address shows: the card behind one region where it lies over the page. */
export const buildSheet = (page: SheetPage, situation: Situation, maps: MapPack): Promise<Sheet> =>
  situation.selection.why === null ? SHEETS[page].build(situation, maps) : whySheet(situation, maps);
