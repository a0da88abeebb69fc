import { eq } from 'drizzle-orm';
import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { merchants } from '../../db/schema/index.ts';
import { beginAttempt } from '../../db/writes/connect.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { sha256Hex } from '../facts/hash.ts';
import { ATTEMPT_LIVES_MS, CALLBACK } from './timing.ts';

/** Who goes to Stripe, and in which session: nobody else comes back from there. */
export type Traveller = { readonly person: string; readonly session: string };

const STATE_BYTES = 32;

/**
 * Sends a person to Stripe to choose an account, with a state that this browser alone knows and that works once.
 * https://docs.stripe.com/connect/oauth-reference#get-authorize
 */
export async function beginOauth(
  ctx: Context,
  { scope, person, session }: Scoped<Traveller>,
): Promise<Outcome<{ readonly url: string }>> {
  const { connect = null } = ctx;
  if (connect === null || scope.livemode !== ctx.livemode) return refused({ code: 'connect_not_set_up' });
  const [[active], [merchant]] = await ctx.db.batch([
    selectActiveConnection(ctx.db, scope),
    ctx.db
      .select({
        email: merchants.email,
        website: merchants.website,
        name: merchants.legalName,
        address: merchants.address,
      })
      .from(merchants)
      .where(eq(merchants.id, scope.merchantId)),
  ]);
  if (active !== undefined) return refused({ code: 'already_connected', account: active.account });
  const state = Array.from(ctx.random(STATE_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const at = ctx.now();
  await beginAttempt(ctx.db, {
    ...scope,
    id: newId(ctx, 'cna'),
    stateHash: await sha256Hex(state),
    sessionHash: await sha256Hex(session),
    person,
    createdAt: at,
    expiresAt: at + ATTEMPT_LIVES_MS,
  });
  const url = new URL(connect.authorizeUrl);
  const sent = {
    response_type: 'code',
    client_id: connect.clientId,
    scope: 'read_write',
    redirect_uri: ctx.links.page(CALLBACK),
    state,
    'stripe_user[email]': merchant?.email,
    'stripe_user[url]': merchant?.website,
    'stripe_user[business_name]': merchant?.name,
    'stripe_user[country]': merchant?.address.country,
  };
  for (const [name, value] of Object.entries(sent)) if (value) url.searchParams.set(name, value);
  return done({ url: url.href });
}
