/** What the sentence makers are asked with: a topic of an indicator, rates, and plain spaces for narrow ones. */
import { topicOf, type Topic } from '../../../server/domain/bulletin/topic.ts';
import type { Said } from '../../../server/domain/bulletin/grammar.ts';
import type { Basis } from '../../../server/domain/bases.ts';
import { askIndicator, type IndicatorId } from '../../../server/domain/indicators.ts';
import { formRate, type Rate } from '../../../server/domain/rate.ts';
import type { Words } from '../../../server/domain/words.ts';

export const ZHOUKOU: Words = { zh: '周口市', en: 'Zhoukou' };

export const about = (id: IndicatorId = 'party_org_coverage', place: Words = ZHOUKOU, basis: Basis | null = null): Topic =>
  topicOf(askIndicator(id, basis), place);

export const share = (numerator: number, denominator: number): Rate => formRate('percent', numerator, denominator);

const wide = (text: string): string => text.replaceAll('\u202f', ' ');
/** Chinese and English with plain spaces. */
export const spoken = (said: Words | Said | null): [string, string] => {
  if (said === null) throw new Error('nothing was said');
  const { zh, en } = 'text' in said ? said.text : said;
  return [wide(zh), wide(en)];
};
export const zh = (said: Words | Said | null): string => spoken(said)[0];
export const place = (name: string): Words => ({ zh: name, en: name });
