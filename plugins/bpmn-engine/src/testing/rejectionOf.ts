import { Rejection } from '../command';

/** What a refused command is told; undefined if it was not refused. */
export function rejectionOf(
  act: () => unknown,
): Pick<Rejection, 'code' | 'message' | 'parameters'> | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof Rejection)) {
      throw error;
    }
    const { code, message, parameters } = error;
    return { code, message, parameters };
  }
}
