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
  };
  readonly region: { code: string; parent: string | null; kind: string };
}

const address = String(process.argv[2]);
const db = new Kysely<Tables>({
  dialect: address.startsWith('postgres')
    ? new PostgresDialect({ pool: new pg.Pool({ connectionString: address, max: 8 }) })
    : new SqliteDialect({ database: new Sqlite(address, { readonly: true }) }),
});

class Cell {
  readonly region: string;
  readonly period: string;
  readonly numerator: number;
  readonly denominator: number;
  constructor(row: Tables['rollup']) {
    this.region = row.region;
    this.period = row.period;
    this.numerator = row.in_operating__party_sole + row.in_operating__party_joint;
    this.denominator = row.in_operating__units;
  }
  get value(): number | null {
    return this.denominator === 0 ? null : this.numerator / this.denominator;
  }
}
ObjectType()(Cell);
for (const name of ['region', 'period']) Field(() => String)(Cell.prototype, name);
for (const name of ['numerator', 'denominator']) Field(() => Float)(Cell.prototype, name);
Field(() => Float, { nullable: true })(Cell.prototype, 'value', Object.getOwnPropertyDescriptor(Cell.prototype, 'value') ?? {});

class Cells {
  async children(parent: string, from: string, to: string): Promise<Cell[]> {
    const rows = await db
      .selectFrom(sql<Tables['rollup']>`${sql.table(ROLLUP)}`.as('r'))
      .select(['r.region', 'r.period', 'r.in_operating__party_sole', 'r.in_operating__party_joint', 'r.in_operating__units'])
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
