// Loaded before Jest, and by that before its workers. A worker that has nothing more to do gives back its memory piece by piece before it ends; where
// the machine is busy, that takes longer than the half second after which Jest says that tests must have left something open.
const isWorker = process.send && /jest-worker/.test(process.argv[1] ?? '');
if (isWorker && !process.env.NODE_V8_COVERAGE) {
  // Nothing is open any more: else it would not be told.
  process.once('beforeExit', () => {
    process.once('exit', code => process.reallyExit(code));
  });
}
