import { readSignIn, readTwoMerchants } from '../../db/queries/portal-sign-in.ts';
import type { MerchantView } from '../../domain/invoice/view.ts';
import { type Done, done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { merchantView } from '../facts/merchant-view.ts';
import { hashOfSecret } from './session-secret.ts';
import { SIGN_IN_AGAIN_MS } from './timing.ts';

/** What a sign-in link shows. Opening it changes nothing: mail scanners follow links. */
export type SignInLink = {
  readonly kind: 'ready' | 'elsewhere' | 'expired' | 'used';
  /** The business of this portal; null if the deployment serves several. */
  readonly merchant: MerchantView | null;
  /** The address that signs in, shown only to the browser that requested the link. */
  readonly address: string | null;
  /** The customer whose portal the business opened through the API; null for a link by mail. */
  readonly customerName: string | null;
  /** Whether a new link may be requested in its place. */
  readonly mayAskAgain: boolean;
};

/**
 * One D1 round trip; a forged token costs none. `browserSecret` is what the visitor's cookie holds. Rejects with
 * `not_found` for a link that is forged, or long forgotten.
 */
export async function readSignInLink(
  ctx: Context,
  { token, browserSecret }: { readonly token: string; readonly browserSecret: string | undefined },
): Promise<Outcome<SignInLink>> {
  const target = await ctx.links.open('sign_in', token);
  const found = target === null ? null : await readSignIn(ctx.db, target.id);
  if (found === null || found.row.livemode !== ctx.livemode) {
    return refused({ code: 'not_found', what: 'sign-in link' });
  }
  const { row, house, guest } = found;
  const now = ctx.now();
  const browserHash = await hashOfSecret(browserSecret);
  const isTheirs = row.kind === 'api' || row.browserHash === browserHash;
  const merchant = guest?.merchant ?? (house.length === 1 ? house[0] : undefined);
  return done({
    kind: row.usedAt !== null ? 'used' : now >= row.expiresAt ? 'expired' : isTheirs ? 'ready' : 'elsewhere',
    merchant: merchant === undefined ? null : merchantView(merchant, merchant.locale),
    address: isTheirs ? row.address : null,
    customerName: guest?.customerName ?? null,
    mayAskAgain: row.kind === 'email' && now < row.requestedAt + SIGN_IN_AGAIN_MS,
  });
}

/** The deployment's only business, or null if there are several. */
export async function readSignInMerchant(ctx: Context): Promise<Done<MerchantView | null>> {
  const [merchant, another] = await readTwoMerchants(ctx.db);
  return done(
    merchant === undefined || another !== undefined ? null : merchantView(merchant, merchant.locale),
  );
}
