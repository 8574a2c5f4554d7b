/** An address of a person, for a header of a mail. */
export interface Address {
  /** As people call them; empty: nobody has said. */
  readonly name: string;
  readonly address: string;
}

/** Longest address that SMTP knows. */
const LONGEST = 254;

/** Neither quotes nor comments nor routes: nobody has such an address, and servers read them differently. */
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

const NAMED = /^([^<>]*)<([^<>]*)>$/;

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** An address such as `ada@example.com` or `Ada <ada@example.com>`; undefined if it is none. Nothing of it can become another header. */
export function parseAddress(text: string): Address | undefined {
  if (CONTROL.test(text)) {
    return undefined;
  }
  const named = NAMED.exec(text.trim());
  const [name, address] = named ? [named[1], named[2]] : ['', text];
  const trimmed = address.trim();
  return trimmed.length <= LONGEST && ADDRESS.test(trimmed)
    ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address: trimmed }
    : undefined;
}

/** Whether mails may go to an address. */
export function isAllowed(
  { address }: Address,
  domains: readonly string[] | undefined,
): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domains === undefined || domains.includes(domain);
}
