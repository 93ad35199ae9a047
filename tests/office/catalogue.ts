/** Which documents are opened: every page in every office format, the bulletins, and the decks of a meeting. */
import { filePathOf, PAGES, type Suffix } from '../../web/src/state/pages.ts';

export type OfficeSuffix = 'docx' | 'pptx' | 'xlsx';

export interface Asked {
  /** Stem of the file and of its pictures. */
  readonly name: string;
  readonly suffix: OfficeSuffix;
  /** Below the address of the server. */
  readonly address: string;
}

/** The province of the demo, its latest quarter by default. */
export const PROVINCE = '410000';
/** Its worst prefecture, the one a meeting asks about. */
export const WORST = '411000';

const FORMATS: readonly OfficeSuffix[] = ['docx', 'pptx', 'xlsx'];
const file = (page: (typeof PAGES)[number] | 'bulletin', suffix: Suffix, query: string): string =>
  `${filePathOf(page, suffix).slice(1)}?${query}`;

export const CATALOGUE: readonly Asked[] = [
  ...PAGES.filter((page) => page !== 'present').flatMap((page) =>
    FORMATS.map((suffix): Asked => ({ name: page, suffix, address: file(page, suffix, `region=${PROVINCE}`) })),
  ),
  ...FORMATS.map((suffix): Asked => ({ name: 'why', suffix, address: file('overview', suffix, `region=${PROVINCE}&why=${WORST}`) })),
  { name: 'bulletin', suffix: 'docx', address: file('bulletin', 'docx', `region=${PROVINCE}`) },
  { name: 'bulletin-prefecture', suffix: 'docx', address: file('bulletin', 'docx', 'region=410300') },
  { name: 'present', suffix: 'pptx', address: file('present', 'pptx', `region=${PROVINCE}`) },
  { name: 'present-narrow-dark', suffix: 'pptx', address: file('present', 'pptx', 'region=410300&frame=4:3&theme=dark') },
  { name: 'overview-nation', suffix: 'pptx', address: file('overview', 'pptx', 'region=100000') },
  { name: 'compare-english', suffix: 'pptx', address: file('compare', 'pptx', `region=${PROVINCE}&lang=en`) },
];

/** The one document that the server itself makes as pages; it is looked at beside LibreOffice's. */
export const PRESENT_PDF = file('present', 'pdf', `region=${PROVINCE}`);
