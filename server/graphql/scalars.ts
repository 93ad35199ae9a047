/** Scalars are text on the wire and inside: a date has no time zone, a period is no number. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isDay, readMoment } from '../domain/calendar.ts';
import { isPeriod } from '../domain/period.ts';
import { inBoth } from './words.ts';

interface Text {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** The canonical form of `text`; null when it is none of this scalar. */
  readonly read: (text: string) => string | null;
  readonly example: string;
}

function textScalar({ name, zh, en, read, example }: Text): GraphQLScalarType<string, string> {
  const parse = (value: unknown, nodes?: ValueNode): string => {
    const found = typeof value === 'string' ? read(value) : null;
    if (found === null)
      throw new GraphQLError(`${name} “${String(value)}”不可用，请写成 ${example}。`, {
        ...(nodes && { nodes }),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    return found;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description: inBoth({ zh: `${zh}，如 ${example}`, en: `${en}, ${example}` }),
    serialize: String,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null, node),
  });
}

export const DateScalar = textScalar({
  name: 'Date',
  zh: '日期',
  en: 'A day',
  example: '2025-12-31',
  read: (text) => (isDay(text) ? text : null),
});

export const DateTimeScalar = textScalar({
  name: 'DateTime',
  zh: '带时区的时刻',
  en: 'A moment with its zone',
  example: '2025-12-31T08:00:00+08:00',
  read: readMoment,
});

export const PeriodScalar = textScalar({
  name: 'Period',
  zh: '报告期：季度；流量指标也可用年或月',
  en: 'A quarter; flows also accept a year or a month',
  example: '2025Q4',
  read: (text) => (isPeriod(text) ? text : null),
});
