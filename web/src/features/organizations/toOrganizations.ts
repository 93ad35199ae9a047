/** The list of organizations: what the address asks for, and an organization as text. Pure. */
import { PAGE_ROWS, type ListedOrganization, type OrganizationListAsk } from '../../api/organizations.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { Form, Subject } from '../../api/gql/enums.ts';
import type { OrganizationsWords } from '../../i18n/organizations.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import type { Lang, Selection } from '../../state/selection.ts';
import { count, plain } from '../../theme/format.ts';
import { wordOf } from '../../view/toChoices.ts';

/** Forms of each subject: a list of one subject cannot ask for those of another. */
export const FORMS_OF: Readonly<Record<Subject, readonly Form[]>> = {
  PARTY: ['COMMITTEE', 'GENERAL_BRANCH', 'BRANCH', 'JOINT_BRANCH'],
  UNION: ['UNION_COMMITTEE', 'JOINT_UNION', 'UNION_FEDERATION', 'UNION_ORGANIZER'],
  LEAGUE: ['LEAGUE_COMMITTEE', 'LEAGUE_GENERAL_BRANCH', 'LEAGUE_BRANCH', 'JOINT_LEAGUE_BRANCH'],
  WOMEN: ['WOMEN_CONGRESS', 'WOMEN_COMMITTEE', 'FEMALE_WORKERS_COMMITTEE', 'WOMEN_GROUP'],
};

export function toOrganizationAsk(selection: Selection, region: string, period: string): OrganizationListAsk {
  const { subject, form, setup, secretary, flags, search, listed, after } = selection;
  return {
    where: {
      region,
      subject: [subject],
      ...(form.length > 0 ? { form: [...form] } : {}),
      ...(setup.length > 0 ? { setup: [...setup] } : {}),
      ...(secretary.length > 0 ? { secretarySource: [...secretary] } : {}),
      ...(flags.length > 0 ? { flags: [...flags] } : {}),
      ...(listed === 'flagged' ? { shell: true } : {}),
      ...(search.trim() === '' ? {} : { search: search.trim() }),
    },
    period,
    first: PAGE_ROWS,
    after,
  };
}

/** Whether the list shows less than its range holds. */
export const isNarrowed = ({ form, setup, secretary, flags, search }: Selection): boolean =>
  form.length + setup.length + secretary.length + flags.length > 0 || search.trim() !== '';

export interface OrganizationLine {
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly form: string;
  readonly setup: string;
  readonly secretary: string | null;
  readonly termEnds: string | null;
  /** The term had ended on the as-of date. */
  readonly past: boolean;
  readonly covered: string;
  readonly members: string;
  readonly meetings: string | null;
  readonly themeDays: string | null;
  readonly items: string | null;
  readonly facts: readonly { readonly term: string; readonly detail: string }[];
  readonly flags: readonly { readonly id: string; readonly label: string; readonly reason: string; readonly on: string }[];
}

const said = (value: number | null | undefined): string | null => (typeof value === 'number' ? count(value) : null);

interface Words {
  readonly dataset: Dataset;
  readonly words: OrganizationsWords;
  readonly lang: Lang;
  readonly asOf: string;
}

export function toOrganizationLine(organization: ListedOrganization, { dataset, words, lang, asOf }: Words): OrganizationLine {
  const { region, meetingsDue, meetingsHeld, termEndsOn, funds } = organization;
  const parent = region.parent ? regionName(region.parent, lang) : '';
  const own = regionName(region, lang);
  const ends = termEndsOn ?? null;
  return {
    code: organization.code,
    name: organization.name,
    place: lang === 'zh' ? `${parent}${own}` : [own, parent].filter((name) => name !== '').join(', '),
    form: wordOf(dataset, 'Form', organization.form, lang) ?? organization.form,
    setup: wordOf(dataset, 'Setup', organization.setup, lang) ?? organization.setup,
    secretary: wordOf(dataset, 'SecretarySource', organization.secretarySource, lang),
    termEnds: ends,
    past: ends !== null && ends < asOf,
    covered: count(organization.unitsCovered),
    members: count(organization.fullMembers),
    meetings: meetingsDue === 0 ? null : `${count(meetingsHeld)} / ${count(meetingsDue)}`,
    themeDays: said(organization.themeDayMonths),
    items: said(organization.standardItems),
    facts: [
      { term: words.founded, detail: organization.foundedOn },
      { term: words.funds, detail: typeof funds === 'number' ? plain(funds) : words.unsaid },
    ],
    flags: organization.flags.map(({ flag, label, explanation, on }) => ({
      id: flag,
      label: pickLabel(label, lang),
      reason: pickLabel(explanation, lang),
      on,
    })),
  };
}
