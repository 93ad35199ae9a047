/** A view that needs a ledger, of a region or a database that has none: it says so, and shows nothing else. */
import type { Words } from '../../domain/words.ts';
import { footerOf } from '../footer.ts';
import type { Sheet } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { nameOf, plainTitle } from './build.ts';

export function blankSheet(page: string, situation: Situation, subject: Words): Sheet {
  const { region } = situation;
  return {
    name: nameOf(page, situation),
    title: plainTitle(situation, subject),
    subtitle: {
      zh: `${region.name}还没有台账，没有可列的数字。`,
      en: `${region.nameEn ?? region.name} has no ledger yet: there is nothing to list.`,
    },
    bullets: [],
    charts: [],
    tables: [],
    footer: footerOf({ situation, stands: null, basis: false }),
    answer: null,
  };
}
