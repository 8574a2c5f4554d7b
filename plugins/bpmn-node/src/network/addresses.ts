import { BlockList, isIP } from 'node:net';

/** Of IPv4: what is not routed on the Internet, or is not what it seems there. */
const NOT_PUBLIC = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8'],
  ...['169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // Azure's metadata, in a public range.
  '168.63.129.16/32',
];

/** Of the part of IPv6 that is routed on the Internet: Teredo and other protocols, 6to4, documentation. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** IPv6 that is routed on the Internet. */
const GLOBAL_6 = '2000::/3';

/** Where addresses of IPv4 are in the last 32 bits: as they are, and as a network translates them (RFC 6052). */
const WRAPPED = ['::ffff:', '64:ff9b::'];

/** The link, and where clouds tell machines who they are and hand out credentials. */
const METADATA = [
  '169.254.0.0/16', // most
  '100.100.100.200/32', // Alibaba
  '168.63.129.16/32', // Azure
  '192.0.0.192/32', // Oracle
];
const METADATA_6 = [
  'fe80::/10',
  'fd00:ec2::254/128', // Amazon
  'fd00:c1::a9fe:a9fe/128', // Oracle
  'fd20:ce::254/128', // Google
];

const notPublic = listOf(NOT_PUBLIC);
const notPublic6 = listOf6(NOT_PUBLIC_6, NOT_PUBLIC);
const global6 = listOf6([GLOBAL_6], ['0.0.0.0/0']);
const metadata = listOf(METADATA);
const metadata6 = listOf6(METADATA_6, METADATA);

/**
 * Whether an address belongs to the Internet: none of this machine, its network, its link or its cloud. Whatever is no address is not public.
 *
 * @public
 */
export function isPublicAddress(text: string): boolean {
  switch (text.includes('%') ? 0 : isIP(text)) {
    case 4:
      return !notPublic.check(text, 'ipv4');
    case 6:
      return global6.check(text, 'ipv6') && !notPublic6.check(text, 'ipv6');
    default:
      return false;
  }
}

/**
 * Whether an address is one of the link, or of a cloud's metadata service.
 *
 * @public
 */
export function isMetadataAddress(text: string): boolean {
  const [address] = text.split('%');
  switch (isIP(address)) {
    case 4:
      return metadata.check(address, 'ipv4');
    case 6:
      return metadata6.check(address, 'ipv6');
    default:
      return false;
  }
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net, bits] = subnet.split('/');
    list.addSubnet(net, Number(bits), 'ipv4');
  }
  return list;
}

/** @param wrapped - subnets of IPv4 that are meant also where they are wrapped */
function listOf6(
  subnets: readonly string[],
  wrapped: readonly string[],
): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net, bits] = subnet.split('/');
    list.addSubnet(net, Number(bits), 'ipv6');
  }
  for (const subnet of wrapped) {
    const [net, bits] = subnet.split('/');
    WRAPPED.forEach(prefix =>
      list.addSubnet(`${prefix}${net}`, 96 + Number(bits), 'ipv6'),
    );
  }
  return list;
}
