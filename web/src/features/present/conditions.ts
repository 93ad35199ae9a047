import type { Selection } from '../../state/selection.ts';

const LISTS = ['kind', 'sector', 'industry', 'management', 'status'] as const satisfies readonly (keyof Selection)[];

/** Whether a view counts only some units: its words on a slide would be about all of them. */
export const conditionsOf = (selection: Selection): boolean => selection.accepted || LISTS.some((name) => selection[name].length > 0);
