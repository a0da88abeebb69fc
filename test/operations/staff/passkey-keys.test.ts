import { describe, expect, it } from 'vitest';
import { base64UrlOf } from '../../../src/operations/core/base64url.ts';
import { importPasskey, isSigned } from '../../../src/operations/staff/ceremony.ts';

type Made = { readonly pair: CryptoKeyPair; readonly spki: Uint8Array };

async function make(algorithm: Parameters<typeof crypto.subtle.generateKey>[0]): Promise<Made> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('no pair');
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  if (!(spki instanceof ArrayBuffer)) throw new Error('no key');
  return { pair, spki: new Uint8Array(spki) };
}

const rsa = (modulusLength: number, publicExponent = [1, 0, 1]) =>
  make({
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength,
    publicExponent: new Uint8Array(publicExponent),
  });

const ceremony = { client: 'e30', authenticator: 'AAAA' };

/** What a passkey signs in that ceremony. */
async function signedBytes(): Promise<Uint8Array<ArrayBuffer>> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('{}'));
  return new Uint8Array([0, 0, 0, ...new Uint8Array(hash)]);
}

describe('the key of a passkey', () => {
  it('is of the algorithm that it is given out for, and nothing stands behind it', async () => {
    const p256 = (await make({ name: 'ECDSA', namedCurve: 'P-256' })).spki;
    const p384 = (await make({ name: 'ECDSA', namedCurve: 'P-384' })).spki;
    const ed = (await make({ name: 'Ed25519' })).spki;
    const of = async (algorithm: number, spki: Uint8Array) =>
      (await importPasskey(`${algorithm}:${base64UrlOf(spki)}`)) !== null;
    expect([await of(-7, p256), await of(-8, ed)]).toEqual([true, true]);
    for (const [algorithm, spki] of [
      [-7, p384],
      [-7, ed],
      [-8, p256],
      [-257, p256],
      [-257, ed],
      [-7, new Uint8Array([...p256, 0])],
      [-8, new Uint8Array([...ed, 0])],
      [-7, new Uint8Array(2000)],
    ] as const)
      expect(await of(algorithm, spki)).toBe(false);
  });

  it('of RSA is neither short enough to be taken apart nor long enough to keep us busy', async () => {
    const of = async ({ spki }: Made) => (await importPasskey(`-257:${base64UrlOf(spki)}`)) !== null;
    expect(await of(await rsa(2048))).toBe(true);
    expect(await of(await rsa(1024))).toBe(false);
    expect(await of(await rsa(2048, [3]))).toBe(false);
  });
});

describe('a signature of a passkey', () => {
  it('of another length is refused, and ends in no error', async () => {
    const ed = await make({ name: 'Ed25519' });
    const long = await rsa(2048);
    const bytes = await signedBytes();
    for (const [algorithm, made, name] of [
      [-8, ed, 'Ed25519'],
      [-257, long, 'RSASSA-PKCS1-v1_5'],
    ] as const) {
      const stored = `${algorithm}:${base64UrlOf(made.spki)}`;
      const signature = new Uint8Array(await crypto.subtle.sign({ name }, made.pair.privateKey, bytes));
      const isTaken = (given: Uint8Array) => isSigned(stored, ceremony, base64UrlOf(given));
      expect(await isTaken(signature)).toBe(true);
      for (const given of [signature.subarray(1), new Uint8Array([...signature, 0]), new Uint8Array([1])])
        expect(await isTaken(given)).toBe(false);
    }
  });

  it('of numbers beyond the curve’s order is refused, and ends in no error', async () => {
    const { spki } = await make({ name: 'ECDSA', namedCurve: 'P-256' });
    const number = [2, 33, 0, ...new Uint8Array(32).fill(255)];
    const signature = base64UrlOf(new Uint8Array([0x30, 2 * number.length, ...number, ...number]));
    expect(await isSigned(`-7:${base64UrlOf(spki)}`, ceremony, signature)).toBe(false);
  });
});
