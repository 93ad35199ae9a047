#!/usr/bin/env node
/** `npm run bench`: installs and builds what is needed, then measures. Its table is the last thing printed. */
import { fileURLToPath } from 'node:url';
import { build, installed, root } from '../../server/bootstrap.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));
build('server');
await import('./measure.ts');
