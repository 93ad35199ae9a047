/** PostGraphile over a function that gives the cells of the rollup. Usage: node postgraphile.mjs <postgres address>; prints its port. */
import { createServer } from 'node:http';
import { load } from './packages.mjs';

const [{ postgraphile }, { PostGraphileAmberPreset }, { makePgService }, { grafserv }] = await Promise.all(
  ['postgraphile', 'postgraphile/presets/amber', 'postgraphile/adaptors/pg', 'postgraphile/grafserv/node'].map(load),
);
const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.argv[2], schemas: ['bench_peer'] })],
  grafserv: { watch: false, graphqlPath: '/graphql', graphiql: false },
  grafast: { explain: false },
};
const serving = postgraphile(preset).createServ(grafserv);
const server = createServer();
server.on('error', (error) => {
  console.error(error);
  process.exit(1);
});
await serving.addTo(server);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.on('SIGTERM', () => process.exit(0));
