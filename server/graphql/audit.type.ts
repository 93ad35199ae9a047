import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { AuditRow } from '../accounts/auditLog.ts';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditAction, type AuditOutcome } from '../domain/audit.ts';
import { AUDIT_CHAINS, type AuditChain } from '../domain/auditChain.ts';
import type { ChainCheck } from '../domain/auditCheck.ts';
import { enumOf } from './enums.ts';
import { connectionOf } from './page.type.ts';
import { DateTimeScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

export const AuditActionEnum = enumOf<AuditAction>('AuditAction', { zh: '审计动作', en: 'What was done' }, AUDIT_ACTIONS);
export const AuditOutcomeEnum = enumOf<AuditOutcome>('AuditOutcome', { zh: '结果', en: 'What came of it' }, AUDIT_OUTCOMES);
export const AuditChainEnum = enumOf<AuditChain>('AuditChain', { zh: '审计链', en: 'Chain of the audit log' }, AUDIT_CHAINS);

@InputType('AuditFilter', says('审计日志的条件', 'Conditions on entries of the audit log'))
export class AuditFilter {
  @Field(() => DateTimeScalar, maybe('自此时刻起', 'From this moment on'))
  from?: string;

  @Field(() => DateTimeScalar, maybe('到此时刻前', 'Before this moment'))
  to?: string;

  @Field(() => String, maybe('操作人名称的一部分，或其编号', 'Part of the name of who did it, or their id'))
  actor?: string;

  @Field(() => [AuditActionEnum], maybe('其中之一', 'One of these'))
  action?: AuditAction[];

  @Field(() => AuditOutcomeEnum, maybe('结果', 'What came of it'))
  outcome?: AuditOutcome;

  @Field(() => AuditChainEnum, maybe('只要这一条链', 'Of this chain only'))
  chain?: AuditChain;
}

@ObjectType('AuditEntry', { simpleResolvers: true, ...says('审计日志的一条', 'An entry of the audit log') })
export class AuditEntryType {
  @Field(() => AuditChainEnum, says('链', 'Chain'))
  chain!: AuditChain;

  @Field(() => Int, says('在链中的序号', 'Its place in the chain'))
  position!: number;

  @Field(() => DateTimeScalar, says('时刻', 'When'))
  at!: string;

  @Field(() => String, says('操作人', 'Name of who did it'))
  actor!: string;

  @Field(() => String, says('操作人编号', 'Id of who did it'))
  actorId!: string;

  @Field(() => String, maybe('网络地址', 'Network address they came from'))
  address!: string | null;

  @Field(() => AuditActionEnum, says('动作', 'What was done'))
  action!: AuditAction;

  @Field(() => AuditOutcomeEnum, says('结果', 'What came of it'))
  outcome!: AuditOutcome;

  @Field(() => String, maybe('对象', 'What it was done to'))
  object!: string | null;

  @Field(() => String, says('事实，一个 JSON 对象的文本', 'Facts of it: the text of a JSON object'))
  facts!: string;

  @Field(() => String, says('本条的散列值', 'Hash of this entry'))
  hash!: string;
}

export const toAuditEntry = ({ actorName, ...row }: AuditRow): AuditEntryType => ({ ...row, actor: actorName });

export const AuditEntryConnection = connectionOf<AuditEntryType>('AuditEntry', () => AuditEntryType);

@ObjectType('ChainCheck', { simpleResolvers: true, ...says('一条审计链的核对', 'What was found of one chain') })
export class ChainCheckType {
  @Field(() => AuditChainEnum, says('链', 'Chain'))
  chain!: AuditChain;

  @Field(() => Int, says('条数', 'Entries'))
  entries!: number;

  @Field(() => String, maybe('末条的散列值；空链为空', 'Hash of the newest entry; null without any'))
  head!: string | null;

  @Field(() => DateTimeScalar, maybe('与之相符的最近一个锚点的时刻', 'When the newest anchor that it agrees with was made'))
  anchoredAt!: string | null;

  @Field(() => [String], says('公开做过的事，如从备份恢复', 'What was done to it openly: taken back to a backup'))
  notes!: readonly string[];

  @Field(() => [String], says('发现的问题；完整则为空', 'What is wrong; nothing where it is whole'))
  problems!: readonly string[];
}

@ObjectType('AuditCheck', { simpleResolvers: true, ...says('审计日志的核对', 'What was found of the audit log') })
export class AuditCheckType {
  @Field(() => Boolean, says('各链都完整', 'Whether each chain is whole'))
  whole!: boolean;

  @Field(() => [ChainCheckType], says('各链', 'Each chain'))
  chains!: readonly ChainCheckType[];
}

export const toAuditCheck = (checks: readonly ChainCheck[]): AuditCheckType => ({
  whole: checks.every(({ problems }) => problems.length === 0),
  chains: checks.map(({ head, ...check }) => ({ ...check, head: head.position === 0 ? null : head.hash })),
});
