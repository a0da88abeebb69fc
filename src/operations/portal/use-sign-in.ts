import { readSignIn } from '../../db/queries/portal-sign-in.ts';
import { openSession } from '../../db/writes/sign-in.ts';
import { type Context, newId } from '../core/context.ts';
import { requestSignIn } from './request-sign-in.ts';
import { hashOfSecret, newSecret } from './session-secret.ts';
import { API_SESSION_LIFE_MS, SESSION_LIFE_MS, SIGN_IN_AGAIN_MS } from './timing.ts';

export type SignedIn =
  | {
      readonly kind: 'signed_in';
      /** For the cookie; never stored. */
      readonly secret: string;
      readonly lifeMs: number;
      readonly returnPath: string | null;
    }
  /** Forged, used, run out, or of another browser: looking at it says which. */
  | { readonly kind: 'refused' };

/**
 * Uses a sign-in link, once, in the browser that asked for it: the session gets a secret of its own, and the one
 * that the browser had before ends. Two D1 round trips.
 */
export async function useSignIn(
  ctx: Context,
  token: string,
  browser: { readonly secret: string | undefined; readonly formerSession: string | undefined },
): Promise<SignedIn> {
  const target = await ctx.links.open('sign_in', token);
  if (target === null) return { kind: 'refused' };
  const secret = newSecret(ctx);
  const secretHash = await hashOfSecret(secret);
  if (secretHash === null) throw new Error('a new secret is none');
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
  if (!opened) return { kind: 'refused' };
  const found = await readSignIn(ctx.db, target.id);
  const lifeMs = found?.row.kind === 'api' ? API_SESSION_LIFE_MS : SESSION_LIFE_MS;
  return { kind: 'signed_in', secret, lifeMs, returnPath: found?.row.returnPath ?? null };
}

/**
 * A new link in the place of one that was used, ran out or was opened in another browser: to the same address,
 * which is not told, for the browser that asks now. Of a link that is too old for that, nothing comes.
 */
export async function askAgain(
  ctx: Context,
  token: string,
  browserSecret: string,
  ip: string | null,
): Promise<'asked' | 'too_often' | 'missing'> {
  const target = await ctx.links.open('sign_in', token);
  const found = target === null ? null : await readSignIn(ctx.db, target.id);
  const row = found?.row;
  if (row === undefined || row.address === null || ctx.now() >= row.requestedAt + SIGN_IN_AGAIN_MS) {
    return 'missing';
  }
  const { address, returnPath } = row;
  const asked = await requestSignIn(ctx, { address, browserSecret, ip, returnPath });
  return asked === 'not_an_address' ? 'missing' : asked;
}
