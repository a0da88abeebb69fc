import { createHash, randomBytes } from 'node:crypto';

const HOUR_MS = 3_600_000;
const SESSION_COOKIE = '__Host-quittance_staff';

/** An owner of a business who is signed in: the statements that make them, and the cookie of their browser. */
export function signedInOwner(merchantId: string, person: { readonly id: string; readonly address: string }) {
  const secret = randomBytes(32).toString('hex');
  const hash = createHash('sha256').update(`quittance portal\n${secret}`).digest('hex');
  const now = Date.now();
  return {
    cookie: `${SESSION_COOKIE}=${secret}`,
    statements: [
      `INSERT INTO people (id, address, written, created_at)
        VALUES ('${person.id}', '${person.address}', '${person.address}', ${now})`,
      `INSERT INTO memberships (merchant_id, person_id, role, created_at, updated_at)
        VALUES ('${merchantId}', '${person.id}', 'owner', ${now}, ${now})`,
      `INSERT INTO staff_sessions (id, secret_hash, person_id, signed_in_by, network, created_at, seen_at, expires_at)
        VALUES ('sts_${person.id.slice(4)}', '${hash}', '${person.id}', 'link', NULL, ${now}, ${now}, ${now + HOUR_MS})`,
    ],
  };
}
