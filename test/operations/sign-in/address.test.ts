import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/domain/network.ts';
import { attemptKey, readAddress } from '../../../src/operations/sign-in/address.ts';

describe('an address', () => {
  it.each([
    [' Ada@Example.COM ', 'ada@example.com'],
    ['ada+bills@example.com', 'ada+bills@example.com'],
    ['müller@example.de', 'müller@example.de'],
    // Only ASCII letters are folded: these are other people's addresses.
    // Before the @ no other letters are folded; domains are one and the same in any case (RFC 5891).
    ['AD\u0130@Example.com', 'ad\u0130@example.com'],
    ['ada@B\u00dcCHER.example', 'ada@b\u00fccher.example'],
    ['ada@xn--bcher-kva.example', 'ada@b\u00fccher.example'],
    ['\u212aate@example.com', '\u212aate@example.com'],
  ])('%s is found as %s', (typed, found) => {
    expect(readAddress(typed)).toBe(found);
  });

  it.each([
    '',
    'ada',
    '@',
    'a@',
    '@b',
    'a b@c.de',
    'a@b@c',
    'a@b,c@d',
    '<a@b.c>',
    'a@b.c\nbcc:x@y.z',
    `${'a'.repeat(250)}@b.de`,
  ])('%j is none', (typed) => {
    expect(readAddress(typed)).toBeNull();
  });
});

describe('a network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['0:0:0:0:0:FFFF:203.0.113.7', '203.0.113.7'],
    ['fe80::', 'fe80:0:0:0'],
  ])('of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});

it('what is counted under cannot be read, and differs by deployment and by what it is of', async () => {
  const keys = await Promise.all([
    attemptKey('address', 'one', 'ada@example.com'),
    attemptKey('address', 'two', 'ada@example.com'),
    attemptKey('network', 'one', 'ada@example.com'),
  ]);
  expect(new Set(keys).size).toBe(3);
  expect(keys.join()).not.toContain('ada');
});
