import { graphql, GraphQLSchema } from 'graphql';
import 'reflect-metadata';
import { buildSchema, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { describe, expect, it } from 'vitest';

@ObjectType()
class Coverage {
  @Field(() => Int)
  numerator!: number;
}

@Resolver(() => Coverage)
class CoverageResolver {
  @Query(() => Coverage)
  coverage(): Coverage {
    return { numerator: 30 };
  }
}

describe('decorators in the test runner', () => {
  it('builds one schema from decorated classes, with one copy of graphql, and answers 30', async () => {
    const schema = await buildSchema({ resolvers: [CoverageResolver], validate: false });
    expect(schema).toBeInstanceOf(GraphQLSchema);
    const answer = await graphql({ schema, source: '{ coverage { numerator } }' });
    expect(answer).toEqual({ data: { coverage: { numerator: 30 } } });
  });
});
