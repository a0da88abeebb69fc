import { readStaffSignIn } from '../../db/queries/staff.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Browser } from '../../domain/sign-in/browser.ts';
import type { Context } from '../core/context.ts';
import { type Asked, askedFor } from '../sign-in/asked-for.ts';
import { SIGN_IN_AGAIN_MS } from '../sign-in/timing.ts';

/** What a mailed link shows. Opening it changes nothing: mail scanners follow links. */
export type StaffSignInLink = {
  readonly kind: 'ready' | 'elsewhere' | 'expired' | 'used';
  /** The address that signs in, shown only to a browser that asked for the link. */
  readonly address: string | null;
  readonly mayAskAgain: boolean;
};

type Found = NonNullable<Awaited<ReturnType<typeof readStaffSignIn>>>;

/** The mail of a link with what it is about, and the browser's ask that it answers; null for a forged or forgotten link. */
export async function findStaffSignIn(
  ctx: Context,
  { token, browser }: { readonly token: string; readonly browser: Browser | null },
): Promise<(Found & { readonly asked: Asked | null }) | null> {
  const target = await ctx.links.open('staff_sign_in', token);
  const found = target === null ? null : await readStaffSignIn(ctx.db, target.id, ctx.now());
  if (found === null || found.mail.livemode !== ctx.livemode) return null;
  return { ...found, asked: await askedFor(ctx, browser, found.mail) };
}

/** Rejects with `not_found` for a link that is forged, or long forgotten. One D1 round trip; a forged token costs none. */
export async function readStaffSignInLink(
  ctx: Context,
  ask: { readonly token: string; readonly browser: Browser | null },
): Promise<Outcome<StaffSignInLink>> {
  const found = await findStaffSignIn(ctx, ask);
  if (found === null) return refused({ code: 'not_found', what: 'sign-in link' });
  const now = ctx.now();
  const { asked, mail } = found;
  return done({
    kind: standingOf(found, asked, now),
    address: asked === null ? null : mail.address,
    mayAskAgain: now < mail.dueAt + SIGN_IN_AGAIN_MS,
  });
}

/** Each browser uses a mail once; that others used it is no matter of a browser that asked too. */
function standingOf({ mail, uses }: Found, asked: Asked | null, now: number): StaffSignInLink['kind'] {
  if (uses.some(({ browserHash }) => browserHash === asked?.hash)) return 'used';
  if (now >= mail.expiresAt) return 'expired';
  if (asked !== null) return 'ready';
  return uses.length > 0 ? 'used' : 'elsewhere';
}
