import { Field, ID, ObjectType } from 'type-graphql';
import { REGION_EVENT_KINDS, type RegionEvent, type RegionEventKind } from '../domain/regionHistory.ts';
import { RegionEventKindEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { DateScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('RegionEvent', { simpleResolvers: true, ...says('区划变更：某日起旧代码由新代码接续', 'What became of some codes on a day') })
export class RegionEventType {
  @Field(() => DateScalar, says('新区划的第一天', 'First day of the new state'))
  on!: string;

  @Field(() => RegionEventKindEnum, says('种类', 'Kind'))
  kind!: RegionEventKind;

  @Field(() => Label, says('种类的名称', 'Name of the kind'))
  label!: Label;

  @Field(() => [ID], says('变更前的代码', 'Codes before'))
  from!: readonly string[];

  @Field(() => [ID], says('变更后的代码；更名与改隶代码不变', 'Codes after; a rename or a move keeps the code'))
  to!: readonly string[];

  @Field(() => String, maybe('备注', 'Note'))
  note!: string | null;
}

export const toRegionEvent = (event: RegionEvent): RegionEventType => ({ ...event, label: REGION_EVENT_KINDS[event.kind] });
