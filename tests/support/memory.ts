/** Memory of processes as the system counts it. Linux tells the greatest a process ever had; elsewhere it is looked at now and then. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const KILOBYTE = 1024;

function statusOf(pid: number, field: 'VmHWM' | 'VmRSS' | 'PPid'): number | null {
  try {
    const found = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

const hasProc = existsSync('/proc/self/status');

/** Process ids of the children of one. */
export function childrenOf(parent: number): number[] {
  if (hasProc)
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && statusOf(Number(name), 'PPid') === parent)
      .map(Number);
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
}

/** Bytes resident now; null for a process that is gone. */
export function residentBytes(pid: number): number | null {
  if (hasProc) {
    const found = statusOf(pid, 'VmRSS');
    return found === null ? null : found * KILOBYTE;
  }
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) * KILOBYTE;
  } catch {
    return null;
  }
}

/** The greatest number of bytes that were ever resident, where the system tells it; what is resident now otherwise. */
export function greatestBytes(pid: number): number | null {
  const found = hasProc ? statusOf(pid, 'VmHWM') : null;
  return found === null ? residentBytes(pid) : found * KILOBYTE;
}
