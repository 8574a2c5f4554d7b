import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.parse>;

/** Where clouds tell machines who they are, and hand out credentials. Some are within ranges that are public or merely private. */
const METADATA = [
  '169.254.169.254', // most
  '100.100.100.200', // Alibaba
  '168.63.129.16', // Azure
  '192.0.0.192', // Oracle
  'fd00:ec2::254', // Amazon
  'fd00:c1::a9fe:a9fe', // Oracle
  'fd20:ce::254', // Google
].map(text => ipaddr.parse(text).toNormalizedString());

/** IPv6 that is routed on the Internet; the range of a library says "unicast" of much that is not. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Translation to IPv4 by the network, with the address in the last 32 bits (RFC 6052). */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** Whether an address belongs to the Internet: none of this machine, its network, its link or its cloud. Whatever is no address is not public. */
export function isPublicAddress(text: string): boolean {
  const address = parse(text);
  return (
    address?.range() === 'unicast' &&
    !isMetadata(address) &&
    (address.kind() === 'ipv4' ||
      (address as ipaddr.IPv6).match(GLOBAL_UNICAST))
  );
}

/** Whether an address is one of the link, or of a cloud's metadata service. */
export function isMetadataAddress(text: string): boolean {
  const address = parse(text);
  return (
    address?.range() === 'linkLocal' || Boolean(address && isMetadata(address))
  );
}

function isMetadata(address: Address): boolean {
  return METADATA.includes(address.toNormalizedString());
}

/** The address that is meant: IPv4 also where it is wrapped into IPv6. */
function parse(text: string): Address | undefined {
  if (!ipaddr.isValid(text)) {
    return undefined;
  }
  const address = ipaddr.parse(text);
  if (address.kind() === 'ipv4') {
    return address;
  }
  const v6 = address as ipaddr.IPv6;
  if (v6.isIPv4MappedAddress()) {
    return v6.toIPv4Address();
  }
  return v6.match(NAT64) ? new ipaddr.IPv4(v6.toByteArray().slice(-4)) : v6;
}
