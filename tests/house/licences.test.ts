import { describe, expect, it } from 'vitest';
import { licenceIsAllowed, shippedPackages } from './shipped.mjs';

describe('licences of what ships', () => {
  it.each([
    'GPL-3.0-only',
    'AGPL-3.0',
    'SSPL-1.0',
    'LGPL-2.1',
    'unknown',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE',
    '(MIT AND GPL-2.0)',
    '(MIT OR GPL-2.0 AND MIT)',
  ])('refuses %s', (licence) => {
    expect(licenceIsAllowed(licence)).toBe(false);
  });

  it.each(['MIT', 'Apache-2.0', '0BSD', '(MIT AND BSD-3-Clause)', '(GPL-2.0 OR MIT)'])('accepts %s', (licence) => {
    expect(licenceIsAllowed(licence)).toBe(true);
  });

  it('counts what the server runs on and what is bundled into the pages, and no tool of the developers', () => {
    const names = new Set(shippedPackages().map(({ name }) => name));
    expect(
      ['fastify', 'better-sqlite3', 'graphql', 'react', 'react-dom', 'echarts', 'zrender', 'node'].filter((name) => !names.has(name)),
    ).toEqual([]);
    expect(['vite', 'vitest', 'typescript', 'playwright', 'oxlint'].filter((name) => names.has(name))).toEqual([]);
  });
});
