import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where a conversation is cut: before a statement arrives, after it was done and before the answer, or within the answer. */
export type Moment = 'before' | 'after' | 'within';

/** What is to be cut. */
export interface Cut {
  readonly moment: Moment;
  /** Statements that say this. */
  readonly saying: string;
  /** Only each so-manieth of them. */
  readonly every: number;
}

/** Bytes of an answer that come through where it is cut within. */
const FEW = 7;

/** Between clients and a database: cuts exactly where it is told to, or falls silent and leaves everything open. */
export class Wire {
  /** How often it has cut. */
  cuts = 0;
  private said = 0;
  private cutting?: Cut;
  private isSilent = false;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer(client => this.join(client));

  constructor(
    private readonly target: { readonly host: string; readonly port: number },
  ) {}

  /** Returns the port at which it listens. */
  async start(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on; absent: it cuts no more. */
  cut(cutting?: Cut): void {
    this.cutting = cutting;
    this.cuts = 0;
  }

  /** Nothing comes through, and nobody is told. What is open now stays silent for ever. */
  fallSilent(): void {
    this.isSilent = true;
    for (const socket of this.sockets) {
      socket.removeAllListeners('data');
      socket.removeAllListeners('close');
      socket.resume();
    }
  }

  /** Whoever connects now is heard again. */
  speak(): void {
    this.isSilent = false;
  }

  /** Ends it, and everything that is open. */
  stop(): void {
    this.server.close();
    this.sockets.forEach(socket => socket.destroy());
  }

  private join(client: Socket): void {
    this.keep(client);
    if (this.isSilent) {
      client.resume();
      return;
    }
    const database = connect(this.target);
    this.keep(database);
    client.on('data', (said: Buffer) => this.tell(said, client, database));
    database.on('data', said => client.write(said));
    client.on('close', () => database.destroy());
    database.on('close', () => client.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }

  private tell(said: Buffer, client: Socket, database: Socket): void {
    const { cutting } = this;
    const isMeant =
      cutting !== undefined &&
      said.includes(cutting.saying) &&
      ++this.said % cutting.every === 0;
    if (!isMeant) {
      database.write(said);
      return;
    }
    this.cuts++;
    if (cutting.moment === 'before') {
      client.destroy();
      return;
    }
    // The first that is heard of it: it is done.
    database.removeAllListeners('data');
    database.once('data', (answer: Buffer) => {
      if (cutting.moment === 'within') {
        client.end(answer.subarray(0, FEW));
      }
      client.destroySoon();
    });
    database.write(said);
  }
}
