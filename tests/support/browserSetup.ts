import type { TestProject } from 'vitest/node';
import { startDemo } from './demo.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address, with a trailing slash, of the run's server with the demo ledger. Tests read from it and change nothing. */
    demoUrl: string;
    /** Its folder, for a server of one's own that begins with the same ledger; undefined when it is not known. */
    demoFolder: string | undefined;
  }
}

/**
 * Starts one server with the demo for all browser tests; its exit code at the end is itself a test. FUGAI_TEST_URL names one that already
 * runs, to save its start while a test is being written; FUGAI_TEST_DATA its folder.
 */
export default async function demoForTheRun(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['FUGAI_TEST_URL'];
  if (running) {
    project.provide('demoUrl', running);
    project.provide('demoFolder', process.env['FUGAI_TEST_DATA']);
    return () => Promise.resolve();
  }
  const server = await startDemo();
  project.provide('demoUrl', server.url);
  project.provide('demoFolder', server.folder);
  return async () => {
    const code = await server.stop();
    if (code !== 0) throw new Error(`the server ended with ${code} instead of 0 after SIGTERM`);
  };
}
