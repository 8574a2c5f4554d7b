/**
 * Thrown if what a thread was asked for took longer than it may, or more memory than there is: the thread has been stopped. The same request
 * would probably end in the same way.
 */
export class EvaluationExceeded extends Error {
  constructor(found: string) {
    super(`${found}. Let the model do less at a time`);
    this.name = 'EvaluationExceeded';
  }
}
