/** What the program runs with: the settings, parsed once and frozen, and where its parts lie. Nothing else in the program reads the environment. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPostgres, withPoolSettings } from './db/postgresAddress.ts';
import { isLoopback, readSettings, refuse, type LogLevel, type Settings } from './settings.ts';

/** Where the parts of the program lie that are read at run time; all absolute. */
export interface Places {
  /** Folder that holds package.json. */
  readonly root: string;
  /** Built web app; may be absent. */
  readonly web: string;
  /** The committed map pack. */
  readonly mapPack: string;
  /** Map packs made on this machine. */
  readonly maps: string;
  /** Program that makes one province's county shapes: `node <it> <province> <folder>`. */
  readonly countyBuilder: string;
}

export interface OpenIdSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** How it is called on the page of signing in. */
  readonly name: string;
}

export interface Rates {
  /** Requests a minute for data and files. */
  readonly perMinute: number;
  /** Attempts to sign in, set up or change a password, a minute. */
  readonly attempts: number;
  /** Costly operations under way at a time. */
  readonly costly: number;
}

export interface Config {
  /** File path, absolute, or `postgres://…`. */
  readonly database: string;
  /** Folder for everything the program writes, absolute. */
  readonly folder: string;
  /** An address of this machine, or a name of one; all of its addresses with 0.0.0.0 or `::`. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly demo: boolean;
  readonly anonymous: 'aggregates' | 'none';
  /** Whether system, security and audit administrators (三员) are three people, who see no data. */
  readonly separation: boolean;
  readonly log: LogLevel;
  /** Address under which a proxy shows the program; its host is accepted beside the loopback names. */
  readonly publicUrl: URL | null;
  /** Files of the certificate and its key, absolute: with them the program itself speaks https. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Addresses and networks of proxies whose word on who asks, and over what, is believed. Of nobody else. */
  readonly trustedProxies: readonly string[];
  /** Told to the program when it is started, never a setting: plain connections from other machines will do. */
  readonly insecureHttp: boolean;
  /** What must not be put into this program, told to whoever signs in or sends a file. */
  readonly notice: string;
  /** Who may ask for the schema over /graphql; `KNOWN`: who is signed in or brings a token. */
  readonly introspection: 'EVERYBODY' | 'KNOWN' | 'NOBODY';
  /** Which texts are executed: any within the limits, or only those that come with the web app. */
  readonly operations: 'any' | 'known';
  /** Seconds that one operation may take. */
  readonly querySeconds: number;
  /** Milliseconds from which an operation is told in the log as slow. */
  readonly slowQuery: number;
  /** Second folder for the anchors of the audit log, absolute. */
  readonly auditAnchor: string | null;
  /** Months that the audit log is kept. */
  readonly auditMonths: number;
  /** An identity provider to sign in with; without one the program opens no outgoing connection. */
  readonly openId: OpenIdSettings | null;
  /** What one reader may have, by account or else by address; nobody who opens the program on its own machine is held to it. */
  readonly rates: Rates;
  readonly places: Places;
}

/** Whether other machines can reach the program as it is set up: directly, or through a proxy that it knows of. */
export const isReachable = ({ host, trustedProxies }: Pick<Config, 'host' | 'trustedProxies'>): boolean =>
  !isLoopback(host) || trustedProxies.length > 0;

/** Whether readers come over https, for all that the settings tell. */
export const speaksHttps = ({ tls, publicUrl }: Pick<Config, 'tls' | 'publicUrl'>): boolean =>
  tls !== null || publicUrl?.protocol === 'https:';

const introspectionOf = (said: 'on' | 'off' | undefined, demo: 'on' | 'off'): Config['introspection'] => {
  if (said === undefined) return demo === 'on' ? 'EVERYBODY' : 'KNOWN';
  return said === 'on' ? 'EVERYBODY' : 'NOBODY';
};

const OTHERS = 0o077;

/** Whether a file may be read by other users of the machine; never where the system has no such modes, or the file is not there. */
export const isOpenToOthers = (file: string): boolean =>
  process.platform !== 'win32' && ((statSync(file, { throwIfNoEntry: false })?.mode ?? OTHERS + 1) & OTHERS) !== 0;

/** The folder that holds package.json, whether this file runs as source or compiled. */
function findRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}

