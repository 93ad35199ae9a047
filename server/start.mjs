#!/usr/bin/env node
// `npm start`: from a fresh clone to a served page. What main prints last is the address.
import { fileURLToPath } from 'node:url';
import { build, followParent, installed, load, root, watchSignals } from './bootstrap.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));
build('server', 'web');
let isEnding = () => false;
followParent(() => {
  if (!isEnding()) process.kill(process.pid, 'SIGTERM');
});
await load('server/main.js');
// Not earlier: a listener would keep a signal from ending the program before main listens to it.
isEnding = watchSignals();
