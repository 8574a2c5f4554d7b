/**
 * Throws unless `NODE_ENV` is `development`.
 *
 * The demo sign-in believes whoever says who they are. It must therefore never run where people do real work, not
 * even when somebody adds it to a production back end by mistake.
 */
export function requireDevelopment(feature: string): void {
  const found = process.env.NODE_ENV;
  if (found !== 'development') {
    throw new Error(
      `Expected NODE_ENV to be "development" for ${feature}, but found ${
        found ? `"${found}"` : 'none'
      }. It lets anybody sign in as anybody: remove it from the back end and configure a real sign-in provider`,
    );
  }
}
