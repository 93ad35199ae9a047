// See core.d.ts.
export const SVGRenderer: unknown;
