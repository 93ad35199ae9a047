import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's PostgreSQL: `emptyDatabase(inject('postgresUrl'))` gives a test its own database on it. */
    postgresUrl: string;
  }
}

/** Starts PostgreSQL once for the run and stops it at the end. */
export default async function postgresForTheRun(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
