import { ArgsType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { UPLOAD_KINDS, UPLOAD_STATES, type UploadKind, type UploadState } from '../domain/uploads.ts';
import { enumOf } from './enums.ts';
import type { UploadProblem, UploadProgress, UploadRow } from './intake.ts';
import type { LayoutQuestion } from '../domain/ledgerSheets.ts';
import { LayoutQuestionType } from './mapping.type.ts';
import { connectionOf } from './page.type.ts';
import { DateTimeScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

export const UploadStateEnum = enumOf<UploadState>('UploadState', { zh: '上传的状态', en: 'State of an upload' }, UPLOAD_STATES);
export const UploadKindEnum = enumOf<UploadKind>('UploadKind', { zh: '上传的种类', en: 'What an upload holds' }, UPLOAD_KINDS);
export const ProblemSeverityEnum = enumOf(
  'ProblemSeverity',
  { zh: '问题的轻重', en: 'How much a problem matters' },
  { error: { zh: '错误：不改正不能接收', en: 'Error: nothing is received with it' }, warning: { zh: '提示', en: 'Warning' } },
);

@ObjectType('Problem', {
  simpleResolvers: true,
  ...says('所报文件中的一处问题', 'One thing wrong or worth knowing in a file that was sent'),
})
export class ProblemType {
  @Field(() => ProblemSeverityEnum, says('轻重', 'How much it matters'))
  severity!: UploadProblem['severity'];

  @Field(() => String, says('规则编号', 'Code of the rule'))
  code!: string;

  @Field(() => String, maybe('工作表或文件', 'Sheet or file'))
  sheet!: string | null;

  @Field(() => Int, maybe('行，如表格软件所数', 'Row, as a spreadsheet counts it'))
  row!: number | null;

  @Field(() => String, maybe('列的字母', 'Letter of its column'))
  column!: string | null;

  @Field(() => String, maybe('列的表头', 'Header of its column'))
  header!: string | null;

  @Field(() => String, maybe('单元格的内容；个人信息已遮盖', 'What the cell says, persons masked'))
  value!: string | null;

  @Field(() => String, says('哪里、什么、规则与改法', 'Where, what, the rule, and what to do'))
  message!: string;
}

@ObjectType('UploadProgress', { simpleResolvers: true, ...says('上传的进度', 'How far an upload has come') })
export class UploadProgressType implements UploadProgress {
  @Field(() => Float, says('已收到的字节', 'Bytes received'))
  bytesReceived!: number;

  @Field(() => Float, maybe('共多少字节', 'Bytes in all'))
  bytesTotal!: number | null;

  @Field(() => Int, says('已读取的行', 'Rows read'))
  rowsRead!: number;

  @Field(() => Int, maybe('须比对、保存的行', 'Rows to be compared and stored'))
  rowsTotal!: number | null;

  @Field(() => Int, says('已保存的行', 'Rows stored'))
  rowsStored!: number;
}

@ObjectType('Upload', {
  simpleResolvers: true,
  ...says('一次上传，从第一个字节到结果', 'A file that somebody sent, from its first byte to what came of it'),
})
export class UploadType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => UploadKindEnum, says('种类', 'What it holds'))
  kind!: UploadKind;

  @Field(() => UploadStateEnum, says('状态', 'State'))
  state!: UploadState;

  @Field(() => String, says('文件名', 'Name of the file'))
  fileName!: string;

  @Field(() => Float, says('字节', 'Bytes'))
  bytes!: number;

  @Field(() => String, says('谁发来的', 'Who sent it'))
  sentBy!: string;

  @Field(() => DateTimeScalar, says('开始的时刻', 'When it began'))
  createdAt!: string;

  @Field(() => DateTimeScalar, maybe('结束的时刻', 'When it ended'))
  finishedAt!: string | null;

  @Field(() => String, maybe('结果，一句话', 'What came of it, in a sentence'))
  message!: string | null;

  @Field(() => Int, says('列出的错误', 'Errors that are listed'))
  errors!: number;

  @Field(() => Int, says('列出的提示', 'Warnings that are listed'))
  warnings!: number;

  @Field(() => Int, says('未列出的错误', 'Errors beyond those'))
  moreErrors!: number;

  @Field(() => Int, says('未列出的提示', 'Warnings beyond those'))
  moreWarnings!: number;

  @Field(() => Int, says('无错误的单位行', 'Sound rows of units'))
  units!: number;

  @Field(() => Int, says('无错误的组织行', 'Sound rows of organisations'))
  organizations!: number;

  @Field(() => [ProblemType], says('问题，至多 1000 处错误与 1000 处提示', 'Its problems, at most 1 000 of each severity'))
  problems!: readonly UploadProblem[];

  @Field(() => Boolean, says('能否取回加了批注的原文件', 'Whether the same workbook can be had with its problems in it'))
  annotated!: boolean;

  @Field(
    () => LayoutQuestionType,
    maybe('没有全认出的表头或工作表；全认出则为空', 'Headers or sheets that were not understood; null where all were'),
  )
  layout!: LayoutQuestion | null;

  @Field(() => UploadProgressType, says('进度', 'How far it has come'))
  progress!: UploadProgress;
}

export const UploadConnection = connectionOf<UploadRow>('Upload', () => UploadType);

/** Rows of a page when the asker names no number. */
export const UPLOAD_ROWS = 20;

@ArgsType()
export class UploadsArgs {
  @Field(() => Int, { defaultValue: UPLOAD_ROWS, ...maybe('每页行数，至多 1000', 'Rows a page, at most 1 000') })
  first?: number;

  @Field(() => String, maybe('自该游标之后', 'After this cursor'))
  after?: string;

  @Field(() => ID, maybe('地区及其下级；不给则为全部', 'A region and all below it; all otherwise'))
  region?: string;

  @Field(() => PeriodScalar, maybe('季度；不给则为全部', 'Quarter; all otherwise'))
  period?: string;

  @Field(() => Boolean, { defaultValue: true, ...maybe('只要自己发来的', "Only one's own") })
  mine?: boolean;
}
