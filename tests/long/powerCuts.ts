/** The files as a disk may hold them when the power goes: what was waited for is there, of the rest some is lost and some is torn. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Step } from './recording.ts';

const SECTOR = 512;

/** A file: what is on the disk for certain, and what was written since. */
class Disk {
  certain: Buffer;
  isThere: boolean;
  pending: Step[] = [];

  constructor(file: string | null) {
    this.certain = file === null ? Buffer.alloc(0) : readFileSync(file);
    this.isThere = file !== null;
  }

  take(step: Step): void {
    if (step.kind !== 'sync') {
      this.pending.push(step);
      return;
    }
    for (const one of this.pending) this.certain = applied(this.certain, one, () => true);
    this.pending = [];
    this.isThere = true;
  }

  /** The file after a cut; null when it was never made certain and is lost. */
  afterCut(random: () => number): Buffer | null {
    let content: Buffer = Buffer.from(this.certain);
    let isThere = this.isThere;
    for (const one of this.pending) {
      const fate = random();
      if (fate < 0.45) continue;
      isThere = true;
      content = applied(content, one, fate < 0.8 ? () => true : () => random() < 0.5);
    }
    return isThere ? content : null;
  }
}

/** `content` with a step, of which those sectors are written that `keeps` says. */
function applied(content: Buffer, step: Step, keeps: () => boolean): Buffer {
  if (step.kind === 'truncate')
    return step.size <= content.length
      ? content.subarray(0, step.size)
      : Buffer.concat([content, Buffer.alloc(step.size - content.length)]);
  if (step.kind !== 'write') return content;
  const end = step.at + step.bytes.length;
  const grown = end <= content.length ? content : Buffer.concat([content, Buffer.alloc(end - content.length)]);
  for (let from = 0; from < step.bytes.length; from += SECTOR)
    if (keeps()) step.bytes.copy(grown, step.at + from, from, Math.min(from + SECTOR, step.bytes.length));
  return grown;
}

export interface Cuts {
  readonly cuts: number;
  /** Cuts after which an acknowledged submission was not there. */
  readonly lost: number;
  /** Cuts after which something was there by half. */
  readonly partial: number;
  readonly corrupt: number;
  /** Cuts that threw away or tore something. */
  readonly telling: number;
}

/** Opens what a cut left, as the next start does, and holds it against what was acknowledged: `region version` each. */
function judge(file: string, acknowledged: readonly string[]): { lost: boolean; partial: boolean; corrupt: boolean } {
  const connection = new SqliteDatabase(file);
  try {
    if (connection.pragma('integrity_check', { simple: true }) !== 'ok') return { lost: false, partial: false, corrupt: true };
    const there = connection
      .prepare(`select region || ' ' || version from submission where published_at is not null`)
      .pluck()
      .all() as string[];
    const bad = connection
      .prepare(
        `select count(*) from submission as s left join submission_total as t on t.submission = s.id where s.published_at is not null and (t.units is null
          or t.units <> (select count(*) from unit_quarter as u where u.submission = s.id) or t.staff <> (select coalesce(sum(u.staff), 0) from unit_quarter as u where u.submission = s.id))`,
      )
      .pluck()
      .get() as number;
    return { lost: acknowledged.some((one) => !there.includes(one)), partial: bad > 0, corrupt: false };
  } catch {
    return { lost: false, partial: false, corrupt: true };
  } finally {
    connection.close();
  }
}

/** Cuts the power `cuts` times along a recording that began at the file `base`. `told`: the file of acknowledgements. */
export function cutPower(
  steps: readonly Step[],
  names: { base: string; database: string; told: string },
  cuts: number,
  random: () => number,
): Cuts {
  const wal = `${names.database}-wal`;
  const disks = new Map([
    [names.database, new Disk(names.base)],
    [wal, new Disk(null)],
  ]);
  const instants = Array.from({ length: cuts }, () => Math.floor(random() * steps.length)).toSorted((one, other) => one - other);
  const sums = { cuts, lost: 0, partial: 0, corrupt: 0, telling: 0 };
  const folder = path.join(path.dirname(names.base), 'cut');
  let acknowledged: string[] = [];
  let next = 0;
  for (const [at, step] of steps.entries()) {
    for (; instants[next] === at; next += 1) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const file = path.join(folder, 'cut.sqlite');
      for (const [name, disk] of disks) {
        const content = disk.afterCut(random);
        if (content !== null) writeFileSync(name === wal ? `${file}-wal` : file, content);
      }
      sums.telling += Number([...disks.values()].some((disk) => disk.pending.length > 0));
      const { lost, partial, corrupt } = judge(file, acknowledged);
      sums.lost += Number(lost);
      sums.partial += Number(partial);
      sums.corrupt += Number(corrupt);
    }
    if (step.kind === 'write' && step.file === names.told) acknowledged = [...acknowledged, step.bytes.toString().trim()];
    disks.get(step.file)?.take(step);
  }
  return sums;
}
