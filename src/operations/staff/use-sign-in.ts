import { openStaffSession } from '../../db/writes/staff-sessions.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Browser, signedInBy } from '../../domain/sign-in/browser.ts';
import { type Context, newId } from '../core/context.ts';
import { hashOfSecret } from '../sign-in/session-secret.ts';
import { linesAbout } from './audit-lines.ts';
import { freshSession } from './fresh-session.ts';
import { findStaffSignIn } from './read-sign-in-link.ts';
import { readStaffVisit } from './visit.ts';
import type { From } from './who.ts';

/** A new session; null if the button was pressed twice and the first press has signed this browser in. */
export type StaffSignedIn = {
  /** For the cookie; never stored. */
  readonly secret: string;
  readonly returnPath: string | null;
  /** What the browser is to remember: as whom it signed in. */
  readonly browser: Browser;
} | null;

type Ask = {
  readonly token: string;
  readonly browser: Browser | null;
  /** The secret of the browser's previous session. */
  readonly formerSession: string | undefined;
  readonly from: From;
};

/**
 * Uses a mailed link, once in a browser that asked for it: the session gets a new secret, and the browser's previous session
 * ends. An address that signs in for the first time becomes a person. Rejects with `link_not_usable`; opening the link says why.
 */
export async function useStaffSignIn(ctx: Context, ask: Ask): Promise<Outcome<StaffSignedIn>> {
  const { browser, from } = ask;
  const found = await findStaffSignIn(ctx, { token: ask.token, browser });
  if (found === null || browser === null || found.asked === null) return signedInBefore(ctx, ask);
  const { mail, asked, person, businesses, invited } = found;
  // Whoever was removed since the mail went has nothing to sign in to.
  if (businesses.length === 0 && invited.length === 0) return refused({ code: 'link_not_usable' });
  const newPersonId = newId(ctx, 'per');
  const { secret, session } = await freshSession(ctx, 'link', from);
  const who = { personId: person?.id ?? newPersonId, address: mail.address, sessionId: session.id };
  const signedIn = { action: 'signed_in', subjectType: 'session', subjectId: session.id } as const;
  const isOpened = await openStaffSession(ctx.db, {
    mailId: mail.id,
    browserHash: asked.hash,
    newPersonId,
    written: person?.written ?? invited[0]?.written ?? mail.address,
    session,
    formerHash: await hashOfSecret(ask.formerSession),
    audit: linesAbout(ctx, { who, from, businesses }, { ...signedIn, before: null, after: { by: 'link' } }),
  });
  if (!isOpened) return signedInBefore(ctx, ask);
  return done({ secret, returnPath: asked.ask.next, browser: signedInBy(browser, asked.addressKey) });
}

async function signedInBefore(ctx: Context, { formerSession, from }: Ask): Promise<Outcome<StaffSignedIn>> {
  const visit = await readStaffVisit(ctx, { secret: formerSession, from });
  return visit === null ? refused({ code: 'link_not_usable' }) : done(null);
}
