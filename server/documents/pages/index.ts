/** Which views can be had as a file, by the name in the address. */
import type { Words } from '../../domain/words.ts';
import type { MapPack } from '../mapPack.ts';
import type { Sheet } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import type { BuildSheet } from './build.ts';
import { overviewSheet } from './overview.ts';

const SHEETS = {
  overview: { zh: '总览', en: 'overview', build: overviewSheet },
} as const satisfies Record<string, Words & { readonly build: BuildSheet }>;
export type SheetPage = keyof typeof SHEETS;

export const SHEET_PAGES = Object.keys(SHEETS) as readonly SheetPage[];
export const isSheetPage = (name: string): name is SheetPage => Object.hasOwn(SHEETS, name);
export const titleOfPage = (page: SheetPage): Words => SHEETS[page];

/** The view that a page shows. */
export const buildSheet = (page: SheetPage, situation: Situation, maps: MapPack): Promise<Sheet> => SHEETS[page].build(situation, maps);
