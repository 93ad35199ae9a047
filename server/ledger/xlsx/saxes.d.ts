// The package's own declarations (6.0.0) do not pass this compiler's strict check of libraries: what is used of it, as it is documented.
export interface SaxesTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export class SaxesParser {
  on(event: 'opentag' | 'closetag', listener: (tag: SaxesTag) => void): void;
  on(event: 'text' | 'cdata' | 'doctype', listener: (text: string) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  write(piece: string): this;
  close(): this;
}
