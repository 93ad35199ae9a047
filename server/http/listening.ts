/** Where the program may listen, and over what: elsewhere than on the loopback only with encryption, or when told in so many words. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isOpenToOthers, type Config } from '../config.ts';
import { isLoopback, SettingError } from '../settings.ts';

type Place = Pick<Config, 'host' | 'tls' | 'trustedProxies' | 'insecureHttp'>;

export const INSECURE = '--insecure-http';

const WARN_WITHIN = 14 * 24 * 60 * 60 * 1000;

/** Whether other machines would speak to it in the clear. */
const isPlain = ({ host, tls, trustedProxies }: Place): boolean => !isLoopback(host) && tls === null && trustedProxies.length === 0;

/** @throws SettingError for a plain connection that other machines would use */
export function refuseUnsafePlace(place: Place): void {
  if (!isPlain(place) || place.insecureHttp) return;
  throw new SettingError(
    'FUGAI_HOST',
    place.host,
    `只在本机使用时为 127.0.0.1；要让其他计算机访问，请设置 FUGAI_TLS_CERT 与 FUGAI_TLS_KEY（由本程序提供 https），或用 FUGAI_TRUSTED_PROXY 写明前面提供 https 的代理；确要明文传输（口令与数据可被同网络的人看到），加参数 ${INSECURE}`,
  );
}

/** What stands on the terminal, above the address, when passwords and names cross the network in the clear; empty where they do not. */
export function bannerOf(place: Place): readonly string[] {
  if (!isPlain(place)) return [];
  const rule = '!'.repeat(72);
  return [
    rule,
    `警告：正在 ${place.host} 上以明文 HTTP 对外提供（${INSECURE}）。`,
    '口令、会话和台账内容在网络上不加密，同一网络的人可以读取和篡改。',
    '请尽快改用 FUGAI_TLS_CERT 与 FUGAI_TLS_KEY，或 FUGAI_TRUSTED_PROXY。',
    rule,
  ];
}

function read(setting: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new SettingError(setting, file, `可读取的 PEM 文件（读取失败：${code}）`);
  }
}

function parse<Parsed>(setting: string, file: string, wanted: string, parser: () => Parsed): Parsed {
  try {
    return parser();
  } catch {
    throw new SettingError(setting, file, wanted);
  }
}

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/**
 * Certificate and key, checked before anything listens: both are PEM, they belong together, and the certificate holds now. `warn` is told of a key
 * that others can read and of an end that is near. @throws SettingError
 */
export function readTls({ tls }: Pick<Config, 'tls'>, now: Date, warn: (sentence: string) => void): TlsFiles | null {
  if (tls === null) return null;
  const cert = read('FUGAI_TLS_CERT', tls.cert);
  const key = read('FUGAI_TLS_KEY', tls.key);
  const certificate = parse('FUGAI_TLS_CERT', tls.cert, 'PEM 格式的证书', () => new X509Certificate(cert));
  const secret = parse('FUGAI_TLS_KEY', tls.key, 'PEM 格式、不带口令的私钥', () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(secret)) throw new SettingError('FUGAI_TLS_KEY', tls.key, '与 FUGAI_TLS_CERT 的证书相配的私钥');
  const end = new Date(certificate.validTo);
  if (now < new Date(certificate.validFrom) || now > end)
    throw new SettingError('FUGAI_TLS_CERT', tls.cert, `在有效期内的证书（${certificate.validFrom} 至 ${certificate.validTo}）`);
  if (end.getTime() - now.getTime() < WARN_WITHIN) warn(`证书 ${tls.cert} 将于 ${certificate.validTo} 到期，请及时更换。`);
  if (isOpenToOthers(tls.key)) warn(`私钥 ${tls.key} 可被本机其他用户读取，请改为 0600（chmod 600）。`);
  return { cert, key };
}

/** Addresses of this machine that others reach, those of the fourth version first. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outward = all.filter(({ internal, address }) => !internal && !address.startsWith('fe80'));
  return outward.toSorted((left, right) => left.family.localeCompare(right.family)).map(({ address }) => address);
}

/**
 * Address to open in a browser: the public one where it is set, else one of the machine where the program listens on all of them, `listening` being
 * `http://0.0.0.0:4000` then. @param own of this machine
 */
export function reachableAddress({ publicUrl }: Pick<Config, 'publicUrl'>, listening: string, own = ownAddresses()): string {
  if (publicUrl !== null) return publicUrl.href.replace(/\/$/, '');
  const address = new URL(listening);
  const [first = '127.0.0.1'] = own;
  if (address.hostname === '0.0.0.0' || address.hostname === '[::]') address.hostname = isIPv6(first) ? `[${first}]` : first;
  return address.href.replace(/\/$/, '');
}
