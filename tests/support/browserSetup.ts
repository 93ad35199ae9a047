import type { TestProject } from 'vitest/node';
import { startDemo } from './demo.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address, with a trailing slash, of the run's server with the demo ledger. Tests read from it and change nothing. */
    demoUrl: string;
  }
}

/** Starts one server with the demo for all browser tests; its exit code at the end is itself a test. */
export default async function demoForTheRun(project: TestProject): Promise<() => Promise<void>> {
  const server = await startDemo();
  project.provide('demoUrl', server.url);
  return async () => {
    const code = await server.stop();
    if (code !== 0) throw new Error(`the server ended with ${code} instead of 0 after SIGTERM`);
  };
}
