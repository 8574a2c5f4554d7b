import { isMetadataAddress, isPublicAddress } from './addresses';

describe('isPublicAddress', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '169.253.255.255',
    '2606:4700::1111',
    '2a00:1450:4001::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('should be true of %s', address => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.0.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local', '169.254.1.1'],
    ['metadata', '169.254.169.254'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['metadata of Azure, in a public range', '168.63.129.16'],
    ['metadata of Oracle', '192.0.0.192'],
    ['protocol assignments', '192.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['benchmarks', '198.18.0.1'],
    ['6to4 relay', '192.88.99.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['loopback, compatible', '::7f00:1'],
    ['private, compatible', '::10.0.0.1'],
    ['loopback, mapped', '::ffff:127.0.0.1'],
    ['metadata, mapped', '::ffff:a9fe:a9fe'],
    ['loopback, translated', '::ffff:0:7f00:1'],
    ['private, NAT64', '64:ff9b::a00:1'],
    ['metadata, NAT64', '64:ff9b::a9fe:a9fe'],
    ['local NAT64', '64:ff9b:1::808:808'],
    ['loopback, 6to4', '2002:7f00:1::'],
    ['teredo', '2001::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['discard', '100::1'],
    ['unique local', 'fc00::1'],
    ['metadata of Amazon', 'fd00:ec2::254'],
    ['metadata of Amazon, spelled out', 'fd00:0ec2:0:0:0:0:0:254'],
    ['link-local', 'fe80::1'],
    ['link-local with its zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['not assigned', '4000::1'],
    ['no address', 'example.com'],
    ['nothing', ''],
  ])('should be false of %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('isMetadataAddress', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    'fd00:ec2::254',
    'fe80::1',
  ])('should be true of %s', address => {
    expect(isMetadataAddress(address)).toBe(true);
  });

  it.each(['10.0.0.1', '127.0.0.1', 'fd00::1', '8.8.8.8', 'example.com'])(
    'should be false of %s',
    address => {
      expect(isMetadataAddress(address)).toBe(false);
    },
  );
});
