import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { datasetDocument, overviewRegionDocument } from '../../web/src/api/first.ts';

const hashOf = (document: { readonly toString: () => string }): string => createHash('sha256').update(document.toString()).digest('hex');
const DATASET = { dataset: { version: 'v12' } };
const LAID = [
  { hash: hashOf(datasetDocument), variables: {}, answer: { data: DATASET } },
  { hash: hashOf(overviewRegionDocument), variables: { region: '410000' }, answer: { data: { region: { code: '410000' } } } },
];

class Navigation {
  readonly transferSize: number;

  constructor(transferSize: number) {
    this.transferSize = transferSize;
  }
}

/** A page in which `text` lies, that came over the wire with so many bytes. */
function page(text: string | null, bytes: number): void {
  vi.stubGlobal('PerformanceNavigationTiming', Navigation);
  vi.stubGlobal('performance', { now: () => 0, getEntriesByType: () => [new Navigation(bytes)] });
  vi.stubGlobal('document', { getElementById: (id: string) => (id === 'told' && text !== null ? { textContent: text } : null) });
}

/** Of a page of its own: what lies in a page is read once. */
const toldIn = async () => (await import('../../web/src/api/told.ts')).told;

describe('answers that came with the page', () => {
  beforeEach(() => {
    vi.resetModules();
    page(JSON.stringify(LAID), 18_000);
  });
  afterEach(() => vi.unstubAllGlobals());

  test('are those of the same document and the same variables, as often as they are wanted', async () => {
    const told = await toldIn();
    expect([told(datasetDocument, {}, {}), told(datasetDocument, {}, {})]).toEqual([DATASET, DATASET]);
    expect(told(overviewRegionDocument, { region: '410000' }, {})).toEqual({ region: { code: '410000' } });
    expect(told(overviewRegionDocument, { region: '410300' }, {})).toBeNull();
  });

  test('are none of a pinned version, of another day, or of one reader', async () => {
    const told = await toldIn();
    for (const options of [{ version: 'v11' }, { knownOn: '2026-01-01' }, { privately: true }])
      expect(told(datasetDocument, {}, options)).toBeNull();
  });

  test('are none where the browser took the page out of its cache without asking: 0 bytes came', async () => {
    page(JSON.stringify(LAID), 0);
    expect((await toldIn())(datasetDocument, {}, {})).toBeNull();
  });

  test('are none where nothing lies in the page', async () => {
    page(null, 1_000);
    expect((await toldIn())(datasetDocument, {}, {})).toBeNull();
  });
});
