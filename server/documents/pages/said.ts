/** Title, subtitle and bullets of a page: the findings of the brief where the view has one. */
import type { Brief, BriefPage } from '../../reports/briefTypes.ts';
import type { Words } from '../../domain/words.ts';
import type { Sheet } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { plainTitle } from './build.ts';

type Said = Pick<Sheet, 'title' | 'subtitle' | 'bullets'>;

export const fromBrief = ({ title, subtitle, statements }: Brief): Said => ({
  title,
  subtitle,
  bullets: statements.map(({ text }) => text),
});

export async function said(situation: Situation, _page: BriefPage, subject: Words): Promise<Said> {
  return { title: plainTitle(situation, subject), subtitle: subject, bullets: [] };
}
