/**
 * What one would write first: Apollo, type-graphql and kysely on the same rollup. Usage: node apollo.ts <database>; prints its port. Decorators
 * are called as functions, for Node strips types and knows no decorators.
 */
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import pg from 'pg';
import { Arg, buildSchema, Field, Float, ObjectType, Query, Resolver } from 'type-graphql';
import { ROLLUP } from '../../../server/db/rollupNames.ts';

interface Tables {
  readonly rollup: {
    region: string;
    period: string;
    in_operating__party_sole: number;
    in_operating__party_joint: number;
    in_operating__units: number;
    received: number;
    returned: number;
  };
  readonly region: { code: string; parent: string | null; kind: string };
}

const address = String(process.argv[2]);
const db = new Kysely<Tables>({
  dialect: address.startsWith('postgres')
    ? new PostgresDialect({ pool: new pg.Pool({ connectionString: address, max: 8 }) })
    : new SqliteDialect({ database: new Sqlite(address, { readonly: true }) }),
});

class Region {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}
ObjectType()(Region);
Field(() => String)(Region.prototype, 'code');

class Rate {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly missing: string | null;
  constructor(row: Tables['rollup']) {
    const came = row.received > 0;
    const [numerator, denominator] = [row.in_operating__party_sole + row.in_operating__party_joint, row.in_operating__units];
    this.numerator = came ? numerator : null;
    this.denominator = came ? denominator : null;
    this.value = came && denominator > 0 ? (numerator / denominator) * 100 : null;
    this.missing = came ? (denominator > 0 ? null : 'ZERO_DENOMINATOR') : row.returned > 0 ? 'REJECTED' : 'NOT_RECEIVED';
  }
}
ObjectType()(Rate);
for (const name of ['numerator', 'denominator', 'value']) Field(() => Float, { nullable: true })(Rate.prototype, name);
Field(() => String, { nullable: true })(Rate.prototype, 'missing');

class Cell {
  readonly region: Region;
  readonly period: string;
  readonly rate: Rate;
  constructor(row: Tables['rollup']) {
    this.region = new Region(row.region);
    this.period = row.period;
    this.rate = new Rate(row);
  }
}
ObjectType()(Cell);
Field(() => Region)(Cell.prototype, 'region');
Field(() => String)(Cell.prototype, 'period');
Field(() => Rate)(Cell.prototype, 'rate');

class Cells {
  async children(parent: string, from: string, to: string): Promise<Cell[]> {
    const rows = await db
      .selectFrom(sql<Tables['rollup']>`${sql.table(ROLLUP)}`.as('r'))
      .select([
        'r.region',
        'r.period',
        'r.in_operating__party_sole',
        'r.in_operating__party_joint',
        'r.in_operating__units',
        'r.received',
        'r.returned',
      ])
      .where('r.region', 'in', (of) =>
        of.selectFrom('region').select('code').where('parent', '=', parent).where('kind', '=', 'ADMINISTRATIVE'),
      )
      .where('r.period', '>=', from)
      .where('r.period', '<=', to)
      .execute();
    return rows.map((row) => new Cell(row));
  }
}
Resolver()(Cells);
for (const [at, name] of ['parent', 'from', 'to'].entries()) Arg(name, () => String)(Cells.prototype, 'children', at);
Query(() => [Cell])(Cells.prototype, 'children', Object.getOwnPropertyDescriptor(Cells.prototype, 'children') ?? {});

const schema = await buildSchema({ resolvers: [Cells], validate: false });
const server = new ApolloServer({ schema });
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
console.log(new URL(url).port);
process.on('SIGTERM', () => process.exit(0));
