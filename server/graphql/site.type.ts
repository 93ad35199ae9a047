import { Field, ObjectType } from 'type-graphql';
import type { OpenIdOffer, SiteRow } from '../accounts/types.ts';
import type { Sight } from '../domain/sight.ts';
import type { Context } from './context.ts';
import { enumOf } from './enums.ts';
import { ScopeExtent, toScope } from './scope.type.ts';
import { maybe, says } from './words.ts';

export const AnonymousAccessEnum = enumOf(
  'AnonymousAccess',
  { zh: '不登录能看什么', en: 'What readers without a name may see' },
  { aggregates: { zh: '汇总数', en: 'Sums' }, none: { zh: '须先登录', en: 'Nothing' } },
);

@ObjectType('OpenIdOffer', { simpleResolvers: true, ...says('统一身份认证', 'Signing in with an identity provider') })
export class OpenIdOfferType implements OpenIdOffer {
  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(() => String, says('前往的地址', 'Address of the page that leads there'))
  start!: string;
}

@ObjectType({ simpleResolvers: true, ...says('当前读者能看到什么', 'What of the data who asks may see') })
export class SightType {
  @Field(() => ScopeExtent, says('明细所及的地区', 'Where rows are shown'))
  rows!: ScopeExtent;

  @Field(() => ScopeExtent, says('汇总所及的地区', 'Where sums are shown'))
  sums!: ScopeExtent;

  @Field(() => Boolean, says('示例台账是否全部可见', 'Whether a demo ledger is shown whole'))
  demo!: boolean;
}

export const toSight = async ({ rows, sums, demo }: Sight, context: Context): Promise<SightType> => ({
  rows: await toScope(rows, context),
  sums: await toScope(sums, context),
  demo,
});

@ObjectType('Site', { simpleResolvers: true, ...says('本站：不登录也可知', 'This site, as everybody may know it') })
export class SiteType {
  @Field(() => AnonymousAccessEnum, says('不登录能看什么', 'What readers without a name may see'))
  anonymous!: SiteRow['anonymous'];

  @Field(() => Boolean, says('尚无管理员，须首次设置', 'No administrator exists yet'))
  needsSetup!: boolean;

  @Field(() => Boolean, says('三员分立是否开启', 'Whether the three administrators are separated'))
  separation!: boolean;

  @Field(() => OpenIdOfferType, maybe('统一身份认证；未设置则为空', 'Identity provider; null where none is set'))
  openId!: OpenIdOffer | null;

  @Field(() => String, says('提示语', 'Notice to everybody'))
  notice!: string;
}
