// @ts-check
const NETWORK_ERROR =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_\w+|TimeoutError|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+/;

/**
 * Whether a package client failed because it could not talk to the package registry.
 *
 * @param {string} output what the client printed
 * @returns {string | undefined} one sentence that says so and what to do
 */
export function findRegistryProblem(output) {
  const found = NETWORK_ERROR.exec(output);
  return found
    ? `Expected the package registry to answer, but it does not (${found[0]}). Check the network or the proxy settings and try again.`
    : undefined;
}
