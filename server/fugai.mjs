#!/usr/bin/env node
// `npm run fugai -- <command>`, and the package's `bin`. File arguments are taken from the folder the caller stands in.
import { fileURLToPath } from 'node:url';
import { build, installed, load } from './bootstrap.mjs';

await installed(fileURLToPath(import.meta.url));
if (process.argv[2] === 'serve') build('server', 'web');
else build('server');
await load('server/main.js');
