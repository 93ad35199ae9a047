/** A wire to a server that can be cut and mended, as a network or a restart does. */
import net from 'node:net';
import { once } from 'node:events';

export interface Cuttable {
  /** The same address through the wire. */
  readonly url: string;
  /** Ends every connection, and takes none until `mend`. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function cuttable(url: string): Promise<Cuttable> {
  const { hostname, port } = new URL(url);
  const open = new Set<net.Socket>();
  const wire = net.createServer((near) => {
    const far = net.connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listen = async (at: number): Promise<void> => {
    wire.listen(at, '127.0.0.1');
    await once(wire, 'listening');
  };
  const cut = async (): Promise<void> => {
    const closed = once(wire, 'close');
    wire.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  await listen(0);
  const near = (wire.address() as net.AddressInfo).port;
  const through = new URL(url);
  through.port = String(near);
  return { url: through.href, cut, mend: () => listen(near), close: async () => void (wire.listening && (await cut())) };
}
