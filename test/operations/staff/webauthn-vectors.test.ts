import { describe, expect, it } from 'vitest';
import { parseAuthenticatorData } from '../../../src/domain/staff/passkey-data.ts';
import { base64UrlOf, bytesOf } from '../../../src/operations/core/base64url.ts';
import { importPasskey, isSigned, readCeremony } from '../../../src/operations/staff/ceremony.ts';
import vectors from './webauthn-vectors.json' with { type: 'json' };

/*
 * The examples of W3C's specification (https://www.w3.org/TR/webauthn-3/#sctn-test-vectors, W3C Document License), each a
 * registration and an authentication by one credential. Its public key stands here as browsers hand it out, as SPKI, instead of
 * as COSE within the attestation object.
 */
const PARTY = { rpId: 'example.org', origin: 'https://example.org' };
const TAKEN: readonly number[] = [-7, -8, -257];

/** Of the examples those in which somebody was recognised, and which were not made in a frame. */
const CREATED = [
  'packed-self-es256',
  'packed-es256',
  'packed-es512',
  'packed-rs256',
  'tpm-es256',
  'android-key-es256',
];
const GOT = ['none-es256-long-credential-id', 'packed-es256', 'packed-es384', 'packed-ed448', 'tpm-es256'];

const rows = vectors.map((vector) => [vector.name, vector] as const);

/** The same text with one bit turned over. */
function flipped(text: string, place: number): string {
  const bytes = new Uint8Array(bytesOf(text) ?? []);
  const at = place < 0 ? bytes.length + place : place;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return base64UrlOf(bytes);
}

describe('W3C’s example', () => {
  it('has all fifteen credentials', () => {
    expect(rows).toHaveLength(15);
    expect(rows.filter(([, { algorithm }]) => TAKEN.includes(algorithm))).toHaveLength(12);
  });

  it.each(rows)('%s names its credential', (_, { create, credentialId }) => {
    const data = parseAuthenticatorData(bytesOf(create.authenticator) ?? new Uint8Array());
    expect(data?.credentialId && base64UrlOf(data.credentialId)).toBe(credentialId);
    expect(
      parseAuthenticatorData((bytesOf(create.authenticator) ?? new Uint8Array()).slice(0, 54)),
    ).toBeNull();
  });

  it.each(rows)(
    '%s is taken where somebody was recognised, on a page of ours',
    async (name, { create, get }) => {
      const created = { type: 'webauthn.create', challenge: create.challenge, party: PARTY } as const;
      expect((await readCeremony(create, created)) !== null).toBe(CREATED.includes(name));
      const got = { type: 'webauthn.get', challenge: get.challenge, party: PARTY } as const;
      expect((await readCeremony(get, got)) !== null).toBe(GOT.includes(name));
      for (const wrong of [
        { ...got, challenge: create.challenge },
        { ...got, type: 'webauthn.create' as const },
        { ...got, party: { ...PARTY, rpId: 'example.com' } },
        { ...got, party: { ...PARTY, origin: 'https://example.com' } },
      ])
        expect(await readCeremony(get, wrong)).toBeNull();
    },
  );

  it.each(rows)(
    '%s is signed by its own key, exactly as it stands',
    async (_, { algorithm, publicKey, get }) => {
      const stored = `${algorithm}:${publicKey}`;
      const isTaken = TAKEN.includes(algorithm);
      expect((await importPasskey(stored)) !== null).toBe(isTaken);
      expect(await isSigned(stored, get, get.signature)).toBe(isTaken);
      for (const place of [0, 40, -1]) {
        expect(await isSigned(stored, { ...get, client: flipped(get.client, place) }, get.signature)).toBe(
          false,
        );
        expect(await isSigned(stored, get, flipped(get.signature, place))).toBe(false);
      }
      const data = { ...get, authenticator: flipped(get.authenticator, -1) };
      expect(await isSigned(stored, data, get.signature)).toBe(false);
      for (const other of vectors.filter((each) => each.publicKey !== publicKey))
        expect(await isSigned(`${other.algorithm}:${other.publicKey}`, get, get.signature)).toBe(false);
    },
  );
});
