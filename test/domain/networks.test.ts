import { expect, it } from 'vitest';
import { networkOf } from '../../src/domain/network.ts';

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['0:0:0:0:0:FFFF:192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:1::1', '2001:db8:0:1'],
  ['2001:0db8:0000:0001:2:3:4:5', '2001:db8:0:1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['1::2:3:4:5:6', '1:0:0:2'],
])('%s is counted under %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
