import { Field, ObjectType } from 'type-graphql';
import { says } from './words.ts';

@ObjectType({ simpleResolvers: true, ...says('中英文名称', 'A label in both languages') })
export class Label {
  @Field(() => String, says('中文', 'Chinese'))
  zh!: string;

  @Field(() => String, says('英文', 'English'))
  en!: string;
}
