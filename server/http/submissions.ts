/** `POST /submissions`: a clerk's file over HTTP, for pages and scripts alike; its way and what came of it below `/submissions/uploads`. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import path from 'node:path';
import type { Accounts } from '../accounts/types.ts';
import { badInput, Conflict, DomainError } from '../domain/errors.ts';
import { holds } from '../domain/extents.ts';
import { cutOffWords, MOST_UPLOAD_BYTES, UPLOAD_STATES, type UploadState } from '../domain/uploads.ts';
import { may, type Viewer } from '../domain/viewers.ts';
import type { Asker } from '../graphql/context.ts';
import type { Incoming, SentBytes, UploadAsk, UploadRow } from '../graphql/intake.ts';
import { NO_OFFICE, type Office } from '../graphql/office.ts';
import { assertReports, sentWithin } from '../graphql/reporting.ts';
import { parametersOf } from './address.ts';
import type { PassOn } from './passOn.ts';
import type { QueryWatch } from './queryWatch.ts';
import { refuse } from './refusal.ts';
import { collect, CutOff, TooLarge, UploadFields, type Meter } from './uploadParts.ts';
import { dispositionOf } from './views.ts';

export interface SubmissionParts {
  readonly office: Office | undefined;
  readonly accounts: Pick<Accounts, 'again'>;
  readonly askerOf: (request: FastifyRequest, reply: FastifyReply) => Asker;
  readonly passOn: PassOn;
  readonly watch: QueryWatch;
}

/** A form has boundaries and words around its files. */
const FORM_BYTES = 64 * 1024;
const MOST_FILES = 2;
const TOO_LARGE = 413;
const SENDING = '/submissions';
const ADDRESS = '/submissions/uploads';

/** What came of an upload, as a status for whoever waited for it. */
const STATUS: Readonly<Partial<Record<UploadState, number>>> = { REFUSED: 422, CANCELLED: 409, INTERRUPTED: 503, FAILED: 503 };

/** What everybody who may see an upload is told. */
const toJson = ({ sender: _sender, ...row }: UploadRow) => ({ ...row, stateWords: UPLOAD_STATES[row.state] });

const sizeOf = ({ headers }: FastifyRequest): number | null => {
  const length = Number(headers['content-length'] ?? 'none');
  return Number.isNaN(length) ? null : length;
};

interface Desk {
  readonly parts: SubmissionParts;
  readonly office: Office;
}

/** One request that sends files. */
interface Sending {
  readonly request: FastifyRequest;
  readonly fields: UploadFields;
  readonly files: SentBytes[];
  readonly begin: () => Promise<Incoming>;
  incoming: Incoming | null;
}

const outsideOf = (region: string): DomainError =>
  new DomainError('FORBIDDEN', `地区 ${region} 不在您的填报范围内，不能为它报送。请核对地区代码，或请安全管理员调整范围`);

const mayFor = (viewer: Viewer | null, region: string): boolean =>
  may(viewer, 'SUBMIT') && viewer !== null && holds(viewer.report, [region]);

/** Begins the upload once it is known what it is for, and by whom. @throws DomainError */
async function begin({ parts, office }: Desk, request: FastifyRequest, reply: FastifyReply, fields: UploadFields): Promise<Incoming> {
  const { viewer } = request;
  const { desk } = parts.askerOf(request, reply);
  const { region, period, kind } = fields.ask();
  await desk.permitted('SUBMIT', { action: 'IMPORT', object: `${region} ${period}` }, () => {
    if (!mayFor(viewer, region)) throw outsideOf(region);
  });
  if (viewer === null) throw outsideOf(region);
  return office.beginUpload({
    region,
    period,
    kind,
    by: { id: viewer.id, name: viewer.loginName ?? viewer.name, address: request.ip },
    sender: viewer.owner,
    bytesTotal: sizeOf(request),
    mayStill: async () => mayFor(await parts.accounts.again(viewer), region),
  });
}

