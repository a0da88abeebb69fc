import { readSignIn, readTwoMerchants } from '../../db/queries/portal-sign-in.ts';
import type { MerchantView } from '../../domain/invoice/view.ts';
import { type Done, done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Browser } from '../../domain/sign-in/browser.ts';
import type { Context } from '../core/context.ts';
import { localeOf } from '../facts/locale.ts';
import { merchantView } from '../facts/merchant-view.ts';
import { type Asked, askedFor } from '../sign-in/asked-for.ts';
import { SIGN_IN_AGAIN_MS } from '../sign-in/timing.ts';

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
  /** Whether it came by a mail that nobody asked for: they may sign in by their own address instead. */
  readonly isMailedByStaff: boolean;
};

/**
 * One D1 round trip; a forged token costs none. `browser` is what the visitor's cookie says. Rejects with `not_found` for a
 * link that is forged, or long forgotten.
 */
export async function readSignInLink(
  ctx: Context,
  { token, browser }: { readonly token: string; readonly browser: Browser | null },
): Promise<Outcome<SignInLink>> {
  const target = await ctx.links.open('sign_in', token);
  const found = target === null ? null : await readSignIn(ctx.db, target.id);
  if (found === null) return refused({ code: 'not_found', what: 'sign-in link' });
  const row = found.kind === 'mail' ? found.mail : found.row;
  if (row.livemode !== ctx.livemode) return refused({ code: 'not_found', what: 'sign-in link' });
  const now = ctx.now();
  if (found.kind === 'api') {
    return done({
      kind: found.row.usedAt !== null ? 'used' : now >= row.expiresAt ? 'expired' : 'ready',
      merchant: merchantView(ctx, found.merchant, localeOf(ctx, null, found.merchant)),
      address: null,
      customerName: found.customerName,
      mayAskAgain: false,
      isMailedByStaff: found.row.apiKeyId === null,
    });
  }
  const { mail, house } = found;
  const asked = await askedFor(ctx, browser, mail);
  const [only, another] = house;
  return done({
    kind: standingOf(found, asked, now),
    merchant:
      only === undefined || another !== undefined ? null : merchantView(ctx, only, localeOf(ctx, null, only)),
    address: asked === null ? null : mail.address,
    customerName: null,
    mayAskAgain: now < mail.dueAt + SIGN_IN_AGAIN_MS,
    isMailedByStaff: false,
  });
}

type FoundMail = Extract<Awaited<ReturnType<typeof readSignIn>>, { kind: 'mail' }>;

/** Each browser uses a mail once; that others used it is no matter of a browser that asked too. */
function standingOf({ mail, uses }: FoundMail, asked: Asked | null, now: number): SignInLink['kind'] {
  if (uses.some(({ browserHash }) => browserHash === asked?.hash)) return 'used';
  if (now >= mail.expiresAt) return 'expired';
  if (asked !== null) return 'ready';
  return uses.length > 0 ? 'used' : 'elsewhere';
}

/** The deployment's only business, or null if there are several. */
export async function readSignInMerchant(ctx: Context): Promise<Done<MerchantView | null>> {
  const [merchant, another] = await readTwoMerchants(ctx.db);
  return done(
    merchant === undefined || another !== undefined
      ? null
      : merchantView(ctx, merchant, localeOf(ctx, null, merchant)),
  );
}
