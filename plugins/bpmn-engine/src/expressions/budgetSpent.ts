/**
 * A command has taken more work than its host grants it where it runs. Nothing is wrong with it: with a fresh view it can be done again where it may
 * take longer.
 */
export class BudgetSpent extends Error {
  constructor() {
    super('Expected the command to take less work than it was granted');
    this.name = 'BudgetSpent';
  }
}
