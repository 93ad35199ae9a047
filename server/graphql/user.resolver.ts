import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { UserRow } from '../accounts/types.ts';
import type { Role } from '../domain/roles.ts';
import type { Context } from './context.ts';
import { given } from './given.ts';
import { PAGE_ROWS, PageArgs, toConnection, type Connection } from './page.type.ts';
import { readScope, ScopeExtent, ScopeInput, toScope } from './scope.type.ts';
import { CreatedUser, RoleEnum, UserConnection, UserType } from './user.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class UsersArgs extends PageArgs {
  @Field(() => String, maybe('登录名或姓名的一部分', 'Part of a login name or a shown name'))
  search?: string;

  @Field(() => RoleEnum, maybe('有此角色的', 'Who have this role'))
  role?: Role;

  @Field(() => Boolean, maybe('启用的，或停用的', 'Who are enabled, or disabled'))
  enabled?: boolean;
}

@ArgsType()
class CreateUserArgs {
  @Field(() => String, says('登录名，2 到 40 个字', 'Login name, 2 to 40 characters'))
  name!: string;

  @Field(() => String, says('姓名，1 到 60 个字', 'Name as it is shown, 1 to 60 characters'))
  displayName!: string;

  @Field(
    () => String,
    maybe(
      '首次登录的密码；不给则生成一个临时密码。两者都须在首次登录时修改',
      'First password; a temporary one is made otherwise. Either has to be changed at the first sign-in',
    ),
  )
  password?: string;
}

@ArgsType()
class GrantArgs {
  @Field(() => ID, says('用户编号', 'Id of the user'))
  id!: string;

  @Field(() => [RoleEnum], says('全部角色；空列表为收回', 'All roles; an empty list takes them away'))
  roles!: Role[];

  @Field(() => ScopeInput, says('查看范围', 'Where they may see rows'))
  view!: ScopeInput;

  @Field(() => ScopeInput, says('填报范围，须在查看范围之内', 'Where they may submit and review, within what they see'))
  report!: ScopeInput;
}

const byId = says('用户编号', 'Id of the user');

@Resolver(() => UserType)
export class UserResolver {
  @Query(() => UserConnection, says('用户，按登录名排列；须能管理用户或授权', 'Users by login name; for who administers users or grants'))
  async users(@Ctx() context: Context, @Args(() => UsersArgs) asked: UsersArgs): Promise<Connection<UserRow>> {
    return toConnection(await context.accounts().users({ first: PAGE_ROWS, ...given(asked) }));
  }

  @FieldResolver(() => ScopeExtent, says('查看范围', 'Where they may see rows'))
  viewScope(@Root() user: UserRow, @Ctx() context: Context): Promise<ScopeExtent> {
    return toScope(user.view, context);
  }

  @FieldResolver(() => ScopeExtent, says('填报范围', 'Where they may submit and review'))
  reportScope(@Root() user: UserRow, @Ctx() context: Context): Promise<ScopeExtent> {
    return toScope(user.report, context);
  }

  @Mutation(() => CreatedUser, says('新建用户，尚无角色', 'Makes a user, who has no role yet'))
  createUser(@Ctx() context: Context, @Args(() => CreateUserArgs) asked: CreateUserArgs): Promise<CreatedUser> {
    return context.accounts().createUser(given(asked));
  }

  @Mutation(() => UserType, says('修改姓名', 'Changes the name as it is shown'))
  changeUser(
    @Ctx() context: Context,
    @Arg('id', () => ID, byId) id: string,
    @Arg('displayName', () => String, says('姓名', 'Name as it is shown')) displayName: string,
  ): Promise<UserRow> {
    return context.accounts().changeUser(id, displayName);
  }

  @Mutation(
    () => UserType,
    says('启用或停用；停用即刻终止其会话与令牌', 'Enables or disables; sessions and tokens of who is disabled stop at once'),
  )
  setUserEnabled(
    @Ctx() context: Context,
    @Arg('id', () => ID, byId) id: string,
    @Arg('enabled', () => Boolean, says('是否启用', 'Whether they may sign in')) enabled: boolean,
  ): Promise<UserRow> {
    return context.accounts().setUserEnabled(id, enabled);
  }

  @Mutation(() => CreatedUser, says('重置为临时密码，并终止其会话', 'Gives a temporary password and ends the sessions'))
  resetPassword(@Ctx() context: Context, @Arg('id', () => ID, byId) id: string): Promise<CreatedUser> {
    return context.accounts().resetPassword(id);
  }

  @Mutation(() => UserType, says('解除登录锁定', 'Ends the lock after failed attempts'))
  unlockUser(@Ctx() context: Context, @Arg('id', () => ID, byId) id: string): Promise<UserRow> {
    return context.accounts().unlockUser(id);
  }

  @Mutation(() => UserType, says('终止其全部会话', 'Ends all sessions'))
  endSessions(@Ctx() context: Context, @Arg('id', () => ID, byId) id: string): Promise<UserRow> {
    return context.accounts().endSessions(id);
  }

  @Mutation(
    () => UserType,
    says('授予角色与范围，取代原有的；其会话随之结束', 'Grants roles and scopes in place of those before; the sessions end with it'),
  )
  grant(@Ctx() context: Context, @Args(() => GrantArgs) { id, roles, view, report }: GrantArgs): Promise<UserRow> {
    return context
      .accounts()
      .grant(id, async () => ({ roles, view: await readScope(view, context), report: await readScope(report, context) }));
  }
}
