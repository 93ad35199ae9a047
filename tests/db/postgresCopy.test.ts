import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { assertFile, EVERYTHING_SEEN } from '../../server/db/postgresCopy.ts';
import { testDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const COUNT = 'select count(*)::int as n from unit_quarter';

async function countAs(url: string, role: string, options: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  try {
    await client.query(`set role ${role}`);
    return Number((await client.query<{ n: number }>(COUNT)).rows[0]?.n);
  } finally {
    await client.end();
  }
}

it('names the command of PostgreSQL whose session sees all 5 rows where row level security shows the tables’ owner 0', async () => {
  const test = await testDatabase('postgres', inject('postgresUrl'));
  const admin = new pg.Client({ connectionString: test.url });
  await admin.connect();
  const owner = `owner_${process.pid}_${Date.now().toString(36)}`;
  try {
    await test.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 2 }));
    await admin.query(`create role ${owner}`);
    await admin.query(`alter table unit_quarter owner to ${owner}; grant usage on schema public to ${owner}`);
    expect(await countAs(test.url, owner, '')).toBe(0);
    expect(await countAs(test.url, owner, EVERYTHING_SEEN)).toBe(5);
    expect(() => assertFile(test.url, 'backup')).toThrow(`PGOPTIONS='${EVERYTHING_SEEN}' pg_dump --enable-row-security`);
    expect(EVERYTHING_SEEN).toBe('-c fugai.rows=* -c fugai.sums=* -c fugai.stubs=*');
  } finally {
    await admin.query(`alter table unit_quarter owner to current_user; drop owned by ${owner}; drop role ${owner}`);
    await admin.end();
    await test.drop();
  }
});
