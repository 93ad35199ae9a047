/**
 * Loaded into a server before anything else (`--import`), in each of its threads: says on standard error, once each, which thread prepares a
 * statement that writes, or sets one going: `writes in main`, `writes in worker`. Files that are there to be locked hold nothing, and do not count.
 */
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const shape = createRequire(import.meta.url)('better-sqlite3').prototype;
const { prepare, exec } = shape;
let told = false;
const tell = ({ name }) => {
  if (told || name.endsWith('-turn')) return;
  told = true;
  process.stderr.write(`writes in ${isMainThread ? 'main' : 'worker'}\n`);
};
shape.prepare = function (text) {
  const statement = prepare.call(this, text);
  if (!this.readonly && !this.memory && !statement.readonly) tell(this);
  return statement;
};
shape.exec = function (text) {
  if (!this.readonly && !this.memory) tell(this);
  return exec.call(this, text);
};
