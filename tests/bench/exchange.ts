/** One request after another over one kept connection, as a reader's browser sends them. */
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export type Headers = Readonly<Record<string, string | number>>;

/** Microseconds. @throws Error when the answer is not 200, or 304 where a tag was sent, or holds GraphQL errors. */
export function exchange(url: string, body: string | null, more: Headers = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = {
      ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...more,
    };
    const wanted = 'if-none-match' in more ? 304 : 200;
    const sent = request(url, { agent, method: body === null ? 'GET' : 'POST', headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const micros = (performance.now() - began) * 1000;
        const text = Buffer.concat(pieces).toString();
        if (answer.statusCode === wanted && !text.includes('"errors"')) resolve(micros);
        else reject(new Error(`${url}: ${answer.statusCode} ${text.slice(0, 400)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

/** One side of a comparison: asks its `at`-th question and gives microseconds. */
export type Side = (at: number) => Promise<number>;

/** All sides answer in turns, `requests` at a time; the first round, of `warming` requests, is not counted. */
export async function inTurns<Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  { rounds, requests, warming = requests }: { readonly rounds: number; readonly requests: number; readonly warming?: number },
): Promise<Readonly<Record<Name, number[]>>> {
  const names = Object.keys(sides) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    // Who comes first changes, so that nobody always follows the same one.
    for (const name of round % 2 === 0 ? names : names.toReversed())
      for (let at = 0; at < (round === 0 ? warming : requests); at += 1) {
        const micros = await sides[name](round * requests + at);
        if (round > 0) found[name].push(micros);
      }
  }
  return found;
}
