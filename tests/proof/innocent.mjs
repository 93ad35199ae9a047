/**
 * A reader in a process of its own: asks one ordinary question every 20 ms, whether the one before was answered or not, and at SIGTERM prints
 * what it waited. Usage: node innocent.mjs <address of /graphql>; prints `ready` once its first answers came.
 */
import { Agent, request } from 'node:http';

const EVERY = 20;
const address = String(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const PARENTS = ['410000', '410100', '410200', '410300', '410400', '410500', '410700', '411300', '411600', '411700'];
const QUERY =
  'query Map($parent: ID!, $last: Int!) { observations(indicators: [PARTY_ORG_COVERAGE], regions: {childrenOf: $parent, kind: ADMINISTRATIVE}, periods: {last: $last}) { region { code name } period rate { numerator denominator value missing } } }';

/** @type {number[]} */
const waited = [];
/** @type {string[]} */
const failures = [];
let asked = 0;

/** @returns {Promise<void>} */
function ask() {
  asked += 1;
  const variables = { parent: PARENTS[asked % PARENTS.length], last: 1 + (asked % 7) };
  const began = performance.now();
  const body = JSON.stringify({ query: QUERY, variables });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const sent = request(address, { agent, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => (text += piece));
      answer.on('end', () => {
        waited.push(performance.now() - began);
        if (answer.statusCode !== 200 || text.includes('"errors"')) failures.push(`${answer.statusCode} ${text.slice(0, 200)}`);
        resolve();
      });
    });
    sent.on('error', (error) => {
      failures.push(String(error));
      resolve();
    });
    sent.end(body);
  });
}

for (let times = 0; times < 70; times += 1) await ask();
waited.length = 0;
console.log('ready');
const timer = setInterval(() => void ask(), EVERY);
process.once('SIGTERM', () => {
  clearInterval(timer);
  const rank = (share) => waited.toSorted((one, other) => one - other)[Math.min(waited.length - 1, Math.floor(waited.length * share))];
  console.log(JSON.stringify({ asked: waited.length, p50: rank(0.5), p99: rank(0.99), max: rank(1), failures: failures.slice(0, 5) }));
  process.exit(0);
});
