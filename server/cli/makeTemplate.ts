/** One template, made: what the ledger says of a region and quarter, drawn as the file that was asked for. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Db, Readers } from '../db/open.ts';
import { formBookStream } from '../documents/formBook.ts';
import type { FormBook } from '../domain/formBook.ts';
import type { Reach } from '../domain/sight.ts';
import type { MadeTemplate, TemplateAsk, TemplateName } from '../graphql/calendarOffice.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from '../ledger/columns.ts';
import { ledgerTemplate } from '../ledger/ledgerTemplate.ts';
import { summaryTemplate } from '../ledger/summaryTemplate.ts';
import { ledgerCsv } from '../ledger/writeXlsx.ts';

type Maker = (db: Db, ask: TemplateAsk, seen: Reach) => Promise<MadeTemplate>;

const drawn = (book: FormBook): Promise<Buffer> => buffer(Readable.from(formBookStream(book)));
const csvOf = async (db: Db, ask: TemplateAsk, seen: Reach, sheet: 'units' | 'organizations'): Promise<MadeTemplate> => {
  const made = await ledgerTemplate(db, ask, seen);
  const text = sheet === 'units' ? ledgerCsv(UNIT_SHEET, made.units) : ledgerCsv(ORGANIZATION_SHEET, made.organizations);
  const named = sheet === 'units' ? UNIT_SHEET.sheet : ORGANIZATION_SHEET.sheet;
  return {
    bytes: Buffer.from(text),
    name: `${sheet}-${ask.region}-${ask.period}`,
    named: `${named}-${made.name}-${ask.period}`,
    rows: made[sheet].length,
  };
};

const MAKERS: Readonly<Record<TemplateName, Maker>> = {
  'ledger.xlsx': async (db, ask, seen) => {
    const { book, name, units, organizations } = await ledgerTemplate(db, ask, seen);
    return {
      bytes: await drawn(book),
      name: `ledger-${ask.region}-${ask.period}`,
      named: `两新组织台账-${name}-${ask.period}`,
      rows: units.length + organizations.length,
    };
  },
  'summary.xlsx': async (db, ask, seen) => {
    const { book, name, filled } = await summaryTemplate(db, ask, seen);
    return {
      bytes: await drawn(book),
      name: `summary-${ask.region}-${ask.period}`,
      named: `汇总上报-${name}-${ask.period}`,
      rows: filled,
    };
  },
  'units.csv': (db, ask, seen) => csvOf(db, ask, seen, 'units'),
  'organizations.csv': (db, ask, seen) => csvOf(db, ask, seen, 'organizations'),
};

/** @throws DomainError for a region that sends none of it */
export async function makeTemplate(readers: Readers, ask: TemplateAsk): Promise<MadeTemplate> {
  const snapshot = await readers.snapshot(ask.sight);
  try {
    return await MAKERS[ask.template](snapshot.db, ask, ask.blank ? new Set() : snapshot.seen.rows);
  } finally {
    await snapshot.close();
  }
}
