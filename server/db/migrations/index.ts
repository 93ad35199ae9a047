/** The ledger's migrations by name, in the order they run; forward only. A new one is a file beside this and one line here. */
import type { Migration } from 'kysely/migration';
import * as first from './0001_first.ts';
import * as versions from './0002_versions.ts';
import * as audit from './0003_audit.ts';
import * as totals from './0004_totals.ts';
import * as scope from './0005_scope.ts';
import * as targets from './0006_targets.ts';
import * as submissions from './0007_submissions.ts';
import * as peers from './0008_peers.ts';
import * as words from './0009_words.ts';

export const LEDGER_MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_first': first,
  '0002_versions': versions,
  '0003_audit': audit,
  '0004_totals': totals,
  '0005_scope': scope,
  '0006_targets': targets,
  '0007_submissions': submissions,
  '0008_peers': peers,
  '0009_words': words,
};
