/** One template, made: what the ledger says of a region and quarter, drawn as the file that was asked for. */
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Readers } from '../db/open.ts';
import { formBookStream } from '../documents/formBook.ts';
import type { MadeTemplate, TemplateAsk } from '../graphql/calendarOffice.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from '../ledger/columns.ts';
import { ledgerTemplate, type LedgerTemplate } from '../ledger/ledgerTemplate.ts';
import { ledgerCsv } from '../ledger/writeXlsx.ts';

interface Drawn {
  readonly bytes: Uint8Array;
  readonly noun: string;
  readonly named: string;
}

async function draw({ template }: TemplateAsk, { book, units, organizations }: LedgerTemplate): Promise<Drawn> {
  switch (template) {
    case 'ledger.xlsx':
      return { bytes: await buffer(Readable.from(formBookStream(book))), noun: 'ledger', named: '两新组织台账' };
    case 'units.csv':
      return { bytes: Buffer.from(ledgerCsv(UNIT_SHEET, units)), noun: 'units', named: UNIT_SHEET.sheet };
    case 'organizations.csv':
      return { bytes: Buffer.from(ledgerCsv(ORGANIZATION_SHEET, organizations)), noun: 'organizations', named: ORGANIZATION_SHEET.sheet };
  }
}

/** @throws DomainError for a region that sends no ledger */
export async function makeTemplate(readers: Readers, ask: TemplateAsk): Promise<MadeTemplate> {
  const { region, period, sight, blank } = ask;
  const snapshot = await readers.snapshot(sight);
  try {
    const made = await ledgerTemplate(snapshot.db, { region, period }, blank ? new Set() : snapshot.seen.rows);
    const { bytes, noun, named } = await draw(ask, made);
    return {
      bytes,
      name: `${noun}-${region}-${period}`,
      named: `${named}-${made.name}-${period}`,
      units: made.units.length,
      organizations: made.organizations.length,
    };
  } finally {
    await snapshot.close();
  }
}
