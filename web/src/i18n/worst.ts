import { defineWords } from './words.ts';

/** Words of the worst county. */
export const worstWords = defineWords(
  {
    worstTitle: '最低的县',
    worstHighest: '最高的县',
    worstNone: '本期各县都没有数字。',
    worstOf: (name: string, within: string) => `${within}${name}`,
    worstNote: (short: string) => `差 ${short} 家`,
    worstRank: (of: string) => `${of} 个有数的县中居末`,
    worstRankOf: (of: string, all: string) => `${all} 个县中 ${of} 个有数，居末`,
  },
  {
    worstTitle: 'Lowest county',
    worstHighest: 'Highest county',
    worstNone: 'No county has a figure this quarter.',
    worstOf: (name: string, within: string) => `${name}, ${within}`,
    worstNote: (short: string) => `${short} units short`,
    worstRank: (of: string) => `last of ${of} counties with a figure`,
    worstRankOf: (of: string, all: string) => `last of ${of} with a figure among ${all} counties`,
  },
);