/** Begins at the first file: what it is for stands before it. */
async function take(sending: Sending, name: string, stream: AsyncIterable<Buffer>): Promise<void> {
  if (sending.files.length === MOST_FILES)
    throw badInput(`一次最多上传 ${MOST_FILES} 个文件：一个 .xlsx，或 units.csv 与 organizations.csv`);
  const incoming = (sending.incoming ??= await sending.begin());
  const meter: Meter = { signal: incoming.signal, received: (bytes) => incoming.received(bytes) };
  const before = sending.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  // Some browsers send whole paths.
  sending.files.push({ name: path.win32.basename(name), bytes: await collect(stream, before, meter) });
}

async function takeForm(sending: Sending): Promise<void> {
  const limits = { fields: 20, fieldSize: 4_096, files: MOST_FILES + 1, fileSize: MOST_UPLOAD_BYTES + 1 };
  for await (const part of sending.request.parts({ limits })) {
    if (part.type === 'file') await take(sending, part.filename, part.file);
    else sending.fields.set(part.fieldname, String(part.value));
  }
}

/** The body itself is the file; its name stands in the address. */
async function takeBody(sending: Sending): Promise<void> {
  const name = sending.fields.text('name');
  if (name === null) throw badInput('请用表单（multipart/form-data）上传文件，或在地址中写明文件名：?name=台账.xlsx');
  await take(sending, name, sending.request.body as AsyncIterable<Buffer>);
}

const isBug = (error: unknown): boolean => error instanceof TypeError || error instanceof RangeError;

/** What ended the coming of bytes, in words; a bug stays one. */
function cutBy(error: unknown, { request, incoming }: Sending): unknown {
  if (isBug(error) || (error instanceof DomainError && !(error instanceof CutOff))) return error;
  if (!(error instanceof CutOff) && !request.raw.destroyed)
    return badInput('表单内容无法读取。请用 multipart/form-data 发送：region、period 等字段在前，文件在后');
  const words = error instanceof CutOff ? `：${error.message}` : '';
  return new CutOff(`${cutOffWords(incoming?.got() ?? 0, sizeOf(request))}${words}`);
}

/** All files of a request, with what is asked of them. What was begun and did not come to its end is said to have been cut. */
async function receive(sending: Sending): Promise<{ readonly ask: UploadAsk; readonly incoming: Incoming }> {
  const { request, fields, files } = sending;
  try {
    for (const [name, value] of parametersOf(request)) fields.set(name, value);
    await (request.isMultipart() ? takeForm(sending) : takeBody(sending));
    const ask = fields.ask();
    if (sending.incoming === null || files.length === 0)
      throw badInput('没有收到文件。请选择一个 .xlsx，或 units.csv 与 organizations.csv 两个文件');
    return { ask, incoming: sending.incoming };
  } catch (error) {
    const refusal = cutBy(error, sending);
    // Nobody reads the rest, and who sends it is to read the answer.
    request.raw.unpipe();
    request.raw.resume();
    await sending.incoming?.cut(refusal instanceof DomainError && !(refusal instanceof CutOff) ? refusal.message : null);
    throw refusal;
  }
}

/** An upload is told once it has ended, whoever waits for it. What it asked of the database is the writer's own. */
async function tellEnd({ parts, office }: Desk, id: string, began: number): Promise<void> {
  await office.uploadEnded(id);
  const { state, units, organizations, bytes } = await knownUpload(office, id);
  const none = { named: null, hash: null, cost: null, statements: null, database: null };
  const code = STATUS[state] === undefined ? null : state;
  const [rows, took] = [units + organizations, performance.now() - began];
  parts.watch.tell({ ...none, known: SENDING, rows, bytes, took, cache: 'none', code });
}

