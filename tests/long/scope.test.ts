/** P8 at length: ten times the questions with other random numbers, every export and file. */
import { describe, expect, inject, it } from 'vitest';
import { SIGHTS } from '../proof/scopeGround.ts';
import { scopePairs } from '../proof/scopePairs.ts';
import { ENGINES } from '../support/database.ts';

const PAIRS = 3000;
const SEED = 41;

describe.each(ENGINES)('a scope on %s, at length', (engine) => {
  it(`answers ${PAIRS} questions and writes every file as a database that holds nothing else`, async () => {
    const pairs = await scopePairs(engine, inject('postgresUrl'));
    const questions = await pairs.questions(PAIRS, SEED);
    const writings = await pairs.writings(1);
    const documents = [];
    for (const name of Object.keys(SIGHTS))
      documents.push(...(await pairs.files(name, '410000', ['csv', 'json', 'svg', 'xlsx', 'docx', 'pptx'])).different);
    await pairs.close();
    console.log(
      `${engine}: scope pairs ${questions.asked} / different ${questions.different.length}, files ${writings.asked} / different ${writings.different.length}, documents different ${documents.length}`,
    );
    expect([...questions.different, ...writings.different, ...documents].slice(0, 3)).toEqual([]);
    expect(questions.broken).toEqual([]);
  }, 1_200_000);
});
