/** The printing thread: reads the database for itself, and makes one file at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReaders } from '../db/open.ts';
import { FILES } from '../documents/files.ts';
import { createMapPack } from '../documents/mapPack.ts';
import type { PrintAsk, Printed } from '../documents/printer.ts';
import { createReports } from '../reports/index.ts';
import { failureOf } from './failures.ts';
import type { FromPrinter } from './printer.ts';

const port = parentPort;
if (port === null) throw new Error('printThread runs as a worker');
const given = workerData as { readonly url: string; readonly maps: { readonly pack: string; readonly counties: string } };
const reports = createReports(openReaders(given.url, 'export'));
const maps = createMapPack(given.maps);
const tell = (message: FromPrinter): void => port.postMessage(message);

async function print({ address, sight, at, ...asked }: PrintAsk): Promise<Printed> {
  const file = FILES.find((one) => one.address === address);
  if (file === undefined) throw new Error(`no file at ${address}`);
  const view = await reports.open(sight, at);
  try {
    const { name, named, notices, write } = await file.make({ ...asked, view, maps });
    return { name, named, notices, bytes: await write(), spent: view.spent };
  } finally {
    await view.close();
  }
}

port.on('message', (ask: PrintAsk) => {
  print(ask).then(
    (printed) => tell({ printed }),
    (error: unknown) => tell({ failure: failureOf(error) }),
  );
});
