import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { given } from './given.ts';
import type { UploadRow } from './intake.ts';
import { LayoutQuestionType, type LedgerColumnType } from './mapping.type.ts';
import { toConnection, type Connection } from './page.type.ts';
import { assertReports, sentWithin } from './reporting.ts';
import { RegionType } from './region.type.ts';
import { SubmissionType } from './submission.type.ts';
import { UPLOAD_ROWS, UploadConnection, UploadsArgs, UploadType } from './upload.type.ts';
import { maybe, says } from './words.ts';

@Resolver(() => UploadType)
export class UploadResolver {
  @Query(
    () => UploadConnection,
    says('上传的文件，新的在前；须能在该地区报送或审核', 'Files that were sent, the newest first; for who may submit or review there'),
  )
  async uploads(@Ctx() context: Context, @Args(() => UploadsArgs) asked: UploadsArgs): Promise<Connection<UploadRow>> {
    const { first = UPLOAD_ROWS, mine = true, ...where } = given(asked);
    const viewer = assertReports(context.viewer);
    const sender = mine ? { sender: viewer.owner } : {};
    return toConnection(await context.office().uploads({ ...where, ...sender, first, within: viewer.report }));
  }

  @Query(() => UploadType, maybe('一次上传；没有或看不到则为空', 'One upload; null where there is none to be seen'))
  async upload(@Ctx() context: Context, @Arg('id', () => ID, says('编号', 'Id')) id: string): Promise<UploadRow | null> {
    const viewer = assertReports(context.viewer);
    return sentWithin(viewer, await context.office().upload(id));
  }

  @FieldResolver(() => RegionType, says('报送地区', 'Region that it is for'))
  region(@Root() upload: UploadRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(upload.region);
  }

  @FieldResolver(() => LayoutQuestionType, maybe('没有认出、可用表头对应补救的', 'What was not understood and a mapping could mend'))
  async layout(@Root() { layout }: UploadRow, @Ctx() context: Context): Promise<LayoutQuestionType | null> {
    if (layout === null) return null;
    const columns = await context.office().ledgerColumns();
    const lacks = ({ sheet, key }: LedgerColumnType): boolean => layout.missing.some((one) => one.sheet === sheet && one.key === key);
    return { ...layout, missing: columns.filter(lacks) };
  }

  @FieldResolver(() => SubmissionType, maybe('由它而来的报送', 'Submission that came of it'))
  async submission(@Root() upload: UploadRow, @Ctx() context: Context): Promise<SubmissionReport | null> {
    return upload.submission === null ? null : context.office().submissionOf(upload.submission);
  }
}
