/** Fastify without a route: what starting costs where nothing is started. */
import Fastify from 'fastify';

const app = Fastify();
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
process.on('SIGTERM', () => process.exit(0));
