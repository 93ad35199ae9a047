/**
 * The address of a PostgreSQL database carries what its connections are to be like, so that every thread and process that is told the address
 * knows it: parameters of our own beside those of PostgreSQL (`sslmode`, `sslrootcert`, `options`). Other programs are given it without them.
 */

const OWN = { readers: 'fugai_readers', connectSeconds: 'fugai_connect_seconds', querySeconds: 'fugai_query_seconds' } as const;

export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** What the connections of one process are to be like; what is not said has its default, and questions no limit. */
export interface PoolSettings {
  /** Reading connections. */
  readonly readers?: number;
  /** Seconds until a server that does not answer is given up. */
  readonly connectSeconds?: number;
  /** Seconds that a question may take; the server ends it a little later by itself. */
  readonly querySeconds?: number;
}

export function withPoolSettings(url: string, settings: PoolSettings): string {
  const address = new URL(url);
  for (const [name, parameter] of Object.entries(OWN)) {
    const value = settings[name as keyof PoolSettings];
    if (value !== undefined) address.searchParams.set(parameter, String(value));
  }
  return address.href;
}

/** What the address says, and the address as everybody understands it. */
export function readAddress(url: string): { readonly plain: string; readonly settings: PoolSettings } {
  const address = new URL(url);
  const settings: Record<string, number> = {};
  for (const [name, parameter] of Object.entries(OWN)) {
    const value = Number(address.searchParams.get(parameter));
    if (value > 0) settings[name] = value;
    address.searchParams.delete(parameter);
  }
  return { plain: address.href, settings };
}

/**
 * The same for the driver, to which the modes of `sslmode` mean what they mean to PostgreSQL's own programs: `require` encrypts and trusts any
 * certificate, `verify-full` trusts those that the machine, or `sslrootcert`, vouches for.
 */
export function forDriver(plain: string): string {
  const address = new URL(plain);
  if (address.searchParams.has('sslmode') && !address.searchParams.has('uselibpqcompat'))
    address.searchParams.set('uselibpqcompat', 'true');
  return address.href;
}
