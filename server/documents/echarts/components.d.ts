// See core.d.ts.
export interface GraphicComponentOption {
  readonly graphic?: readonly object[];
}
export interface GridComponentOption {
  readonly grid?: object;
}

export const GraphicComponent: unknown;
export const GridComponent: unknown;
