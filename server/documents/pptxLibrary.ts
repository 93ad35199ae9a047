/** The package that writes slides. Its build for Node has the class behind `default` for some loaders and bare for others, and its types follow the one of them. */
import { createRequire } from 'node:module';
import type Library from 'pptxgenjs';

export type Presentation = Library.default;
export type Slide = Library.default.Slide;
export type TableRow = Library.default.TableRow;

type Maker = new () => Presentation;
const loaded = createRequire(import.meta.url)('pptxgenjs') as Maker & { readonly default?: Maker };
const Made = loaded.default ?? loaded;

export const newPresentation = (): Presentation => new Made();
