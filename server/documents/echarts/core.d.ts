// The package's own declarations (6.1.0) do not pass this compiler's strict check of libraries, and speak of a browser: what is used of it on
// the server and in the options of web/src/charts, which the web checks against the real ones.
export interface PatternObject {
  readonly [field: string]: unknown;
}

interface AxisOption {
  readonly axisLabel?: {
    readonly interval?: number | ((index: number, value: string) => boolean);
    readonly formatter?: string | ((value: number) => string);
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** A whole option: what is drawn, and the axes it stands on. */
export interface ComposeOption<Part> {
  readonly animation?: boolean;
  readonly textStyle?: { readonly fontFamily?: string };
  readonly grid?: object;
  readonly xAxis?: AxisOption | AxisOption[];
  readonly yAxis?: AxisOption | AxisOption[];
  readonly series?: Extract<Part, { readonly type?: string }> | Extract<Part, { readonly type?: string }>[];
  readonly graphic?: readonly object[] | object | undefined;
  readonly [field: string]: unknown;
}

export interface EChartsType {
  setOption(option: object): void;
  renderToSVGString(): string;
  dispose(): void;
}

export function init(
  dom: null,
  theme: null,
  options: { readonly renderer: 'svg'; readonly ssr: true; readonly width: number; readonly height: number },
): EChartsType;
export function use(parts: readonly unknown[]): void;
export function registerMap(name: string, shapes: object): void;
