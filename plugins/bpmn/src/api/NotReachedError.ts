/** Thrown where no answer comes: the back end, or the way to it, is away. It is a TypeError, as that of `fetch` is which it stands for. */
export class NotReachedError extends TypeError {
  constructor(cause: TypeError) {
    super(cause.message, { cause });
    this.name = 'NotReachedError';
  }
}
