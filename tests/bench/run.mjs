#!/usr/bin/env node
/** `npm run bench`: installs and builds what is needed, the peers' packages too, then measures. Its tables are the last thing printed. */
import { fileURLToPath } from 'node:url';
import { build, installed, root } from '../../server/bootstrap.mjs';
import { installPeers } from './peers/install.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));
installPeers();
build('server', 'web');
await import('./measure.ts');
