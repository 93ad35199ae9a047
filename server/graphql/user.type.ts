import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { UserRow } from '../accounts/types.ts';
import { PERMISSIONS, ROLES, type Permission, type Role } from '../domain/roles.ts';
import { enumOf } from './enums.ts';
import { connectionOf } from './page.type.ts';
import { DateTimeScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

export const RoleEnum = enumOf<Role>('Role', { zh: '角色', en: 'Role' }, ROLES);
export const PermissionEnum = enumOf<Permission>('Permission', { zh: '权限', en: 'What is allowed' }, PERMISSIONS);

@ObjectType('Session', { simpleResolvers: true, ...says('登录会话', 'A session') })
export class SessionType {
  @Field(() => DateTimeScalar, says('登录时刻', 'Signed in at'))
  startedAt!: string;

  @Field(() => DateTimeScalar, says('若不再操作，于此刻结束', 'Ends then where nothing is asked any more'))
  idleUntil!: string;

  @Field(() => DateTimeScalar, says('最迟于此刻结束', 'Ends then whatever is asked'))
  endsAt!: string;
}

@ObjectType('User', { simpleResolvers: true, ...says('用户', 'A user') })
export class UserType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => String, says('登录名', 'Login name'))
  name!: string;

  @Field(() => String, says('姓名', 'Name as it is shown'))
  displayName!: string;

  @Field(() => [RoleEnum], says('角色；未授予则为空', 'Roles; empty until granted'))
  roles!: readonly Role[];

  @Field(() => Boolean, says('是否启用', 'Whether they may sign in'))
  enabled!: boolean;

  @Field(() => DateTimeScalar, maybe('登录失败过多，锁定至此刻；未锁定为空', 'Locked until then after failed attempts; null when not'))
  lockedUntil!: string | null;

  @Field(() => Boolean, says('须先修改临时密码', 'Uses a temporary password'))
  mustChangePassword!: boolean;

  @Field(() => Boolean, says('以统一身份认证登录', 'Signs in with the identity provider'))
  openId!: boolean;

  @Field(() => DateTimeScalar, says('建立时刻', 'Made at'))
  createdAt!: string;

  @Field(() => DateTimeScalar, maybe('最近登录时刻；空为从未登录', 'Last signed in at; null when never'))
  lastLoginAt!: string | null;

  @Field(() => Int, says('正在进行的会话数', 'Sessions that last'))
  sessions!: number;
}

@ObjectType({ simpleResolvers: true, ...says('新建的用户，或重置了密码的用户', 'A user that was just made, or whose password was') })
export class CreatedUser {
  @Field(() => UserType, says('用户', 'The user'))
  user!: UserRow;

  @Field(
    () => String,
    maybe('临时密码：只在此处给出一次；自定密码时为空', 'Temporary password, given here, once; null where it was chosen'),
  )
  temporaryPassword!: string | null;
}

@InputType(says('首批管理员之一', 'One of the first administrators'))
export class SetUpInput {
  @Field(() => String, says('登录名', 'Login name'))
  name!: string;

  @Field(() => String, says('姓名', 'Name as it is shown'))
  displayName!: string;

  @Field(() => String, says('密码，至少 10 个字符', 'Password, at least 10 characters'))
  password!: string;

  @Field(() => [RoleEnum], says('角色', 'Roles'))
  roles!: Role[];
}

export const UserConnection = connectionOf<UserRow>('User', () => UserType);
