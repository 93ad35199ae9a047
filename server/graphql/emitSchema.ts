/** Writes schema.graphql at the top level: `npm run schema`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../config.ts';
import { createSchema, printSdl } from './schema.ts';

writeFileSync(path.join(loadConfig({}).places.root, 'schema.graphql'), printSdl(createSchema()));
