/** Addresses and commands that the guide gives: each works as it stands. Pure; the tests ask the server every one of them. */

/** Files of each noun, with parameters; `region` is the code of a region. */
export const BULK_ADDRESSES = {
  units: (region) => [`units.csv?region=${region}`, `units.xlsx?region=${region}&sector=INDIVIDUAL`],
  organizations: (region) => [`organizations.csv?region=${region}`, `organizations.xlsx?region=${region}&shell=true`],
  observations: (region) => [`observations.csv?childrenOf=${region}&last=4`, `observations.parquet?childrenOf=${region}&last=4`],
  figures: (region) => [`figures.csv?region=${region}`],
} as const satisfies Readonly<Record<string, (region: string) => readonly string[]>>;
export const BULK_NOUNS = Object.keys(BULK_ADDRESSES) as readonly (keyof typeof BULK_ADDRESSES)[];

const SMALL = '{dataset{version latestPeriod}}';

/** A question by its address alone. */
export const plainGet = (home: string): string => `curl '${home}/graphql?query=${encodeURIComponent(SMALL)}'`;

export const commandsOf = (region: string): string =>
  [
    `npm run -s fugai -- query question.graphql --vars '{"region":"${region}"}' --out answer.json`,
    `npm run -s fugai -- query question.graphql > answer.json`,
    `npm run -s fugai -- export units --region ${region} --to units.csv`,
  ].join('\n');
