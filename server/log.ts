/** The log: one JSON line an event, on standard error, so that standard output belongs to the answer of a command. */
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './settings.ts';

export type Log = Logger;

const STANDARD_ERROR = 2;

/** Names under which a secret could come along in what is told of an event or of an error; where it lies no deeper than two levels. */
const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'token',
  'code_verifier',
  'client_secret',
  'connectionString',
];
const REDACT = SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

/** Lines go out as they are written: a line that explains a crash must not wait in a buffer. */
export const createLog = (level: LogLevel, destination: DestinationStream = pino.destination({ dest: STANDARD_ERROR, sync: true })): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: REDACT }, destination);
