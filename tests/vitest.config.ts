import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Vitest would leave one processor idle, of two as of twenty. */
const WORKERS = Math.max(2, availableParallelism() - 1);

const root = path.join(import.meta.dirname, '..');
const BROWSER = ['tests/e2e/**/*.test.ts'];
/** Pages whose seconds are measured: nothing runs beside them. */
const MEASURED = ['tests/e2e/load.test.ts', 'tests/e2e/why.test.ts'];
const OFFICE = ['tests/office/**/*.test.ts'];
/** What is measured must not depend on who else is running: nothing runs beside it. */
const SIEGE = ['tests/http/costly.test.ts'];
/** What the promises of reliability are proved by: short here, and at full length in `npm run test:long`. */
const PROOF = ['tests/proof/**/*.test.ts'];
const LONG = ['tests/long/**/*.test.ts'];
const WEB = ['tests/web/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    projects: [
      {
        root,
        // graphql 16 has "main" (CommonJS) and "module" but no "exports": Vite would take the one for our files and Node the other for
        // the packages, and two copies refuse each other's schemas.
        resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
        test: {
          name: 'server',
          include: ['tests/**/*.test.ts'],
          exclude: [...BROWSER, ...OFFICE, ...WEB, ...SIEGE, ...PROOF, ...LONG],
          globalSetup: ['tests/support/postgresSetup.ts'],
          maxWorkers: WORKERS,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
        test: { name: 'siege', include: SIEGE, fileParallelism: false, testTimeout: 240_000, hookTimeout: 300_000 },
      },
      {
        root,
        resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
        test: {
          name: 'proof',
          include: PROOF,
          globalSetup: ['tests/support/postgresSetup.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        root,
        resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
        // Not part of `npm test`: it takes its time. `npm run test:long` runs it.
        test: {
          name: 'long',
          include: LONG,
          globalSetup: ['tests/support/postgresSetup.ts'],
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
      {
        root,
        test: { name: 'web', include: WEB, testTimeout: 30_000 },
      },
      {
        root,
        test: {
          name: 'e2e',
          // A page that shares its processors with another and with the server takes longer than the second that is usual.
          expect: { poll: { timeout: 10_000 } },
          include: BROWSER,
          exclude: MEASURED,
          globalSetup: ['tests/support/browserSetup.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        root,
        test: {
          name: 'measured',
          expect: { poll: { timeout: 10_000 } },
          include: MEASURED,
          globalSetup: ['tests/support/browserSetup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        root,
        // Not part of `npm test`: it wants a LibreOffice. `npm run test:office` runs it.
        test: {
          name: 'office',
          include: OFFICE,
          globalSetup: ['tests/support/browserSetup.ts', 'tests/office/officeSetup.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
