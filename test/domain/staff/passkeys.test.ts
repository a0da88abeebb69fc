import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCopied,
  parseAuthenticatorData,
  parseClientData,
  passkeyAlgorithm,
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

  it('has each of those numbers written in its one way: not negative, and without a zero that says nothing', () => {
    const one = [2, 1, 1];
    const signature = (number: readonly number[]) =>
      rawEcdsa(new Uint8Array([0x30, number.length + one.length, ...number, ...one]));
    expect(signature([2, 2, 0, 128])?.[31]).toBe(128);
    expect(signature([2, 33, 0, ...new Uint8Array(32).fill(255)])?.[0]).toBe(255);
    for (const number of [
      [2, 1, 128],
      [2, 2, 0, 1],
      [2, 1, 0],
      [2, 34, 0, 0, ...new Uint8Array(32).fill(255)],
    ])
      expect(signature(number)).toBeNull();
  });

  it('is as long as its flags say, and says nothing that contradicts itself', () => {
    const read = (flags: number, after: readonly number[] = []) => {
      const head = new Uint8Array(37);
      head[32] = flags;
      return parseAuthenticatorData(new Uint8Array([...head, ...after]));
    };
    const credential = (length: number, rest: readonly number[] = [0xa0]) => [
      ...new Uint8Array(16),
      length >> 8,
      length & 255,
      ...new Uint8Array(length),
      ...rest,
    ];
    expect(read(5)).not.toBeNull();
    expect(read(5, [0])).toBeNull();
    expect(read(0x85)).toBeNull();
    expect(read(0x85, [0xa0])).not.toBeNull();
    expect([read(0x1d), read(0x0d)].map((data) => data !== null)).toEqual([true, true]);
    expect(read(0x15)).toBeNull();
    expect(read(0x45, credential(1023))?.credentialId).toHaveLength(1023);
    expect(read(0x45, credential(1024))).toBeNull();
    expect(read(0x45, credential(0))).toBeNull();
    expect(read(0x45, credential(16, []))).toBeNull();
  });

  it('comes from a page of ours that nobody else frames', () => {
    const said = { type: 'webauthn.get', challenge: 'x', origin: 'https://billing.example' };
    const read = (more: object) => parseClientData(JSON.stringify({ ...said, ...more }));
    expect(read({})).toEqual(said);
    expect(read({ crossOrigin: false })).toEqual(said);
    for (const more of [
      { crossOrigin: true },
      { crossOrigin: 'true' },
      { topOrigin: 'https://evil.example' },
      { crossOrigin: false, topOrigin: 'https://evil.example' },
    ])
      expect(read(more)).toBeNull();
  });

  it('counts on, or not at all', () => {
    expect([isCopied(0, 0), isCopied(0, 1), isCopied(3, 4)]).toEqual([false, false, false]);
    expect([isCopied(3, 3), isCopied(3, 2), isCopied(3, 0)]).toEqual([true, true, true]);
  });
});

it('an authenticator’s algorithm is ES256, Ed25519 or RS256', () => {
  const all = Array.from({ length: 600 }, (_, n) => n - 300);
  expect(all.filter((number) => passkeyAlgorithm(number) !== null)).toEqual([-257, -8, -7]);
});
