/** Who runs the program at the command line, as the audit log names them. */
import os from 'node:os';
import type { Actor } from '../domain/audit.ts';

/** A system without an entry for its user has only its number. */
function accountName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

export const operator = (): Actor => ({ id: 'cli', name: accountName(), address: null });
