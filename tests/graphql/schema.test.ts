import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { INDICATOR_IDS } from '../../server/domain/indicators.ts';
import { MISSING_REASONS } from '../../server/domain/rate.ts';
import { createSchema, printSdl } from '../../server/graphql/schema.ts';

const schema = createSchema();
const own = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
const committed = readFileSync(path.join(import.meta.dirname, '..', '..', 'schema.graphql'), 'utf8');

interface Field {
  readonly name: string;
  readonly description?: string | null | undefined;
}
type Described = [name: string, text: string | null | undefined];

const namesOf = (name: string): string[] => {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
};

describe('schema.graphql', () => {
  it('is what the resolvers emit: after a change run «npm run schema» and look at the difference', () => {
    expect(printSdl(schema)).toBe(committed);
  });

  it('has one enum member an indicator, in upper case', () => {
    expect(namesOf('Indicator')).toEqual(INDICATOR_IDS.map((id) => id.toUpperCase()));
  });

  it('names the seven reasons for a missing value', () => {
    expect(namesOf('MissingReason')).toEqual(Object.keys(MISSING_REASONS));
    expect(namesOf('MissingReason')).toHaveLength(7);
  });

  it('describes every type, field and enum member in Chinese, then English', () => {
    const twofold = /^.*\p{Script=Han}.* — .+|^[\w.%–-]+ — .+/u;
    const texts = own.flatMap((type): Described[] => {
      if (isEnumType(type))
        return [
          [type.name, type.description],
          ...type.getValues().map((value): Described => [`${type.name}.${value.name}`, value.description]),
        ];
      const fields = isObjectType(type) || isInputObjectType(type) ? Object.values<Field>(type.getFields()) : [];
      return fields.map((field): Described => [`${type.name}.${field.name}`, field.description]);
    });
    expect(texts.filter(([, text]) => !twofold.test(text ?? ''))).toEqual([]);
    expect(texts.length).toBeGreaterThan(300);
  });
});
