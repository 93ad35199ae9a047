#!/usr/bin/env node
// `npm start`: from a fresh clone to a served page. What main prints last is the address.
import { fileURLToPath } from 'node:url';
import { build, installed, load, root } from './bootstrap.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));
build('server', 'web');
await load('server/main.js');
