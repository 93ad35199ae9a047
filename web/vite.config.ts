import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The server that a development page asks. */
const api = process.env['FUGAI_API'] ?? 'http://127.0.0.1:4000';
/** It answers pages of its own address only. */
const asOwn = { target: api, changeOrigin: true, headers: { origin: api } };
const FILES = '^/[a-z]+\\.(png|svg|csv|xlsx|pptx|docx|pdf|json)';

/** The texts that the pages ask by their hash, beside the pages: the server knows them from its start. */
const operations = (): Plugin => ({
  name: 'operations',
  apply: 'build',
  generateBundle() {
    const source = readFileSync(path.join(import.meta.dirname, 'src/api/gql/operations.json'), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'operations.json', source });
  },
});

/** Relative addresses throughout, so that the same build works under any path prefix. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), operations()],
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
      // Packages of the explorer address their own compiler in directives, which mean nothing here.
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
      input: ['index.html', 'explorer.html'].map((page) => path.join(import.meta.dirname, page)),
    },
  },
  worker: { format: 'es' },
  server: { proxy: Object.fromEntries(['/graphql', '/maps', FILES].map((path) => [path, asOwn])) },
});
