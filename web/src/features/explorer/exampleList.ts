import { readExamples } from './examples.ts';

/** Every example of this build. */
export const EXAMPLES = readExamples(import.meta.glob<string>('./examples/*.graphql', { query: '?raw', import: 'default', eager: true }));
