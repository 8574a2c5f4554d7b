/** Thrown if the key of a request is that of another request. */
export class KeyReused extends Error {
  constructor(readonly key: string) {
    super(
      `Expected the idempotency key ${key} to come with the same request as before, but it is another one. Choose a new key for it`,
    );
    this.name = 'KeyReused';
  }
}
