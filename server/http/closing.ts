/** The end of the HTTP side: every answer that was begun arrives whole, and nobody else is waited for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const IDLE_EVERY = 100;
/** Less than the program waits for its parts: who does not read his answer does not make the end an unclean one. */
const CLOSE_WITHIN = 8000;
/** Milliseconds in which a new connection says something, if it has anything to say. */
const SPEAKS_WITHIN = 1000;
/** Milliseconds without a new connection after which nobody is waiting to connect, and that such a pause is waited for. */
const QUIET = 10;
const QUIET_WITHIN = 1000;
/** A longer turn of the loop says nothing about who came meanwhile. */
const SHORT_TURN = 1;

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

/** Resolves when nobody has come for a while, seen in short turns of the loop: a turn takes in one connection at a time. */
async function quiet(server: FastifyInstance['server']): Promise<void> {
  const began = performance.now();
  let since = began;
  const arrive = (): void => {
    since = performance.now();
  };
  server.on('connection', arrive);
  for (let last = began; last - since < QUIET && last - began < QUIET_WITHIN;) {
    await new Promise((resolve) => setImmediate(resolve));
    const now = performance.now();
    if (now - last > SHORT_TURN) since = now;
    last = now;
  }
  server.off('connection', arrive);
}

/** Lets every answer from now on be the last of its connection, and not end before `until`: who has an answer comes back at once to ask again. */
function holdAnswers(server: FastifyInstance['server'], until: Promise<void>): void {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('connection', 'close');
    const end = response.end.bind(response) as (...rest: unknown[]) => ServerResponse;
    response.end = (...rest: unknown[]) => {
      void until.then(() => end(...rest));
      return response;
    };
  });
}

/** Stops listening, answers what is under way, and lets go of sockets that browsers would hold for a minute; of all of them after `within` milliseconds. */
export async function closeServer(app: FastifyInstance, within = CLOSE_WITHIN): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_EVERY);
  const last = setTimeout(() => app.server.closeAllConnections(), within);
  // The system holds connections that were not taken in yet, and resets them when listening ends in the midst of work.
  const stop = app.server.close.bind(app.server);
  const stopped = Promise.withResolvers<void>();
  holdAnswers(app.server, stopped.promise);
  app.server.close = (done) => {
    void (async () => {
      await quiet(app.server);
      stop(done);
      stopped.resolve();
    })();
    return app.server;
  };
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(last);
  }
}