function placesIn(root: string, folder: string): Places {
  const compiled = import.meta.url.endsWith('.js');
  return {
    root,
    web: path.join(root, 'dist', 'site'),
    mapPack: path.join(root, 'seed', 'maps', 'pack-a'),
    maps: path.join(folder, 'maps'),
    countyBuilder: compiled
      ? path.join(root, 'dist', 'seed', 'maps', 'buildCounties.js')
      : path.join(root, 'seed', 'maps', 'buildCounties.ts'),
  };
}

/** @throws SettingError for half a provider, or two secrets */
function openIdOf(settings: Settings): OpenIdSettings | null {
  const { FUGAI_OIDC_ISSUER: issuer, FUGAI_OIDC_CLIENT_ID: clientId, FUGAI_OIDC_CLIENT_SECRET: secret } = settings;
  const file = settings.FUGAI_OIDC_CLIENT_SECRET_FILE;
  if (secret !== undefined && file !== undefined) throw refuse('FUGAI_OIDC_CLIENT_SECRET_FILE', file);
  if (issuer === undefined && clientId === undefined) return null;
  if (issuer === undefined) throw refuse('FUGAI_OIDC_ISSUER');
  if (clientId === undefined) throw refuse('FUGAI_OIDC_CLIENT_ID');
  if (settings.FUGAI_PUBLIC_URL === undefined && !isLoopback(settings.FUGAI_HOST)) throw refuse('FUGAI_PUBLIC_URL');
  const clientSecret = file === undefined ? (secret ?? null) : readFileSync(file, 'utf8').trim();
  return Object.freeze({ issuer: new URL(issuer), clientId, clientSecret, name: settings.FUGAI_OIDC_NAME });
}

function tlsOf({ FUGAI_TLS_CERT: cert, FUGAI_TLS_KEY: key }: Settings): Config['tls'] {
  if (cert !== undefined && key !== undefined) return Object.freeze({ cert: path.resolve(cert), key: path.resolve(key) });
  const missing = cert === undefined ? 'FUGAI_TLS_CERT' : 'FUGAI_TLS_KEY';
  if (cert !== key) throw refuse(missing);
  return null;
}

/** Where the ledger lies: an absolute path, or an address that says what its connections are to be like. */
function databaseOf(settings: Settings, folder: string): string {
  const database = settings.FUGAI_DATABASE ?? path.join(folder, 'fugai.sqlite');
  if (!isPostgres(database)) return path.resolve(database);
  const { FUGAI_POSTGRES_READERS: readers, FUGAI_POSTGRES_CONNECT_SECONDS: connectSeconds, FUGAI_QUERY_SECONDS: querySeconds } = settings;
  return withPoolSettings(database, { readers, connectSeconds, querySeconds });
}

/** An empty variable counts as not set. A relative path that is given is taken from the working folder; the default lies in the program's. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>, { insecureHttp = false } = {}): Config {
  const settings = readSettings(environment);
  const root = findRoot();
  const folder = settings.FUGAI_DATA === undefined ? path.join(root, 'data') : path.resolve(settings.FUGAI_DATA);
  return Object.freeze({
    database: databaseOf(settings, folder),
    folder,
    host: settings.FUGAI_HOST,
    port: settings.FUGAI_PORT,
    demo: settings.FUGAI_DEMO === 'on',
    anonymous: settings.FUGAI_ANONYMOUS,
    separation: settings.FUGAI_SEPARATION === 'on',
    log: settings.FUGAI_LOG,
    publicUrl: settings.FUGAI_PUBLIC_URL === undefined ? null : new URL(settings.FUGAI_PUBLIC_URL),
    tls: tlsOf(settings),
    trustedProxies: Object.freeze(settings.FUGAI_TRUSTED_PROXY),
    insecureHttp,
    notice: settings.FUGAI_NOTICE,
    introspection: introspectionOf(settings.FUGAI_INTROSPECTION, settings.FUGAI_DEMO),
    rates: Object.freeze({ perMinute: settings.FUGAI_RATE, attempts: settings.FUGAI_RATE_LOGIN, costly: settings.FUGAI_RATE_COSTLY }),
    operations: settings.FUGAI_OPERATIONS,
    querySeconds: settings.FUGAI_QUERY_SECONDS,
    slowQuery: settings.FUGAI_SLOW_QUERY,
    auditAnchor: settings.FUGAI_AUDIT_ANCHOR === undefined ? null : path.resolve(settings.FUGAI_AUDIT_ANCHOR),
    auditMonths: settings.FUGAI_AUDIT_MONTHS,
    openId: openIdOf(settings),
    places: Object.freeze(placesIn(root, folder)),
  });
}
