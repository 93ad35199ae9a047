/**
 * Loaded into every thread and child of a traced program (NODE_OPTIONS=--import): writes one JSON line for its own start, and one for each attempt
 * to reach something over the network or to ask for the address of a name. FUGAI_TEST_TRACE names the file.
 */
import { appendFileSync } from 'node:fs';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { isMainThread, threadId } from 'node:worker_threads';

const file = process.env.FUGAI_TEST_TRACE;
const note = (what, target) =>
  appendFileSync(file, `${JSON.stringify({ pid: process.pid, thread: isMainThread ? null : threadId, what, target })}\n`);

/** Replaces a function by one that tells of its call before it does it. */
function tell(owner, name, what, targetOf) {
  const original = owner[name];
  if (typeof original !== 'function') return;
  owner[name] = Object.assign(function told(...args) {
    note(what, targetOf(...args));
    return original.apply(this, args);
  }, original);
}

const firstOf = (first) => String(first);
tell(net.Socket.prototype, 'connect', 'connect', (first, second) => {
  const [options] = Array.isArray(first) ? first : [first];
  if (typeof options !== 'object' || options === null)
    return typeof options === 'number' ? String(typeof second === 'string' ? second : 'localhost') : String(options);
  return String(options.path ?? options.host ?? 'localhost');
});
tell(dgram.Socket.prototype, 'connect', 'dgram', (_port, address) => (typeof address === 'string' ? address : 'localhost'));
tell(dgram.Socket.prototype, 'send', 'dgram', (...args) =>
  String(args.find((one, index) => index > 0 && typeof one === 'string') ?? 'localhost'),
);
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of [
    'lookup',
    'lookupService',
    'reverse',
    ...Object.getOwnPropertyNames(owner).filter((one) => one.startsWith('resolve')),
  ])
    tell(owner, name, 'dns', firstOf);
syncBuiltinESMExports();
note('start', process.argv[1] ?? '');
