import { describe, expect, it } from 'vitest';
import { licenceIsAllowed, mayShip, shippedPackages, sourceOf } from './shipped.mjs';

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
    'MPL-2.0',
  ])('refuses %s', (licence) => {
    expect(licenceIsAllowed(licence)).toBe(false);
  });

  it.each(['MIT', 'Apache-2.0', '0BSD', '(MIT AND BSD-3-Clause)', '(GPL-2.0 OR MIT)', '(MIT AND Zlib)'])('accepts %s', (licence) => {
    expect(licenceIsAllowed(licence)).toBe(true);
  });

  it('lets MPL-2.0 ship for the one binary that is taken as published, and says where its source is', () => {
    expect(mayShip({ name: '@resvg/resvg-js', license: 'MPL-2.0' })).toBe(true);
    expect(mayShip({ name: 'another', license: 'MPL-2.0' })).toBe(false);
    expect(mayShip({ name: '@resvg/resvg-js', license: 'GPL-3.0-only' })).toBe(false);
    const found = shippedPackages().filter(({ name }) => name === '@resvg/resvg-js');
    expect(found.map(({ license, place }) => [license, place])).toEqual([['MPL-2.0', 'node_modules/@resvg/resvg-js']]);
    expect(found.map(sourceOf)).toEqual(['https://github.com/yisibl/resvg-js']);
  });

  it('reads the licence of png-js 1.1.0, which names none, from its file: MIT', () => {
    expect(
      shippedPackages()
        .filter(({ name }) => name === 'png-js')
        .map(({ version, license }) => [version, license]),
    ).toEqual([['1.1.0', 'MIT']]);
  });

  it('counts what the server runs on and what is bundled into the pages, and no tool of the developers', () => {
    const names = new Set(shippedPackages().map(({ name }) => name));
    expect(
      ['fastify', 'better-sqlite3', 'graphql', 'react', 'react-dom', 'echarts', 'zrender', 'node'].filter((name) => !names.has(name)),
    ).toEqual([]);
    expect(['vite', 'vitest', 'typescript', 'playwright', 'oxlint'].filter((name) => names.has(name))).toEqual([]);
  });
});
