/**
 * What an engine says it will do for the statements of a question, so that it reads the same on every machine: without statistics, hence by the
 * schema alone, and of PostgreSQL with what would depend on the size of a table (reading it whole, bitmaps, hashes) put off. What is kept is which table is read
 * through which index; the order of the steps and their costs are not.
 */
import Sqlite from 'better-sqlite3';
import type { CompiledQuery, KyselyPlugin } from 'kysely';
import pg from 'pg';
import type { Db, Engine, Readers } from '../../server/db/open.ts';

export interface Listening {
  /** The same database, whose statements are heard. */
  hear<Of extends Db>(db: Of): Of;
  readers(readers: Readers): Readers;
  /** Statements since the last time, each text once. */
  heard(): CompiledQuery[];
}

export function listening(): Listening {
  const all = new Map<string, CompiledQuery>();
  const hear = <Of extends Db>(db: Of): Of => {
    const plugin: KyselyPlugin = {
      transformQuery: ({ node, queryId }) => {
        const query = db.getExecutor().compileQuery(node, queryId);
        all.set(query.sql, query);
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const heard = db.withPlugin(plugin) as Of;
    const executor = heard.getExecutor();
    const executeQuery = executor.executeQuery.bind(executor);
    // A text that is kept (server/db/shapes.ts) is built once, and asked for more often.
    executor.executeQuery = (query) => {
      all.set(query.sql, query);
      return executeQuery(query);
    };
    return heard;
  };
  return {
    hear,
    readers: (readers) => ({
      ...readers,
      snapshot: async (...ask) => {
        const snapshot = await readers.snapshot(...ask);
        return { ...snapshot, db: hear(snapshot.db) };
      },
    }),
    heard: () => {
      const found = [...all.values()].filter(({ sql }) => /^\s*(select|with|insert|update|delete)\b/i.test(sql));
      all.clear();
      return found;
    },
  };
}

export interface Planner {
  /** Steps of all statements, each once, in the order of the alphabet. */
  planOf(queries: readonly CompiledQuery[]): Promise<string[]>;
  close(): Promise<void>;
}

const sorted = (steps: readonly string[]): string[] => [...new Set(steps)].toSorted();
/** Rollups are named after a hash of the registry. */
const named = (step: string): string => step.replace(/(rollup(?:_by)?)_[0-9a-f]{10}/g, '$1');

/** What an alias stands for: `from unit_quarter as f`. */
function tableOf(text: string, alias: string): string {
  const found = new RegExp(`"?(\\w+)"? as "?${alias}"?(?!\\w)`, 'i').exec(text);
  return found === null ? alias : String(found[1]);
}

function sqlitePlanner(file: string): Planner {
  const connection = new Sqlite(file, { readonly: true });
  return {
    planOf: async (queries) =>
      sorted(
        queries.flatMap(({ sql, parameters }) =>
          connection
            .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
            .all(...parameters)
            .flatMap(({ detail }) => {
              const [, how, alias = '', rest = ''] = /^(SEARCH|SCAN) (\w+)(.*)$/.exec(detail) ?? [];
              return how === undefined ? [] : [named(`${how} ${tableOf(sql, alias)}${rest.replace(/ LEFT-JOIN$/, '')}`)];
            }),
        ),
      ),
    close: async () => void connection.close(),
  };
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Node[];
}

const stepsOf = (node: Node): string[] => [
  ...(node['Relation Name'] === undefined || node['Node Type'] === 'ModifyTable'
    ? []
    : [
        `${node['Index Name'] === undefined ? 'SCAN' : 'SEARCH'} ${node['Relation Name']}${node['Index Name'] === undefined ? '' : ` USING ${node['Index Name']}`}`,
      ]),
  ...(node.Plans ?? []).flatMap(stepsOf),
];

const PUT_OFF = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'material', 'memoize', 'hashagg'];

async function postgresPlanner(url: string): Promise<Planner> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    [...PUT_OFF.map((what) => `set enable_${what} = off`), 'set jit = off', "set plan_cache_mode = 'force_custom_plan'"].join(';'),
  );
  return {
    planOf: async (queries) => {
      const steps: string[] = [];
      for (const { sql, parameters } of queries) {
        const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(`explain (format json, costs off) ${sql}`, [
          ...parameters,
        ]);
        steps.push(...(rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => stepsOf(Plan)));
      }
      return sorted(steps.map(named));
    },
    close: () => client.end(),
  };
}

export const openPlanner = async (engine: Engine, url: string): Promise<Planner> =>
  engine === 'sqlite' ? sqlitePlanner(url) : postgresPlanner(url);
