import { Arg, Args, ArgsType, Ctx, Field, Mutation, Resolver } from 'type-graphql';
import type { FirstUser } from '../domain/users.ts';
import type { Viewer } from '../domain/viewers.ts';
import type { Context } from './context.ts';
import { SetUpInput } from './user.type.ts';
import { ViewerType } from './viewer.type.ts';
import { says } from './words.ts';

@ArgsType()
class SetUpArgs {
  @Field(() => String, says('启动时在控制台显示的设置码', 'Code that the console showed at the start'))
  code!: string;

  @Field(() => [SetUpInput], says('首批管理员', 'The first administrators'))
  administrators!: SetUpInput[];
}

@Resolver(() => ViewerType)
export class SessionResolver {
  @Mutation(() => ViewerType, says('登录', 'Signs in'))
  login(
    @Ctx() context: Context,
    @Arg('name', () => String, says('登录名', 'Login name')) name: string,
    @Arg('password', () => String, says('密码', 'Password')) password: string,
  ): Promise<Viewer> {
    return context.accounts().login(name, password);
  }

  @Mutation(() => Boolean, says('退出；本来未登录则为否', 'Signs out; false where nobody was signed in'))
  logout(@Ctx() context: Context): Promise<boolean> {
    return context.accounts().logout();
  }

  @Mutation(
    () => ViewerType,
    says('首次设置：建立管理员，并以第一人登录', 'First set-up: makes the administrators and signs the first of them in'),
  )
  setUp(@Ctx() context: Context, @Args(() => SetUpArgs) { code, administrators }: SetUpArgs): Promise<Viewer> {
    return context.accounts().setUp(code, administrators satisfies FirstUser[]);
  }

  @Mutation(() => ViewerType, says('修改自己的密码；其他会话随之结束', "Changes one's own password; other sessions end with it"))
  changePassword(
    @Ctx() context: Context,
    @Arg('old', () => String, says('现在的密码', 'Password so far')) old: string,
    @Arg('new', () => String, says('新密码，至少 10 个字符', 'New password, at least 10 characters')) next: string,
  ): Promise<Viewer> {
    return context.accounts().changePassword(old, next);
  }
}
