import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Dice } from '../Dice';

/** How often it is the last thing on a connection that a client says something. */
const LAST = 0.0005;
/** Milliseconds in which the database can do what it was told before it learns that nobody listens any more. */
const GRACE = 50;

/**
 * Between clients and a database: now and then what a client says arrives, and the answer does not. Whoever said it cannot know whether it was
 * done.
 */
export class Proxy {
  cuts = 0;
  private readonly server = createServer(client => this.join(client));

  constructor(
    private readonly target: { readonly host: string; readonly port: number },
    private readonly dice: Dice,
  ) {}

  /** Returns the port at which it listens. */
  async start(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    this.server.close();
  }

  private join(client: Socket): void {
    const database = connect(this.target);
    client.setNoDelay(true);
    database.setNoDelay(true);
    client.on('data', said => {
      database.write(said);
      if (this.dice.chance(LAST)) {
        this.cut(client, database);
      }
    });
    database.on('data', said => client.write(said));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }

  private cut(client: Socket, database: Socket): void {
    this.cuts++;
    database.removeAllListeners('data');
    database.resume();
    client.removeAllListeners('close');
    client.destroy();
    setTimeout(() => database.destroy(), GRACE);
  }
}
