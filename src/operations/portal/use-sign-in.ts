import { readSignIn } from '../../db/queries/portal-sign-in.ts';
import { openApiSession, openMailSession } from '../../db/writes/open-session.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Browser, signedInBy } from '../../domain/sign-in/browser.ts';
import { type Context, newId } from '../core/context.ts';
import { askedFor } from '../sign-in/asked-for.ts';
import { hashOfSecret, newSecret } from '../sign-in/session-secret.ts';
import { API_SESSION_LIFE_MS, SESSION_LIFE_MS } from './timing.ts';
import { readVisitor } from './visit.ts';

/** A new session; null if the button was pressed twice and the first press has signed this browser in. */
export type SignedIn = {
  /** For the cookie; never stored. */
  readonly secret: string;
  readonly lifeMs: number;
  readonly returnPath: string | null;
  /** What the browser is to remember: as whom it signed in. Null after a link of the API. */
  readonly browser: Browser | null;
} | null;

type Ask = {
  readonly token: string;
  readonly browser: Browser | null;
  /** The secret of the browser's previous session. */
  readonly formerSession: string | undefined;
};

/**
 * Uses a sign-in link, once in a browser that requested it: the session gets a new secret, and the browser's previous
 * session ends. Two D1 round trips. Rejects with `link_not_usable`; opening the link says why.
 */
export async function useSignIn(ctx: Context, ask: Ask): Promise<Outcome<SignedIn>> {
  const target = await ctx.links.open('sign_in', ask.token);
  const found = target === null ? null : await readSignIn(ctx.db, target.id);
  if (target === null || found === null) return signedInBefore(ctx, ask);
  const secret = newSecret(ctx);
  const secretHash = await hashOfSecret(secret);
  if (secretHash === null) throw new Error('new session secret is malformed');
  const now = ctx.now();
  const session = {
    signInId: target.id,
    livemode: ctx.livemode,
    sessionId: newId(ctx, 'ses'),
    secretHash,
    formerHash: await hashOfSecret(ask.formerSession),
    now,
  };
  if (found.kind === 'api') {
    const opened = await openApiSession(ctx.db, { ...session, expiresAt: now + API_SESSION_LIFE_MS });
    if (!opened) return signedInBefore(ctx, ask);
    return done({ secret, lifeMs: API_SESSION_LIFE_MS, returnPath: found.row.returnPath, browser: null });
  }
  const asked = await askedFor(ctx, ask.browser, found.mail);
  const isOpened =
    asked !== null &&
    (await openMailSession(ctx.db, {
      ...session,
      browserHash: asked.hash,
      expiresAt: now + SESSION_LIFE_MS,
    }));
  if (!isOpened || asked === null || ask.browser === null) return signedInBefore(ctx, ask);
  return done({
    secret,
    lifeMs: SESSION_LIFE_MS,
    returnPath: asked.ask.next,
    browser: signedInBy(ask.browser, asked.addressKey),
  });
}

async function signedInBefore(ctx: Context, { formerSession }: Ask): Promise<Outcome<SignedIn>> {
  const visitor = await readVisitor(ctx, formerSession);
  return visitor.kind === 'stranger' ? refused({ code: 'link_not_usable' }) : done(null);
}
