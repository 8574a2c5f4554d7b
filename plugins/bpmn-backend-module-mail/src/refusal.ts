/** What will not work however often it is tried. Its message is for people and holds neither values of variables nor secrets. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refusal';
  }
}
