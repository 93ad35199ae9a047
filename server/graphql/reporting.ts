/** Who reports or reviews for a region, and sees what was sent for it. */
import { holds } from '../domain/extents.ts';
import { assertMay, may, type Viewer } from '../domain/viewers.ts';

/** @throws DomainError for who may neither submit nor review */
export const assertReports = (viewer: Viewer | null): Viewer =>
  may(viewer, 'REVIEW') ? assertMay(viewer, 'REVIEW') : assertMay(viewer, 'SUBMIT');

/** The same where it was sent for a region of theirs. */
export const sentWithin = <Sent extends { readonly region: string }>({ report }: Viewer, sent: Sent | null): Sent | null =>
  sent !== null && holds(report, [sent.region]) ? sent : null;
