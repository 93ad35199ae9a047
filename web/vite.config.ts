import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ahead, codeNamed, localeRead, operations, packed, standingOpen } from './bundling.ts';

/** The server that a development page asks. */
const api = process.env['FUGAI_API'] ?? 'http://127.0.0.1:4000';
/** It answers pages of its own address only. */
const asOwn = { target: api, changeOrigin: true, headers: { origin: api } };
const FILES = '^/[a-z]+\\.(png|svg|csv|xlsx|pptx|docx|pdf|json)';

const BOOT = path.join(import.meta.dirname, 'src/boot.ts');

/** What the overview draws itself with, in the order in which it is wanted. */
const FIRST_CODE = ['src/features/overview/OverviewPage.tsx', 'src/charts/engine.ts'].map((file) => path.join(import.meta.dirname, file));

/** What the script ahead of all others stands on. */
const FIRST =
  /\/web\/src\/(?:pageCode|api\/(?:client|early|first|mapFiles|told|gql\/\w+)|features\/overview\/(?:mapChoice|overviewAsk)|state\/(?:pages|selection|choices|defaults|parameters|playlist)|view\/(?:context|filter|mapSource|may))\.ts$|vite\/preload-helper|rolldown\/runtime/;

/** The library that draws has a chunk of its own, and so has the editor of the explorer. */
const COMMON = /^(?!.*\/node_modules\/(?:echarts|zrender|tslib|monaco-editor|graphiql|@graphiql|graphql)\/)(?!.*\/charts\/engine\.ts)/;

/** Relative addresses throughout, so that the same build works under any path prefix. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [
    react(),
    operations(),
    localeRead(),
    ahead(BOOT, 'index.html'),
    standingOpen('index.html', 'open.html'),
    codeNamed('open.html', 'overview.html', FIRST_CODE),
    packed(),
  ],
  build: {
    outDir: '../dist/site',
    emptyOutDir: true,
    target: 'es2022',
    // The policy is `default-src 'self'`: nothing may be inlined as a data: address, and no script may be written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The editor of the explorer is by far the largest chunk; no other page loads it.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What most pages share comes in one piece beside the first, and not in forty.
          groups: [
            { name: 'first', priority: 1, test: FIRST },
            { name: 'common', minShareCount: 4, test: COMMON },
            // What two or three pages share of maps and tables would otherwise come in a dozen crumbs.
            { name: 'drawn', minShareCount: 2, test: /\/web\/src\/(?:charts\/(?!engine)|view\/(?!RegionField)|state\/Standing)/ },
          ],
        },
      },
      // Packages of the explorer address their own compiler in directives, which mean nothing here.
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
      input: [...['index.html', 'explorer.html'].map((page) => path.join(import.meta.dirname, page)), BOOT],
    },
  },
  worker: { format: 'es' },
  server: { proxy: Object.fromEntries(['/graphql', '/maps', FILES].map((path) => [path, asOwn])) },
});
