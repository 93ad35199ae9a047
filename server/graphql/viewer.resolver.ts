import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { TokenRow } from '../accounts/types.ts';
import type { SavedQuery } from '../domain/savedQueries.ts';
import type { TokenScope, TokenState } from '../domain/tokens.ts';
import type { Viewer } from '../domain/viewers.ts';
import type { Context } from './context.ts';
import { given } from './given.ts';
import { PAGE_ROWS, PageArgs, toConnection, type Connection } from './page.type.ts';
import { readRegions, ScopeExtent, toScope } from './scope.type.ts';
import {
  ApiTokenConnection,
  ApiTokenType,
  CreatedToken,
  SavedQueryType,
  TokenScopeEnum,
  TokenStateEnum,
  ViewerType,
} from './viewer.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class CreateTokenArgs {
  @Field(() => String, says('名称，1 到 60 个字', 'Name, 1 to 60 characters'))
  name!: string;

  @Field(() => [TokenScopeEnum], says('范围，至少一项', 'Scopes, at least one'))
  scopes!: TokenScope[];

  @Field(() => Int, says('有效天数，1 到 90', 'Days it lasts, 1 to 90'))
  days!: number;

  @Field(() => [ID], maybe('只看这些地区；不给则为自己的全部范围', "Only these regions; all of one's own scope otherwise"))
  regions?: string[];
}

@ArgsType()
class SaveQueryArgs {
  @Field(() => ID, maybe('要修改的查询；不给则另存一个', 'The query to change; a new one otherwise'))
  id?: string;

  @Field(() => String, says('名称，1 到 60 个字', 'Name, 1 to 60 characters'))
  name!: string;

  @Field(() => String, says('查询文本，最多 10 000 个字符', 'Text of the query, at most 10 000 characters'))
  query!: string;

  @Field(() => String, maybe('变量：一个 JSON 对象的文本', 'Variables: the text of a JSON object'))
  variables?: string;

  @Field(() => Boolean, says('是否共享给所有读者', 'Whether every reader sees it'))
  shared!: boolean;
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, maybe('当前读者；匿名为空', 'Who is asking; null for an anonymous reader'))
  viewer(@Ctx() context: Context): Viewer | null {
    return context.accounts().viewer();
  }

  @FieldResolver(() => ScopeExtent, says('查看范围', 'Where they may see rows'))
  viewScope(@Root() viewer: Viewer, @Ctx() context: Context): Promise<ScopeExtent> {
    return toScope(viewer.view, context);
  }

  @FieldResolver(() => ScopeExtent, says('填报范围', 'Where they may submit and review'))
  reportScope(@Root() viewer: Viewer, @Ctx() context: Context): Promise<ScopeExtent> {
    return toScope(viewer.report, context);
  }

  @FieldResolver(() => [ApiTokenType], says('自己的令牌，新的在前', 'Their tokens, newest first'))
  tokens(@Ctx() context: Context): Promise<readonly TokenRow[]> {
    return context.accounts().tokens();
  }

  @FieldResolver(() => [SavedQueryType], says('自己保存的查询，最近修改的在前', 'Their saved queries, the last changed first'))
  savedQueries(@Ctx() context: Context): Promise<readonly SavedQuery[]> {
    return context.accounts().ownQueries();
  }

  @Mutation(() => CreatedToken, says('建立一个令牌；秘密只给出这一次', 'Makes a token; its secret is given this once'))
  createToken(@Ctx() context: Context, @Args(() => CreateTokenArgs) asked: CreateTokenArgs): Promise<CreatedToken> {
    const { regions, ...ask } = given(asked);
    return context.accounts().createToken(async () => ({ ...ask, view: regions && (await readRegions(regions, context)) }));
  }

  @Mutation(
    () => ApiTokenType,
    says('吊销自己的一个令牌，立即生效；管理员可吊销任何人的', "Revokes a token of one's own, at once; who administers users, anybody's"),
  )
  revokeToken(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<TokenRow> {
    return context.accounts().revokeToken(id);
  }
}

@ArgsType()
class ApiTokensArgs extends PageArgs {
  @Field(() => TokenStateEnum, maybe('状态', 'State'))
  state?: TokenState;
}

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  @Query(
    () => ApiTokenConnection,
    says('所有人的令牌，新的在前；须能管理用户', "Everybody's tokens, newest first; for who administers users"),
  )
  async apiTokens(@Ctx() context: Context, @Args(() => ApiTokensArgs) asked: ApiTokensArgs): Promise<Connection<TokenRow>> {
    return toConnection(await context.accounts().apiTokens({ first: PAGE_ROWS, ...given(asked) }));
  }

  @FieldResolver(() => ScopeExtent, says('地区范围：不超过其所有者的', 'Its scope of regions, within that of whose it is'))
  scope(@Root() token: TokenRow, @Ctx() context: Context): Promise<ScopeExtent> {
    return toScope(token.view, context);
  }
}

@Resolver(() => SavedQueryType)
export class SavedQueryResolver {
  @Query(
    () => [SavedQueryType],
    says('自己的和共享的查询，最近修改的在前', "The reader's own queries and all shared ones, the last changed first"),
  )
  savedQueries(@Ctx() context: Context): Promise<readonly SavedQuery[]> {
    return context.accounts().savedQueries();
  }

  @Query(() => SavedQueryType, maybe('一个保存的查询；看不到或没有则为空', 'One saved query; null when there is none to see'))
  savedQuery(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<SavedQuery | null> {
    return context.accounts().savedQuery(id);
  }

  @Mutation(() => SavedQueryType, says('保存一个查询，或修改自己的一个', "Saves a query, or changes one of one's own"))
  saveQuery(@Ctx() context: Context, @Args(() => SaveQueryArgs) asked: SaveQueryArgs): Promise<SavedQuery> {
    return context.accounts().saveQuery(given(asked));
  }

  @Mutation(() => ID, says('删除自己的一个查询', "Deletes a query of one's own"))
  deleteQuery(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<string> {
    return context.accounts().deleteQuery(id);
  }
}
