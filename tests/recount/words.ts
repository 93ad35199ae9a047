/** The Chinese words of a ledger and what they stand for, written down a second time from the domain's own tables (§1). */

export type Subject = 'PARTY' | 'UNION' | 'LEAGUE' | 'WOMEN';
export const ALL_SUBJECTS: readonly Subject[] = ['PARTY', 'UNION', 'LEAGUE', 'WOMEN'];

export const STATUS_WORDS: Readonly<Record<string, string>> = {
  正常经营: 'OPERATING',
  停业: 'SUSPENDED',
  僵尸失联: 'DORMANT',
  改制: 'RESTRUCTURED',
  破产: 'BANKRUPT',
  注销吊销: 'CANCELLED',
  迁出: 'MOVED',
};

export const SUBJECT_WORDS: Readonly<Record<string, Subject>> = { 党组织: 'PARTY', 工会: 'UNION', 共青团: 'LEAGUE', 妇联: 'WOMEN' };

/** The way an organization was set up decides how it covers its units (§1: 单独 and 派员 are SOLE, 联合 and 挂靠 are JOINT). */
export const SETUP_WORDS: Readonly<Record<string, 'SOLE' | 'JOINT'>> = {
  单独组建: 'SOLE',
  派员组建: 'SOLE',
  联合组建: 'JOINT',
  挂靠组建: 'JOINT',
};

/** The forms of organization that the rules speak of by name; the others only have to be words of the domain. */
export const FORM_WORDS: Readonly<Record<string, string>> = {
  党委: 'COMMITTEE',
  党总支: 'GENERAL_BRANCH',
  党支部: 'BRANCH',
  联合党支部: 'JOINT_BRANCH',
  基层工会: 'UNION_COMMITTEE',
  联合工会: 'JOINT_UNION',
  工会联合会: 'UNION_FEDERATION',
  组织员: 'UNION_ORGANIZER',
  团委: 'LEAGUE_COMMITTEE',
  团总支: 'LEAGUE_GENERAL_BRANCH',
  团支部: 'LEAGUE_BRANCH',
  联合团支部: 'JOINT_LEAGUE_BRANCH',
  妇代会: 'WOMEN_CONGRESS',
  妇委会: 'WOMEN_COMMITTEE',
  女职工委员会: 'FEMALE_WORKERS_COMMITTEE',
  妇女小组: 'WOMEN_GROUP',
};

export const SECRETARY_WORDS: Readonly<Record<string, string>> = {
  出资人: 'OWNER',
  高管: 'EXECUTIVE',
  选派: 'SELECTED',
  外聘: 'HIRED',
  其他: 'OTHER',
};

const FLAG_WORDS: Readonly<Record<string, boolean>> = { 是: true, 否: false };

/** What a word stands for. @throws Error naming the word that the table lacks. */
export function meaning<Meaning>(table: Readonly<Record<string, Meaning>>, word: string): Meaning {
  const found = table[word];
  if (found === undefined) throw new Error(`no meaning for «${word}»`);
  return found;
}

/** 是 and 否; an empty cell says nothing. */
export const flag = (cell: string): boolean | null => (cell === '' ? null : meaning(FLAG_WORDS, cell));

/** A count or an amount; an empty cell says nothing. @throws Error when the cell is no number. */
export function amount(cell: string): number | null {
  if (cell === '') return null;
  const value = Number(cell);
  if (Number.isNaN(value)) throw new Error(`«${cell}» is no number`);
  return value;
}

/** A number that the ledger requires. */
export function required(cell: string): number {
  const value = amount(cell);
  if (value === null) throw new Error('a required number is missing');
  return value;
}