function installSending(scope: FastifyInstance, desk: Desk): void {
  const { parts, office } = desk;
  scope.post(SENDING, {
    // Before a byte of the body is read.
    onRequest: async (request, reply) => {
      const size = sizeOf(request);
      if (size !== null && size > MOST_UPLOAD_BYTES + FORM_BYTES) throw new TooLarge(size);
      await parts.askerOf(request, reply).desk.permitted('SUBMIT', { action: 'IMPORT', object: null }, () => undefined);
    },
    handler: async (request, reply) => {
      const began = performance.now();
      const fields = new UploadFields();
      const sending: Sending = { request, fields, files: [], incoming: null, begin: () => begin(desk, request, reply, fields) };
      const { ask, incoming } = await receive(sending);
      incoming.read(ask, sending.files);
      void tellEnd(desk, incoming.id, began).catch(() => undefined);
      void reply.header('location', `${ADDRESS}/${incoming.id}`).header('cache-control', 'no-store');
      if (!fields.flag('wait')) return reply.code(202).send(toJson(await knownUpload(office, incoming.id)));
      await office.uploadEnded(incoming.id);
      const row = await knownUpload(office, incoming.id);
      return reply.code(STATUS[row.state] ?? 200).send(toJson(row));
    },
  });
}

async function knownUpload(office: Office, id: string): Promise<UploadRow> {
  const row = await office.upload(id);
  if (row === null) throw new Error('an upload is gone');
  return row;
}

const UNKNOWN = '没有这次上传，或不在您的范围内。服务器如重新启动过，没有读完的文件须重新提交';

/** @throws DomainError for who may not, or for what is not there for them */
async function visible({ office }: Desk, { viewer, params }: FastifyRequest): Promise<UploadRow> {
  const row = sentWithin(assertReports(viewer), await office.upload((params as { id: string }).id));
  if (row === null) throw new DomainError('NOT_FOUND', UNKNOWN);
  return row;
}

function installFollowing(scope: FastifyInstance, desk: Desk): void {
  const { office, parts } = desk;
  scope.get(`${ADDRESS}/:id`, async (request, reply) =>
    reply.header('cache-control', 'no-store').send(toJson(await visible(desk, request))),
  );
  scope.delete(`${ADDRESS}/:id`, async (request, reply) => {
    const { id, sender } = await visible(desk, request);
    if (sender !== request.viewer?.owner) throw new DomainError('FORBIDDEN', '只有发来这个文件的人能取消它');
    return reply.header('cache-control', 'no-store').send(toJson(await office.cancelUpload(id)));
  });
  scope.get(`${ADDRESS}/:id/annotated.xlsx`, async (request, reply) => {
    const row = await visible(desk, request);
    const found = await office.annotated(row.id);
    const keeper = found === null && !parts.passOn.isPassed(request) ? await office.keeperOf(row.id) : null;
    if (keeper !== null) return parts.passOn.send(request, reply, new URL(`${ADDRESS}/${row.id}/annotated.xlsx`, keeper));
    if (found === null) throw new DomainError('NOT_FOUND', '批注文件只保留 30 分钟，且服务器重新启动后不再保留。请重新上传原文件后再取');
    const name = path.parse(found.name).name;
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', dispositionOf({ shown: false, suffix: 'xlsx' }, { name: 'annotated', named: `${name}（批注）` }))
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(Buffer.from(found.bytes));
  });
}

/** The bodies of these requests are files: nothing else of the server reads any. */
export async function installSubmissions(app: FastifyInstance, parts: SubmissionParts): Promise<void> {
  const desk: Desk = { parts, office: parts.office ?? NO_OFFICE };
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, { throwFileSizeLimit: false });
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const isTooLarge = (error: unknown): error is TooLarge => error instanceof TooLarge;
    scope.setErrorHandler((error: Error, request, reply) => {
      if (isTooLarge(error)) return refuse(request, reply, error.code, error.message, TOO_LARGE);
      if (error instanceof CutOff) return refuse(request, reply, 'BAD_USER_INPUT', error.message);
      if (error instanceof Conflict) return refuse(request, reply, error.code, error.message, 409);
      throw error;
    });
    installSending(scope, desk);
    installFollowing(scope, desk);
  });
}
