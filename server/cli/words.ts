/** Numbers on a terminal. */
export const formatNumber = (value: number | null): string => (value === null ? '—' : String(Math.round(value * 100) / 100));
