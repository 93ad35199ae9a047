import { describe, expect, it } from 'vitest';
import { linesMatching, sourceFiles } from './sources.ts';

const server = sourceFiles(['.ts']).filter(({ name }) => name.startsWith('server/'));
/** Where a reader's names get their meaning, and where everybody's rows are written. */
const SCOPES = /^server\/db\/(open|postgres|move|frozen|scope\w*|migrations\/.*|accounts\/.*)(\.ts)?$/;

/** They open files and ask nothing of what a region reported. */
const CONNECTIONS = /^server\/db\/(file|backup|postgresPool)\.ts$/;

describe('the sight of a reader', () => {
  it('is passed by no query module: none names a schema, becomes a role or changes what a connection may', () => {
    const queries = server.filter(({ name }) => name.startsWith('server/db/') && !SCOPES.test(name) && !CONNECTIONS.test(name));
    expect(queries.length).toBeGreaterThan(10);
    expect(
      linesMatching(
        queries,
        /withSchema|set_config|set role|query_only|\b(main|temp|pg_temp)\.("|\$\{|(submission|unit|organization|rollup|expectation|finding)\w*\b)/,
      ),
    ).toEqual([]);
  });

  it('is the only way of the reports to a database: one file opens snapshots, none opens a handle', () => {
    const reports = server.filter(({ name }) => name.startsWith('server/reports/'));
    expect(linesMatching(reports, /\bsnapshot\(/).filter((line) => !line.includes('server/reports/index.ts'))).toEqual([]);
    expect(linesMatching(reports, /\bopen(Store|Readers|File)\b|better-sqlite3|from 'pg'/)).toEqual([]);
  });
});
