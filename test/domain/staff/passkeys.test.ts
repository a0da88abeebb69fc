import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCopied,
  parseAuthenticatorData,
  parseClientData,
  rawEcdsa,
} from '../../../src/domain/staff/passkey-data.ts';
import { relyingPartyOf } from '../../../src/domain/staff/relying-party.ts';

describe('the relying party', () => {
  it.each([
    ['http://192.168.1.5', 'number'],
    ['https://192.168.1.5:8443', 'number'],
    ['http://127.0.0.1:8787', 'number'],
    ['https://[2001:db8::1]', 'number'],
    ['http://billing.example', 'insecure'],
    ['https://billing.example', { rpId: 'billing.example', origin: 'https://billing.example' }],
    ['http://localhost:8787', { rpId: 'localhost', origin: 'http://localhost:8787' }],
  ])('of %s', (appUrl, expected) => {
    expect(relyingPartyOf(appUrl)).toEqual(expected);
  });
});

describe('what an authenticator sends', () => {
  it('is read or refused, whatever its bytes are, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        parseAuthenticatorData(bytes);
        rawEcdsa(bytes);
        parseClientData(new TextDecoder().decode(bytes));
      }),
    );
  });

  it('has a signature of two numbers of 32 bytes at most, and nothing after them', () => {
    const one = [2, 1, 1];
    expect(rawEcdsa(new Uint8Array([0x30, 6, ...one, ...one]))?.[31]).toBe(1);
    expect(rawEcdsa(new Uint8Array([0x30, 7, ...one, ...one, 0]))).toBeNull();
    expect(rawEcdsa(new Uint8Array([0x30, 7, ...one, ...one]))).toBeNull();
    const long = [2, 33, 1, ...new Uint8Array(32)];
    expect(rawEcdsa(new Uint8Array([0x30, 38, ...long, ...one]))).toBeNull();
  });

  it('counts on, or not at all', () => {
    expect([isCopied(0, 0), isCopied(0, 1), isCopied(3, 4)]).toEqual([false, false, false]);
    expect([isCopied(3, 3), isCopied(3, 2), isCopied(3, 0)]).toEqual([true, true, true]);
  });
});
