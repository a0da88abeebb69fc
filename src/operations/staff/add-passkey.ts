import { readPasskeys } from '../../db/queries/passkeys.ts';
import { insertPasskey } from '../../db/writes/passkeys.ts';
import { DONE, type Outcome, refused } from '../../domain/outcome.ts';
import { passkeyAlgorithm } from '../../domain/staff/passkey-data.ts';
import type { RelyingParty } from '../../domain/staff/relying-party.ts';
import { base64UrlOf } from '../core/base64url.ts';
import { type Context, newId } from '../core/context.ts';
import { linesAbout } from './audit-lines.ts';
import { type Ceremony, importPasskey, readCeremony } from './ceremony.ts';
import { openChallenge, spend } from './challenge.ts';
import { tellPerson } from './tell-person.ts';
import type { StaffVisit } from './visit.ts';
import type { From } from './who.ts';

type Ask = {
  readonly visit: StaffVisit;
  readonly from: From;
  readonly party: RelyingParty;
  readonly name: string;
  /** As the form brought it back. */
  readonly sealed: string;
  readonly ceremony: Ceremony;
  /** SPKI in base64url, and COSE's number. */
  readonly publicKey: string;
  readonly algorithm: number;
};

const MOST_PASSKEYS = 20;
const REFUSED = refused({ code: 'staff_refused', why: 'passkey_refused' });

/**
 * Adds a passkey to whoever is signed in, and mails them that. Nobody attests what kind it is: any authenticator will do that
 * knows its person.
 * Rejects with `staff_refused`.
 */
export async function addPasskey(ctx: Context, ask: Ask): Promise<Outcome<null>> {
  const { visit, from, party } = ask;
  const challenge = await openChallenge(ctx, ask.sealed, { purpose: 'add', personId: visit.personId });
  if (challenge === null) return REFUSED;
  const data = await readCeremony(ask.ceremony, { type: 'webauthn.create', challenge, party });
  const algorithm = passkeyAlgorithm(ask.algorithm);
  const publicKey = `${algorithm}:${ask.publicKey}`;
  if (data === null || data.credentialId === null || (await importPasskey(publicKey)) === null)
    return REFUSED;
  if ((await readPasskeys(ctx.db, visit.personId)).length >= MOST_PASSKEYS) {
    return refused({ code: 'staff_refused', why: 'too_many_passkeys' });
  }
  if (!(await spend(ctx, challenge))) return REFUSED;
  const id = newId(ctx, 'psk');
  const row = {
    id,
    personId: visit.personId,
    name: ask.name,
    credentialId: base64UrlOf(data.credentialId),
    publicKey,
    counter: data.counter,
    transports: [],
    createdAt: ctx.now(),
  };
  const what = {
    action: 'passkey_added',
    subjectType: 'passkey',
    subjectId: id,
    before: null,
    after: null,
  } as const;
  const lines = linesAbout(ctx, { who: visit, from, businesses: visit.businesses }, what);
  const change = { kind: 'passkey_added', name: ask.name } as const;
  const mail = tellPerson(ctx, { visit, change, cause: `passkey_added/${id}` });
  const isAdded = await insertPasskey(ctx.db, row, (isSo) => [...lines(isSo), ...mail.rows(isSo)]);
  if (!isAdded) return REFUSED;
  await mail.send();
  return DONE;
}
