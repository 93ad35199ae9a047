/** Self-signed certificates for tests, made on the spot: none that is committed would hold for ever, and not every machine has an openssl. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

/** One element of DER: tag, length, content. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTETS = 0x04;
const OID = 0x06;
const TEXT = 0x0c;
const TIME = 0x18;
const ECDSA_SHA256 = der(SEQUENCE, der(OID, Buffer.from('2a8648ce3d040302', 'hex')));
const COMMON_NAME = der(OID, Buffer.from('550403', 'hex'));
const OTHER_NAMES = der(OID, Buffer.from('551d11', 'hex'));

const timeOf = (moment: Date): Buffer => der(TIME, Buffer.from(moment.toISOString().replaceAll(/[-:T]|\.\d+/g, '')));
const nameOf = (name: string): Buffer => der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, Buffer.from(name)))));
const pemOf = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

function signed(privateKey: KeyObject, publicKey: KeyObject, from: Date, until: Date): Buffer {
  const name = nameOf('localhost');
  // The address 127.0.0.1 and the name localhost.
  const names = der(SEQUENCE, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const content = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    ECDSA_SHA256,
    name,
    der(SEQUENCE, timeOf(from), timeOf(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, der(SEQUENCE, OTHER_NAMES, der(OCTETS, names)))),
  );
  return der(SEQUENCE, content, ECDSA_SHA256, der(BIT_STRING, Buffer.from([0]), sign('sha256', content, privateKey)));
}

/** A certificate for localhost and 127.0.0.1 that holds from `from` until `until`. */
export function certificate(from: Date, until: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return { cert: pemOf(signed(privateKey, publicKey, from, until)), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
