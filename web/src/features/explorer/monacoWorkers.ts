/** Where the editor finds its workers: files of this build, so that the policy `worker-src 'self'` holds and nothing is loaded from elsewhere. */
import type { Environment } from 'monaco-editor';

const MAKERS: Readonly<Record<string, () => Worker>> = {
  json: () => new Worker(new URL('./workers/json.worker.ts', import.meta.url), { type: 'module' }),
  graphql: () => new Worker(new URL('./workers/graphql.worker.ts', import.meta.url), { type: 'module' }),
};
const makeEditorWorker = (): Worker => new Worker(new URL('./workers/editor.worker.ts', import.meta.url), { type: 'module' });

/** Before the first editor is made. */
export function installWorkers(): void {
  const environment: Environment = { getWorker: (_id, label) => (MAKERS[label] ?? makeEditorWorker)() };
  window.MonacoEnvironment = environment;
}
