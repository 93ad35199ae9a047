#!/usr/bin/env node
/** `npm run soak`: installs and builds what is needed, then puts the program under load for half an hour on each engine. */
import { fileURLToPath } from 'node:url';
import { build, installed, root } from '../../server/bootstrap.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));
build('server', 'web');
await import('./soak.ts');
