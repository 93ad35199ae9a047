/** What Node says of arguments that cannot be read, in Chinese first. */
const SENTENCES: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^Unknown option '([^']+)'/, (name) => `没有「${name}」这个选项`],
  [/^Option '([^']+)' argument missing/, (name) => `选项「${name.replace(/ <value>$/, '')}」后面缺少值`],
  [
    /^Option '([^']+)' argument is ambiguous/,
    (name) => `选项「${name}」后面缺少值；值以 - 开头时写作 ${name.split(' ').at(-1) ?? name}=-值`,
  ],
  [/^Option '([^']+)' does not take an argument/, (name) => `选项「${name}」不带值`],
  [/^Unexpected argument '([^']+)'/, (name) => `多出了「${name}」`],
];

const isOfArguments = (error: unknown): error is TypeError =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

/** Null: the error is about something else. */
export function wrongArguments(error: unknown): string | null {
  if (!isOfArguments(error)) return null;
  const { message } = error;
  for (const [pattern, say] of SENTENCES) {
    const name = pattern.exec(message)?.[1];
    if (name !== undefined) return `${say(name)}（${message.replaceAll('\n', ' ')}）`;
  }
  return `参数有误（${message.replaceAll('\n', ' ')}）`;
}
