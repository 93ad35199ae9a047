/** Words that several indicators share. */
export const UNITS = { zh: '家', en: 'units' } as const;
export const PERCENT = { zh: '%', en: '%' } as const;
export const PERSONS = { zh: '人', en: 'persons' } as const;
export const TIMES = { zh: '次', en: 'times' } as const;
export const ITEMS = { zh: '个', en: 'items' } as const;
export const ORGANIZATIONS = { zh: '个组织', en: 'organisations' } as const;
export const ALL_UNITS = { zh: '口径内单位', en: 'units of the basis' } as const;

/** 达标 80, 接近 60: the staged targets of 全南县 2011 (60 % by June, 80 % by the end of the year). */
export const COVERAGE_BANDS = { met: 80, near: 60, classes: [60, 70, 75, 80, 90] } as const;
export const QUANNAN = '全南县「两新」组织党建带群建实施意见（2011-01-24）';
