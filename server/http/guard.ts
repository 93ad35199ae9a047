/** Who may speak to this program: pages of its own address. A name that is made to point at this machine (DNS rebinding) is refused. */
import { BlockList, isIP, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { isLoopback } from '../settings.ts';
import { refuse } from './refusal.ts';

const MISDIRECTED = 421;
const HOSTS_KEPT = 100;
/** Nobody is to be reached by these, though some systems do. */
const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::', '[::]']);

type Settings = Pick<Config, 'host' | 'publicUrl' | 'tls' | 'trustedProxies' | 'insecureHttp'>;

const hostnameOf = (host: string): string => (URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '');

/** An address as it stands in a URL: IPv6 in brackets, and IPv4 that arrived through a socket of IPv6 as itself. */
const written = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return hostnameOf(isIP(plain) === 6 ? `[${plain}]` : plain);
};

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return list;
}

/**
 * Where a proxy alone makes the connection safe, nobody may go round it. Null where the program speaks https itself, listens on the loopback,
 * or was told that plain connections will do.
 */
function onlyProxies({ host, tls, trustedProxies, insecureHttp }: Settings): ((socket: Socket) => boolean) | null {
  if (isLoopback(host) || tls !== null || trustedProxies.length === 0 || insecureHttp) return null;
  const list = listOf(trustedProxies);
  return ({ remoteAddress = '' }) => {
    const from = remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '');
    return isLoopback(from) || (isIP(from) !== 0 && list.check(from, isIP(from) === 6 ? 'ipv6' : 'ipv4'));
  };
}

/**
 * Host must be a loopback name, the address at which the connection arrived, the name that is listened at, or the proxy's; Origin, where a
 * browser sends one, must be the page's own. A name of somebody else that points here is none of these.
 */
export function installGuard(app: FastifyInstance, settings: Settings): void {
  const { publicUrl } = settings;
  const listened = EVERY_ADDRESS.has(settings.host) ? '' : written(settings.host);
  const knownHost = (host: string, { localAddress = '' }: Socket): boolean => {
    const name = hostnameOf(host);
    return name !== '' && (isLoopback(name) || name === listened || name === written(localAddress) || host === publicUrl?.host);
  };
  // The same few names come with every request; one that is not known is looked at each time.
  const known = new Set<string>();
  const isKnown = (host: string, socket: Socket): boolean => {
    const key = `${host} ${socket.localAddress ?? ''}`;
    if (known.has(key)) return true;
    const found = knownHost(host, socket);
    if (found && known.size < HOSTS_KEPT) known.add(key);
    return found;
  };
  const comesRight = onlyProxies(settings);
  app.addHook('onRequest', async (request, reply) => {
    if (comesRight !== null && !comesRight(request.raw.socket))
      return refuse(request, reply, 'FORBIDDEN', '请通过代理的地址（https）访问，不接受绕过代理的连接。');
    const host = request.headers.host ?? '';
    if (!isKnown(host, request.raw.socket))
      return refuse(
        request,
        reply,
        'FORBIDDEN',
        '请用 127.0.0.1、localhost 或所监听的地址访问；经代理或域名访问时请设置 FUGAI_PUBLIC_URL。',
        MISDIRECTED,
      );
    const { origin } = request.headers;
    if (origin === undefined) return;
    const own = URL.canParse(origin) && (new URL(origin).host === host || new URL(origin).origin === publicUrl?.origin);
    if (!own) return refuse(request, reply, 'FORBIDDEN', '不接受其他网站发来的请求。');
    return;
  });
}
