/** Milliseconds that may be worked on before others have their turn. */
const SLICE = 10;

let began = performance.now();
let turn: Promise<void> | undefined;

/**
 * Lets others have their turn, if it is time. Promises alone do not: whatever is done at once, as everything of SQLite is, would go on for as
 * long as there is more of it, and nobody would be served.
 */
export async function giveWay(): Promise<void> {
  while (performance.now() - began >= SLICE) {
    turn ??= nextTurn();
    await turn;
  }
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(() => {
      turn = undefined;
      began = performance.now();
      resolve();
    });
  });
}
