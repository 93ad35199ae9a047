/** The end of the HTTP side: every answer that was begun arrives whole, and nobody else is waited for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const IDLE_EVERY = 100;
/** Less than the program waits for its parts: who does not read his answer does not make the end an unclean one. */
const CLOSE_WITHIN = 8000;
/** Milliseconds in which a new connection says something, if it has anything to say. */
const SPEAKS_WITHIN = 1000;
/** Milliseconds that a quiet turn lasts at most, and that one is waited for. */
const QUIET = 0.5;
const QUIET_WITHIN = 1000;

/** One connection: answers under way, and how much it had sent when the last of them was over. */
interface Line {
  readonly since: number;
  underWay: number;
  readonly heard: () => number;
  answeredAt: number;
}

/**
 * Node takes a connection for idle as soon as its answer was handed over, and cuts a long one that a slow reader has not got yet. Here it is idle
 * when its last answer has left whole and nothing came since, or when it never said anything.
 */
export function watchConnections({ server }: FastifyInstance): void {
  const lines = new Map<Socket, Line>();
  const lineOf = (socket: Socket): Line => {
    const known = lines.get(socket);
    if (known) return known;
    const made: Line = { since: performance.now(), underWay: 0, heard: () => socket.bytesRead, answeredAt: 0 };
    lines.set(socket, made);
    socket.once('close', () => lines.delete(socket));
    return made;
  };
  server.on('connection', lineOf);
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const line = lineOf(socket);
    line.underWay += 1;
    response.once('close', () => {
      line.underWay -= 1;
      line.answeredAt = line.heard();
    });
  });
  const isIdle = ({ since, underWay, heard, answeredAt }: Line): boolean =>
    underWay === 0 && heard() === answeredAt && (answeredAt > 0 || performance.now() - since > SPEAKS_WITHIN);
  // Node and Fastify call it, too, when they stop listening.
  server.closeIdleConnections = () => {
    for (const [socket, line] of lines) if (isIdle(line)) socket.destroy();
  };
}

/** Resolves in a short turn of the loop in which nobody was waiting to connect: a turn takes in one at a time. */
async function quietTurn(server: FastifyInstance['server']): Promise<void> {
  const until = performance.now() + QUIET_WITHIN;
  let came = true;
  const arrive = (): boolean => (came = true);
  server.on('connection', arrive);
  for (let last = 0; performance.now() < until;) {
    await new Promise((resolve) => setImmediate(resolve));
    const now = performance.now();
    if (!came && now - last < QUIET) break;
    came = false;
    last = now;
  }
  server.off('connection', arrive);
}

/** Stops listening, answers what is under way, and lets go of sockets that browsers would hold for a minute; of all of them after `within` milliseconds. */
export async function closeServer(app: FastifyInstance, within = CLOSE_WITHIN): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_EVERY);
  const last = setTimeout(() => app.server.closeAllConnections(), within);
  // The system holds connections that were not taken in yet, and resets them when listening ends in the midst of work.
  const stop = app.server.close.bind(app.server);
  app.server.close = (done) => {
    void (async () => {
      await quietTurn(app.server);
      stop(done);
    })();
    return app.server;
  };
  app.server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(last);
  }
}
