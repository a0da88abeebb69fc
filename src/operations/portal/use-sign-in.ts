import { readSignIn } from '../../db/queries/portal-sign-in.ts';
import { openSession } from '../../db/writes/sign-in.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';
import { requestSignIn } from './request-sign-in.ts';
import { hashOfSecret, newSecret } from './session-secret.ts';
import { API_SESSION_LIFE_MS, SESSION_LIFE_MS, SIGN_IN_AGAIN_MS } from './timing.ts';
import { readVisitor } from './visit.ts';

/** A new session; null if the button was pressed twice and the first press has signed this browser in. */
export type SignedIn = {
  /** For the cookie; never stored. */
  readonly secret: string;
  readonly lifeMs: number;
  readonly returnPath: string | null;
} | null;

type Browser = { readonly secret: string | undefined; readonly formerSession: string | undefined };

/**
 * Uses a sign-in link, once, in the browser that requested it: the session gets a new secret, and the browser's
 * previous session ends. Two D1 round trips. Rejects with `link_not_usable`; opening the link says why.
 */
export async function useSignIn(
  ctx: Context,
  { token, browser }: { readonly token: string; readonly browser: Browser },
): Promise<Outcome<SignedIn>> {
  const target = await ctx.links.open('sign_in', token);
  if (target === null) return signedInBefore(ctx, browser);
  const secret = newSecret(ctx);
  const secretHash = await hashOfSecret(secret);
  if (secretHash === null) throw new Error('new session secret is malformed');
  const now = ctx.now();
  const opened = await openSession(ctx.db, {
    signInId: target.id,
    browserHash: await hashOfSecret(browser.secret),
    livemode: ctx.livemode,
    sessionId: newId(ctx, 'ses'),
    secretHash,
    formerHash: await hashOfSecret(browser.formerSession),
    now,
    expiresAt: { email: now + SESSION_LIFE_MS, api: now + API_SESSION_LIFE_MS },
  });
  if (!opened) return signedInBefore(ctx, browser);
  const found = await readSignIn(ctx.db, target.id);
  const lifeMs = found?.row.kind === 'api' ? API_SESSION_LIFE_MS : SESSION_LIFE_MS;
  return done({ secret, lifeMs, returnPath: found?.row.returnPath ?? null });
}

async function signedInBefore(ctx: Context, { formerSession }: Browser): Promise<Outcome<SignedIn>> {
  const visitor = await readVisitor(ctx, formerSession);
  return visitor.kind === 'stranger' ? refused({ code: 'link_not_usable' }) : done(null);
}

/**
 * Sends a new link in place of one that was used, expired or opened in another browser: to the same address, which is
 * not revealed, for the browser that asks now. Rejects with `not_found` for a link that is too old for that, and with
 * `too_often`.
 */
export async function askAgain(
  ctx: Context,
  {
    token,
    browserSecret,
    ip,
  }: { readonly token: string; readonly browserSecret: string; readonly ip: string | null },
): Promise<Outcome<null>> {
  const target = await ctx.links.open('sign_in', token);
  const found = target === null ? null : await readSignIn(ctx.db, target.id);
  const row = found?.row;
  if (row === undefined || row.address === null || ctx.now() >= row.requestedAt + SIGN_IN_AGAIN_MS) {
    return refused({ code: 'not_found', what: 'sign-in link' });
  }
  const { address, returnPath } = row;
  return requestSignIn(ctx, { address, browserSecret, ip, returnPath });
}
