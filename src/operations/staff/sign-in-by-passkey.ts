import { readPasskeyOwner } from '../../db/queries/passkeys.ts';
import { openPasskeySession } from '../../db/writes/passkeys.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { isCopied } from '../../domain/staff/passkey-data.ts';
import type { RelyingParty } from '../../domain/staff/relying-party.ts';
import { userHandleOf } from '../core/base64url.ts';
import type { Context } from '../core/context.ts';
import { hashOfSecret } from '../sign-in/session-secret.ts';
import { linesAbout } from './audit-lines.ts';
import { type Ceremony, isSigned, readCeremony } from './ceremony.ts';
import { openChallenge, spend } from './challenge.ts';
import { freshSession } from './fresh-session.ts';
import type { From } from './who.ts';

type Ask = {
  readonly party: RelyingParty;
  readonly from: From;
  /** As the form brought it back. */
  readonly sealed: string;
  readonly credentialId: string;
  readonly ceremony: Ceremony;
  readonly signature: string;
  /** Whose passkey it is, as the authenticator says, in base64url. */
  readonly userHandle: string;
  readonly formerSession: string | undefined;
};

const REFUSED = refused({ code: 'staff_refused', why: 'passkey_refused' });

/** The same where the deployment has several databases: in the first that knows the passkey and takes it. Rejects alike. */
export async function signInByPasskeyAnywhere(
  ctx: Context,
  { elsewhere, ...ask }: Ask & { readonly elsewhere: readonly Context[] },
): Promise<Outcome<{ readonly secret: string }>> {
  for (const place of [ctx, ...elsewhere]) {
    const used = await signInByPasskey(place, ask);
    if (used.kind === 'done') return used;
  }
  return REFUSED;
}

/**
 * Signs in by a passkey, once for its challenge. A passkey that nobody knows, of somebody who works for no business any more, or
 * whose counter went back, or that its authenticator keeps for somebody else, is refused alike. Rejects with `staff_refused`.
 */
async function signInByPasskey(ctx: Context, ask: Ask): Promise<Outcome<{ readonly secret: string }>> {
  const challenge = await openChallenge(ctx, ask.sealed, { purpose: 'sign_in', personId: null });
  if (challenge === null) return REFUSED;
  const found = await readPasskeyOwner(ctx.db, ask.credentialId);
  const data = await readCeremony(ask.ceremony, { type: 'webauthn.get', challenge, party: ask.party });
  if (found === null || data === null || found.businesses.length === 0) return REFUSED;
  const { passkey, person, businesses } = found;
  if (ask.userHandle !== userHandleOf(person.id)) return REFUSED;
  if (!(await isSigned(passkey.publicKey, ask.ceremony, ask.signature))) return REFUSED;
  if (isCopied(passkey.counter, data.counter) || !(await spend(ctx, challenge))) return REFUSED;
  const { secret, session } = await freshSession(ctx, 'passkey', ask.from);
  const who = { personId: person.id, address: person.address, sessionId: session.id };
  const signedIn = { action: 'signed_in', subjectType: 'session', subjectId: session.id } as const;
  const isOpened = await openPasskeySession(ctx.db, {
    passkeyId: passkey.id,
    counter: data.counter,
    personId: person.id,
    session,
    formerHash: await hashOfSecret(ask.formerSession),
    audit: linesAbout(
      ctx,
      { who, from: ask.from, businesses },
      { ...signedIn, before: null, after: { by: 'passkey', passkeyId: passkey.id } },
    ),
  });
  return isOpened ? done({ secret }) : REFUSED;
}
