import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { AuditCheckType, AuditEntryConnection, AuditEntryType, AuditFilter, toAuditCheck, toAuditEntry } from './audit.type.ts';
import type { Context } from './context.ts';
import { given } from './given.ts';
import { PAGE_ROWS, PageArgs, toConnection, type Connection } from './page.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class AuditArgs extends PageArgs {
  @Field(() => AuditFilter, maybe('条件', 'Conditions'))
  where?: AuditFilter;
}

@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Query(() => AuditEntryConnection, says('审计日志，新的在前；须能查看审计日志', 'The audit log, newest first; for who may read it'))
  async auditEntries(
    @Ctx() context: Context,
    @Args(() => AuditArgs) { where = {}, ...page }: AuditArgs,
  ): Promise<Connection<AuditEntryType>> {
    const { action: actions, ...conditions } = given(where);
    const { rows, ...rest } = await context.accounts().auditEntries({ first: PAGE_ROWS, ...given(page), ...conditions, actions });
    return toConnection({ ...rest, rows: rows.map(({ cursor, node }) => ({ cursor, node: toAuditEntry(node) })) });
  }

  @Query(() => AuditCheckType, says('审计日志是否完整；须能查看审计日志', 'Whether the audit log is whole; for who may read it'))
  async auditCheck(@Ctx() context: Context): Promise<AuditCheckType> {
    return toAuditCheck(await context.accounts().auditCheck());
  }
}
