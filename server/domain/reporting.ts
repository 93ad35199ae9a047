/** For which regions somebody reports and reviews. */
import { DomainError } from './errors.ts';
import { holds } from './extents.ts';
import type { Viewer } from './viewers.ts';

export const reportsFor = (viewer: Viewer | null, region: string): boolean => viewer !== null && holds(viewer.report, [region]);

/** What may be done only where one reports for. @throws DomainError FORBIDDEN outside */
export function assertReports(viewer: Viewer | null, region: string): void {
  if (reportsFor(viewer, region)) return;
  throw new DomainError('FORBIDDEN', `「${region}」不在您的填报范围内。需要时请联系安全管理员调整您的填报范围。`);
}
