import { Field, ID, ObjectType } from 'type-graphql';
import type { TokenRow } from '../accounts/types.ts';
import type { Permission, Role } from '../domain/roles.ts';
import { TOKEN_SCOPES, TOKEN_STATES, type TokenScope, type TokenState } from '../domain/tokens.ts';
import { VIEWER_KINDS, type ViewerKind } from '../domain/viewers.ts';
import { enumOf } from './enums.ts';
import { connectionOf } from './page.type.ts';
import { DateTimeScalar } from './scalars.ts';
import { PermissionEnum, RoleEnum, SessionType } from './user.type.ts';
import { maybe, says } from './words.ts';

export const TokenScopeEnum = enumOf('TokenScope', { zh: '令牌的范围', en: 'What a token may be used for' }, TOKEN_SCOPES);
export const TokenStateEnum = enumOf('TokenState', { zh: '令牌的状态', en: 'How a token stands' }, TOKEN_STATES);
export const ViewerKindEnum = enumOf('ViewerKind', { zh: '读者的种类', en: 'How a reader is known' }, VIEWER_KINDS);

@ObjectType('ApiToken', { simpleResolvers: true, ...says('接口令牌；秘密本身不保存', 'A token of the API; its secret is not kept') })
export class ApiTokenType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(() => String, says('令牌的前 12 个字符，供辨认', 'First 12 characters of the token, to know it again'))
  prefix!: string;

  @Field(() => [TokenScopeEnum], says('范围', 'Scopes'))
  scopes!: readonly TokenScope[];

  @Field(() => DateTimeScalar, says('建立时刻', 'Made at'))
  createdAt!: string;

  @Field(() => DateTimeScalar, says('到期时刻', 'Expires at'))
  expiresAt!: string;

  @Field(() => DateTimeScalar, maybe('最近使用时刻，精确到分钟；空为从未使用', 'Last used at, to the minute; null when never'))
  lastUsedAt!: string | null;

  @Field(() => DateTimeScalar, maybe('吊销时刻', 'Revoked at'))
  revokedAt!: string | null;

  @Field(() => TokenStateEnum, says('状态', 'How it stands'))
  state!: TokenState;

  @Field(() => RoleEnum, maybe('角色：仅命令行建立的令牌', 'Role, of a token made at the command line'))
  role!: Role | null;

  @Field(
    () => String,
    maybe('所属用户的登录名；命令行或本机浏览器建立的为空', "Its user's login name; null for one of the command line or of a browser"),
  )
  ownerName!: string | null;
}

export const ApiTokenConnection = connectionOf<TokenRow>('ApiToken', () => ApiTokenType);

@ObjectType({ simpleResolvers: true, ...says('刚建立的令牌', 'A token that was just made') })
export class CreatedToken {
  @Field(() => ApiTokenType, says('令牌', 'The token'))
  token!: ApiTokenType;

  @Field(() => String, says('秘密：只在此处给出一次，请立即抄存', 'The secret: given here, once; keep it now'))
  secret!: string;
}

@ObjectType('SavedQuery', { simpleResolvers: true, ...says('保存的查询', 'A query kept under a name') })
export class SavedQueryType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(() => String, says('查询文本', 'Text of the query'))
  query!: string;

  @Field(() => String, maybe('变量：一个 JSON 对象的文本', 'Variables: the text of a JSON object'))
  variables!: string | null;

  @Field(() => Boolean, says('是否共享给所有读者', 'Whether every reader sees it'))
  shared!: boolean;

  @Field(() => Boolean, says('是否为当前读者所有', "Whether it is the reader's own"))
  mine!: boolean;

  @Field(() => DateTimeScalar, says('保存时刻', 'Saved at'))
  createdAt!: string;

  @Field(() => DateTimeScalar, says('最近修改时刻', 'Last changed at'))
  updatedAt!: string;
}

@ObjectType('Viewer', { simpleResolvers: true, ...says('当前读者', 'Who is asking') })
export class ViewerType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => ViewerKindEnum, says('种类', 'Kind'))
  kind!: ViewerKind;

  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(() => [TokenScopeEnum], says('可做的事', 'What they may do'))
  scopes!: readonly TokenScope[];

  @Field(() => String, maybe('登录名；令牌与本机浏览器为空', 'Login name; null for tokens and browsers'))
  loginName!: string | null;

  @Field(() => [RoleEnum], says('角色', 'Roles'))
  roles!: readonly Role[];

  @Field(() => [PermissionEnum], says('权限', 'What is allowed to them'))
  permissions!: readonly Permission[];

  @Field(() => Boolean, says('须先修改临时密码', 'Uses a temporary password, which has to be changed first'))
  mustChangePassword!: boolean;

  @Field(() => SessionType, maybe('登录会话；令牌与本机浏览器为空', 'Session; null for tokens and browsers'))
  session!: SessionType | null;
}
