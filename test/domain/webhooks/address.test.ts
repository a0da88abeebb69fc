import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/adapters/webhooks/parse-address.ts';
import { checkAddress, whyNotReached } from '../../../src/domain/webhooks/address.ts';
import { isPublicAddress } from '../../../src/domain/webhooks/public-address.ts';

const LIVE = { livemode: true, ownHosts: ['billing.example.com'], allowsLocal: false };
const TEST = { ...LIVE, livemode: false };
const HERE = { ...TEST, allowsLocal: true };

const saysOf = (typed: string, rules = LIVE): string => {
  const checked = checkAddress(parseAddress(typed), rules);
  return checked.ok ? '' : checked.says;
};

describe('an address that events are posted to', () => {
  it.each([
    ['https://erp.example.com/hooks', 'https://erp.example.com/hooks'],
    [' https://ERP.example.com ', 'https://erp.example.com/'],
    ['https://erp.example.com:8443/a?b=c', 'https://erp.example.com:8443/a?b=c'],
    ['https://müller.example/', 'https://xn--mller-kva.example/'],
    ['https://xn--mller-kva.example/', 'https://xn--mller-kva.example/'],
    ['https://erp.example.com./hooks', 'https://erp.example.com./hooks'],
    ['https://erp.example.com:443/', 'https://erp.example.com/'],
  ])('may be %s', (typed, url) => {
    expect(checkAddress(parseAddress(typed), LIVE)).toMatchObject({ ok: true, address: { url } });
  });

  const INSIDE = /is not on the public internet/;
  const NO_NAME = /is not one of the public internet/;
  const GARBLED = /^Check what stands after https/;
  const NAME = /each part between its dots has 1 to 63 characters/;
  it.each([
    // Every spelling of an address is the one that a URL has for it.
    ['https://127.0.0.1/', INSIDE],
    ['https://2130706433/', INSIDE],
    ['https://0x7f000001/', INSIDE],
    ['https://0x7f.1/', INSIDE],
    ['https://0177.0.0.1/', INSIDE],
    ['https://017700000001/', INSIDE],
    ['https://127.1/', INSIDE],
    ['https://１２７.０.０.１/', INSIDE],
    ['https://127.0.0.1./', INSIDE],
    ['https://0/', INSIDE],
    ['https://10.1.2.3/', INSIDE],
    ['https://172.31.255.255/', INSIDE],
    ['https://192.168.0.1/', INSIDE],
    ['https://100.64.0.1/', INSIDE],
    ['https://169.254.169.254/latest/meta-data', INSIDE],
    ['https://198.18.0.1/', INSIDE],
    ['https://224.0.0.1/', INSIDE],
    ['https://255.255.255.255/', INSIDE],
    ['https://[::1]/', INSIDE],
    ['https://[::]/', INSIDE],
    ['https://[::ffff:127.0.0.1]/', INSIDE],
    ['https://[::ffff:7f00:1]/', INSIDE],
    ['https://[::127.0.0.1]/', INSIDE],
    ['https://[64:ff9b::7f00:1]/', INSIDE],
    ['https://[2002:7f00:1::]/', INSIDE],
    ['https://[fe80::1]/', INSIDE],
    ['https://[fc00::1]/', INSIDE],
    ['https://[fd12:3456::1]/', INSIDE],
    ['https://[fec0::1]/', INSIDE],
    ['https://[2001:db8::1]/', INSIDE],
    ['https://[ff02::1]/', INSIDE],
    ['https://8.8.8.8/', /Give a name instead of 8\.8\.8\.8/],
    ['https://[2606:4700::1111]/', /Give a name instead of/],
    ['https://localhost/', NO_NAME],
    ['https://LOCALHOST./', NO_NAME],
    ['https://app.localhost/', NO_NAME],
    ['https://db.internal/', NO_NAME],
    ['https://metadata.google.internal/', NO_NAME],
    ['https://printer.local/', NO_NAME],
    ['https://router.lan/', NO_NAME],
    ['https://host.home.arpa/', NO_NAME],
    ['https://intranet/', NO_NAME],
    ['https://user@erp.example.com/', /user name and password/],
    ['https://user:pass@erp.example.com/', /user name and password/],
    ['https://billing.example.com/webhooks/stripe', /Quittance itself/],
    ['https://erp.example.com:22/', /Port 22 is not used/],
    ['https://erp.example.com:6379/', /Port 6379 is not used/],
    ['http://erp.example.com/', /begins with https/],
    ['ftp://erp.example.com/', /begins with https/],
    ['javascript:alert(1)', /begins with https/],
    ['file:///etc/passwd', /begins with https/],
    ['erp.example.com', /begins with https/],
    ['', /begins with https/],
    // Begun as one, but with a name or a port that no URL has; a zone of this machine's own is none.
    ['https://[fe80::1%25eth0]/', GARBLED],
    ['https://256.256.256.256/', GARBLED],
    ['https://erp.example.com:65536/', GARBLED],
    ['https://erp example.com/', GARBLED],
    ['https://erp..example.com/', NAME],
    ['https://billing.example.com../', NAME],
    [`https://${'a'.repeat(64)}.example.com/`, NAME],
    [`https://${'a.'.repeat(130)}com/`, NAME],
    ['https://erp.example.com:0/', /Port 0 is not used/],
    [`https://erp.example.com/${'a'.repeat(2000)}`, /at most 2000 characters/],
  ])('may not be %s', (typed, says) => {
    expect(saysOf(typed)).toMatch(says);
    // Neither in test mode, but for what is not encrypted.
    if (!typed.startsWith('http://')) expect(saysOf(typed, TEST)).toMatch(says);
  });

  it('may be unencrypted in test mode, and on this machine only where a developer says so', () => {
    expect(saysOf('http://erp.example.com:8080/', TEST)).toBe('');
    expect(saysOf('http://erp.example.com:8080/', LIVE)).toMatch(/https/);
    for (const typed of ['http://localhost:3000/hooks', 'http://127.0.0.1:9/', 'http://[::1]:4000/']) {
      expect(checkAddress(parseAddress(typed), HERE)).toMatchObject({ ok: true, address: { host: null } });
      expect(saysOf(typed, TEST)).not.toBe('');
    }
    expect(saysOf('http://192.168.0.1/', HERE)).toMatch(INSIDE);
  });

  it('is reached if all that its name leads to is public', () => {
    const leads = (found: Parameters<typeof whyNotReached>[1]) => whyNotReached('erp.example.com', found);
    expect(leads(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])).toBeNull();
    expect(leads(['93.184.215.14', '10.0.0.1'])).toMatch(/not on the public internet/);
    expect(leads(['93.184.215.14', '::ffff:93.184.215.14'])).toMatch(/not on the public internet/);
    expect(leads(['nonsense'])).toMatch(/not on the public internet/);
    expect(leads([])).toMatch(/is not found/);
    expect(leads('unknown')).toMatch(/could not be looked up/);
  });

  it('is public by the registries, at both ends of each range', () => {
    const ENDS: readonly (readonly [string, string])[] = [
      ['9.255.255.255', '11.0.0.0'],
      ['100.63.255.255', '100.128.0.0'],
      ['126.255.255.255', '128.0.0.0'],
      ['169.253.255.255', '169.255.0.0'],
      ['172.15.255.255', '172.32.0.0'],
      ['192.167.255.255', '192.169.0.0'],
      ['198.17.255.255', '198.20.0.0'],
      ['223.255.255.255', '1.0.0.0'],
      ['2000::', '3ffe::1'],
      ['2001:200::1', '2003::1'],
    ];
    for (const [first, last] of ENDS)
      expect([isPublicAddress(first), isPublicAddress(last)]).toEqual([true, true]);
    for (const inside of [
      '1fff::1',
      '4000::1',
      '2001::1',
      '2001:1ff::1',
      '3fff::1',
      '1.2.3',
      '1.2.3.256',
      ':::',
    ])
      expect(isPublicAddress(inside)).toBe(false);
  });
});
