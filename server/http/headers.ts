/** Security headers and compression, for every answer. */
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import { EXPLORER_PATH } from '../../web/src/state/pages.ts';
import { speaksHttps, type Config } from '../config.ts';

/** The one style element that the component library writes: which touches a thing that can be pressed leaves to the browser. */
const PRESSABLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

const DIRECTIVES = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", PRESSABLE],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

type Directives = Readonly<Record<string, readonly string[]>>;

/** Written once: the plugin would put it together for every answer. */
const policyOf = (directives: Directives): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${sources.join(' ')}`)
    .join(';');

const POLICY = policyOf(DIRECTIVES);
/**
 * The editor of the explorer writes style elements of its own, for colours that it learns at run time, and places its lines by style attributes in
 * the markup that it builds. It knows no nonce, and neither has a hash that could be told beforehand. No other page holds it.
 */
const EXPLORER_POLICY = policyOf({ ...DIRECTIVES, styleSrc: ["'self'", "'unsafe-inline'"] });

/** What no page of this program uses. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'hid', 'microphone', 'midi', 'payment', 'serial', 'usb']
  .map((name) => `${name}=()`)
  .join(', ');
const TRANSPORT = 'max-age=31536000';

/** zlib's default of 11 takes a hundred times as long for a few percent. */
const BROTLI_LEVEL = 4;
const SMALLEST = 1024;

const isExplorer = (url: string): boolean => url.split('?', 1)[0] === EXPLORER_PATH;

/** Of the answer itself, not of its safety. */
const OF_THE_ANSWER: ReadonlySet<string> = new Set(['content-length', 'content-type', 'date', 'connection']);

/** What the library sets is the same for every answer: it is asked once, of an answer that nobody gets. */
async function safeHeaders(): Promise<readonly (readonly [name: string, value: string])[]> {
  const sample = fastify();
  await sample.register(helmet, { contentSecurityPolicy: false, strictTransportSecurity: false });
  sample.get('/', (_request, reply) => reply.send(''));
  const { headers } = await sample.inject('/');
  await sample.close();
  return Object.entries(headers).flatMap(([name, value]) => (OF_THE_ANSWER.has(name) ? [] : [[name, String(value)] as const]));
}

export async function installHeaders(app: FastifyInstance, config: Pick<Config, 'tls' | 'publicUrl'>): Promise<void> {
  const https = speaksHttps(config);
  const safe = await safeHeaders();
  // First of all hooks, and on the raw answer: also what is refused, not found or not read to its end carries them.
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.setHeader('content-security-policy', isExplorer(request.url) ? EXPLORER_POLICY : POLICY);
    reply.raw.setHeader('permissions-policy', PERMISSIONS);
    // Over a plain connection it means nothing, and a promise that nobody keeps would lock readers out.
    if (https) reply.raw.setHeader('strict-transport-security', TRANSPORT);
    for (const [name, value] of safe) reply.raw.setHeader(name, value);
    done();
  });
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: SMALLEST,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL } },
  });
}
