/** Files sent to a server under test as a page of it does. */
import http from 'node:http';
import { csv, grid, ORGANIZATION, ORGANIZATION_HEADERS, creditCode, UNIT, UNIT_HEADERS, type Grid, type Row } from '../ledger/grids.ts';
import { rawWorkbook } from '../ledger/rawXlsx.ts';

/** What the server tells of an upload. */
export interface ToldUpload {
  readonly id: string;
  readonly state: string;
  readonly message: string | null;
  readonly errors: number;
  readonly units: number;
  readonly organizations: number;
  readonly submission: number | null;
  readonly fileName: string;
  readonly sentBy: string;
  readonly problems: readonly {
    readonly sheet?: string;
    readonly row?: number;
    readonly header?: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly error?: string;
  readonly progress: { readonly rowsRead: number };
}

export const REGION = '410302';

export const unitRows = (count: number, change: (at: number) => Row = () => ({})): Grid =>
  grid(
    UNIT_HEADERS,
    Array.from({ length: count }, (_, at) => ({ ...UNIT, 统一社会信用代码: creditCode(at + 1), 行政区划代码: REGION, ...change(at) })),
  );
export const organizationRows = (...changes: Row[]): Grid =>
  grid(
    ORGANIZATION_HEADERS,
    changes.map((change, at) => ({ ...ORGANIZATION, 组织代码: `D-${at + 1}`, 行政区划代码: REGION, ...change })),
  );

export const workbook = (units: Grid, organizations: Grid = organizationRows({})): Buffer =>
  rawWorkbook({ 两新组织: units, 党群组织: organizations });
export const pair = (units: Grid, organizations: Grid = organizationRows({})): readonly File[] => [
  new File([csv(units)], 'units.csv'),
  new File([csv(organizations)], 'organizations.csv'),
];

export const fileOf = (bytes: Buffer, name = '台账.xlsx'): File => new File([new Uint8Array(bytes)], name);

export interface Answered {
  readonly status: number;
  readonly location: string | null;
  readonly told: ToldUpload;
}

export const toAnswered = async (response: Response): Promise<Answered> => ({
  status: response.status,
  location: response.headers.get('location'),
  told: (await response.json()) as ToldUpload,
});

/** Sends files as a form, its fields first. */
export async function send(
  url: string,
  files: readonly File[],
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ region: REGION, period: '2025Q4', ...fields })) form.set(name, value);
  for (const file of files) form.append('file', file);
  return toAnswered(await fetch(`${url}/submissions`, { method: 'POST', headers: { origin: url, ...headers }, body: form }));
}

/** A request whose body comes as far as `bytes`, of `total`; it stays open until it is destroyed. */
export const begun = (
  url: string,
  address: string,
  bytes: Buffer,
  total: number,
  headers: Readonly<Record<string, string>>,
): http.ClientRequest => {
  const request = http.request(`${url}${address}`, { method: 'POST', headers: { origin: url, ...headers, 'content-length': total } });
  request.on('error', () => undefined);
  request.write(bytes);
  return request;
};
