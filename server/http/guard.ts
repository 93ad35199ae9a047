/** Who may speak to this program: pages of its own address. A name that is made to point at this machine (DNS rebinding) is refused. */
import type { FastifyInstance } from 'fastify';
import { isLoopback, type Config } from '../config.ts';
import { refuse } from './refusal.ts';

const MISDIRECTED = 421;

const hostnameOf = (host: string): string => (URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '');

/** Host must be a loopback name or the proxy's; Origin, where a browser sends one, must be the page's own. */
export function installGuard(app: FastifyInstance, { publicUrl }: Pick<Config, 'publicUrl'>): void {
  const knownHost = (host: string): boolean => isLoopback(hostnameOf(host)) || host === publicUrl?.host;
  app.addHook('onRequest', async (request, reply) => {
    const host = request.headers.host ?? '';
    if (!knownHost(host))
      return refuse(request, reply, 'FORBIDDEN', '请用 127.0.0.1 或 localhost 访问；经代理访问时请设置 FUGAI_PUBLIC_URL。', MISDIRECTED);
    const { origin } = request.headers;
    if (origin === undefined) return;
    const own = URL.canParse(origin) && (new URL(origin).host === host || new URL(origin).origin === publicUrl?.origin);
    if (!own) return refuse(request, reply, 'FORBIDDEN', '不接受其他网站发来的请求。');
    return;
  });
}
