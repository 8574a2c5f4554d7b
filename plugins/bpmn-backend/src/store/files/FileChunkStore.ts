import type { Knex } from 'knex';

/** Bytes of files, in pieces. Each call is a transaction of its own, and moves little. */
export class FileChunkStore {
  constructor(private readonly knex: Knex) {}

  /** Adds a piece. */
  async add(key: string, position: number, content: Buffer): Promise<void> {
    await this.knex('file_chunks').insert({ file_key: key, position, content });
  }

  /** A piece, if there is one. */
  async find(key: string, position: number): Promise<Buffer | undefined> {
    const row = await this.knex('file_chunks')
      .where({ file_key: key, position })
      .first('content');
    return row?.content;
  }

  /** Removes some pieces. Returns whether there were as many. */
  async removeSome(key: string, count: number): Promise<boolean> {
    const positions: number[] = await this.knex('file_chunks')
      .where({ file_key: key })
      .orderBy('position')
      .limit(count)
      .pluck('position');
    await this.knex('file_chunks')
      .where({ file_key: key })
      .whereIn('position', positions)
      .del();
    return positions.length === count;
  }
}
