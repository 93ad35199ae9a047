/** Header mappings, asked of a running server or at the command line: read over connections of their own, changed by the writer. */
import { openReaders, type Readers } from '../db/open.ts';
import { EVERYTHING } from '../domain/sight.ts';
import type { Mappings } from '../graphql/mappings.ts';
import { LEDGER_COLUMNS } from '../ledger/columnRules.ts';
import { mappingFor } from '../ledger/mappings.ts';
import type { Writer } from './writer.ts';

export interface OpenMappings extends Mappings {
  close(): Promise<void>;
}

/** Opens the database at the first question. A township is told what its county says, which its own sight would not show. */
export function mappingsOf(url: string, writer: Writer): OpenMappings {
  let readers: Readers | null = null;
  return {
    ledgerColumns: async () => LEDGER_COLUMNS,
    headerMapping: async (region) => {
      readers ??= openReaders(url);
      const snapshot = await readers.snapshot(EVERYTHING);
      try {
        return await mappingFor(snapshot.db, region);
      } finally {
        await snapshot.close();
      }
    },
    setHeaderMapping: (change, by) => writer.run('mappingSet', { change, by: by.name }, by),
    close: async () => readers?.close(),
  };
}
