/**
 * The least that could answer: node:http, one prepared statement on the rollup, JSON.stringify. Usage: node bareServer.ts <database>; prints
 * its port. `/children?parent=C&from=P&to=P` gives region, period, numerator and denominator of the children; `/stored` the same bytes always.
 */
import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';
import { ROLLUP } from '../../server/db/rollup.ts';

const db = new Sqlite(String(process.argv[2]), { readonly: true });
const select = db.prepare(
  `select region, period, in_operating__party_sole + in_operating__party_joint as numerator, in_operating__units as denominator
   from "${ROLLUP}" where region in (select code from region where parent = ? and kind = 'ADMINISTRATIVE') and period between ? and ?`,
);
let stored: Buffer | null = null;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(String(request.url), 'http://127.0.0.1');
  response.setHeader('content-type', 'application/json');
  if (pathname === '/stored' && stored) response.end(stored);
  else {
    const rows = select.all(searchParams.get('parent'), searchParams.get('from'), searchParams.get('to'));
    stored = Buffer.from(JSON.stringify({ rows }));
    response.end(stored);
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(address.port);
});
process.on('SIGTERM', () => process.exit(0));
