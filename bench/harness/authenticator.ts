import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();

export type Authenticator = {
  /** As the app keeps it. */
  readonly credentialId: string;
  readonly publicKey: string;
  /** What its person's browser brings back for a challenge. */
  readonly answer: (challenge: string) => Readonly<Record<string, string>>;
};

/** An authenticator that keeps one passkey of a person at an origin: ES256, as most are. */
export function openAuthenticator(origin: string, personId: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(16).toString('base64url');
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
  // Somebody was there, and it knows whom; it does not count.
  const data = Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([5, 0, 0, 0, 0])]);
  return {
    credentialId,
    publicKey: `-7:${spki}`,
    answer: (challenge) => {
      const client = Buffer.from(
        JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }),
      );
      return {
        credential: credentialId,
        client: client.toString('base64url'),
        authenticator: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
        user: Buffer.from(personId).toString('base64url'),
      };
    },
  };
}
