/** Uploads as they are kept and as they are told. */
import type { UploadProblem, UploadProgress, UploadRow } from '../graphql/intake.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import type { LayoutQuestion } from '../domain/ledgerSheets.ts';
import type { Quarter } from '../domain/period.ts';
import { spellMoment } from '../domain/tokens.ts';
import type { UploadKind, UploadState } from '../domain/uploads.ts';

export interface NewUpload {
  readonly id: string;
  readonly region: string;
  readonly period: Quarter;
  readonly kind: UploadKind;
  readonly fileName: string;
  readonly createdAt: string;
  readonly sender: string;
  readonly senderName: string;
  readonly bytes: number;
}

/** An upload of which nothing is known yet. */
export const freshUpload = (upload: NewUpload, state: UploadState): UploadTable => ({
  id: upload.id,
  region: upload.region,
  period: upload.period,
  kind: upload.kind,
  state,
  file_name: upload.fileName,
  created_at: upload.createdAt,
  actor: upload.sender,
  actor_name: upload.senderName,
  finished_at: null,
  file_sha256: null,
  layout: null,
  message: null,
  bytes: upload.bytes,
  errors: 0,
  warnings: 0,
  more_errors: 0,
  more_warnings: 0,
  units: 0,
  organizations: 0,
  problems: '[]',
  submission: null,
});

/** Of one that has ended: all of it. */
const ended = ({ bytes, units, organizations }: UploadTable): UploadProgress => ({
  bytesReceived: bytes,
  bytesTotal: bytes,
  rowsRead: units + organizations,
  rowsTotal: null,
  rowsStored: 0,
});

export const toUploadRow = (row: UploadTable, annotated: boolean, progress: UploadProgress = ended(row)): UploadRow => ({
  id: row.id,
  region: row.region,
  period: row.period as Quarter,
  kind: row.kind as UploadKind,
  state: row.state as UploadState,
  fileName: row.file_name,
  bytes: row.bytes,
  sentBy: row.actor_name,
  sender: row.actor,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
  message: row.message,
  errors: row.errors,
  warnings: row.warnings,
  moreErrors: row.more_errors,
  moreWarnings: row.more_warnings,
  units: row.units,
  organizations: row.organizations,
  problems: JSON.parse(row.problems) as UploadProblem[],
  submission: row.submission,
  annotated,
  layout: row.layout === null ? null : (JSON.parse(row.layout) as LayoutQuestion),
  progress,
});

/** The time of day of a moment, by the clock of this machine: `09:31`. */
export const spellTime = (moment: string): string => spellMoment(moment).slice(11, 16);
