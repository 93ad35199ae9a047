/** A store as a job of the program itself has it. */
import type { Store } from '../../server/db/open.ts';
import { withTrail, type AuditedStore } from '../../server/db/trail.ts';
import { SYSTEM } from '../../server/domain/audit.ts';

export const bySystem = (store: Store): AuditedStore => withTrail(store, { actor: SYSTEM, action: 'IMPORT', object: null, facts: {} });
