/** Who asks for a region that they report for. */
import { DomainError } from '../domain/errors.ts';
import type { Permission } from '../domain/roles.ts';
import { may } from '../domain/viewers.ts';
import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';

/** @throws DomainError NOT_FOUND */
export async function knownRegion({ loaders }: Context, code: string): Promise<RegionRow> {
  const region = await loaders.region.load(code);
  if (region === undefined) throw new DomainError('NOT_FOUND', `没有这个行政区划代码：${code}。`);
  return region;
}

/** Whether a region lies in what who asks reports for. */
export async function reportsFor({ viewer, loaders }: Context, code: string): Promise<boolean> {
  if (viewer === null) return false;
  const { report } = viewer;
  if (report === 'ALL') return true;
  const above = await loaders.ancestors.load(code);
  return [code, ...above.map((one) => one.code)].some((one) => report.includes(one));
}

/** @throws DomainError FORBIDDEN where who asks has none of the permissions for the region */
export async function assertReports(context: Context, permissions: readonly Permission[], code: string): Promise<void> {
  if (!permissions.some((permission) => may(context.viewer, permission)) || !(await reportsFor(context, code)))
    throw new DomainError('FORBIDDEN', `${code} 不在您的填报范围内。需要时请联系安全管理员授予。`);
}
