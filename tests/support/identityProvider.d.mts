export interface IdentityProvider {
  readonly issuer: string;
  close(): Promise<void>;
}
export function startIdentityProvider(
  people: Readonly<Record<string, string | undefined>>,
  redirects: readonly string[],
): Promise<IdentityProvider>;
