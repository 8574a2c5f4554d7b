/**
 * An expression could not give a value that a variable can hold. The message is for people: "Expected …, but …", with
 * the way out. Whoever evaluates an expression of a process makes an incident of it.
 */
export class ExpressionFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionFailure';
  }
}
