/** The thread of templates: reads the database for itself, and makes one file at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReaders } from '../db/open.ts';
import { failureOf } from './failures.ts';
import { makeTemplate } from './makeTemplate.ts';
import type { FromTemplates, ToTemplates } from './templates.ts';

const port = parentPort;
if (port === null) throw new Error('templateThread runs as a worker');
const given = workerData as { readonly url: string };
const readers = openReaders(given.url);
const tell = (message: FromTemplates): void => port.postMessage(message);
let queue: Promise<void> = Promise.resolve();

port.on('message', ({ id, ask }: ToTemplates) => {
  queue = queue.then(() =>
    makeTemplate(readers, ask).then(
      (made) => tell({ id, made }),
      (error: unknown) => tell({ id, failure: failureOf(error) }),
    ),
  );
});
