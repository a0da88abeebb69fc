import { eq } from 'drizzle-orm';
import { connections } from '../../db/schema/index.ts';
import type { Shared } from '../../domain/customer/shared-fields.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import type { OnConnection } from './read-followed.ts';

type Named =
  | { readonly kind: 'there'; readonly shared: Shared }
  | { readonly kind: 'refused'; readonly refusal: RefusedCall }
  | { readonly kind: 'unknown' };

/**
 * What a Stripe customer that somebody named before there was a connection is at Stripe. One that is not there is not
 * replaced by another in silence: it is a refusal of the customer, until one that is there is named.
 */
export async function checkNamed(ctx: Context, ask: OnConnection, stripeCustomerId: string): Promise<Named> {
  const [connection] = await ctx.db.select().from(connections).where(eq(connections.id, ask.connectionId));
  if (connection === undefined) return { kind: 'unknown' };
  const found = await (await ctx.stripe(connection.account)).retrieveCustomer(stripeCustomerId);
  if (found.kind === 'unknown') return found;
  if (found.kind === 'ok' && found.value.kind === 'there') return found.value;
  // Somebody's mistake in this one name, not the account's.
  const refusal = found.kind === 'refused' ? { ...found, param: null } : deleted(stripeCustomerId);
  await recordRefusal(ctx, { ...ask, invoiceId: null, refusal, wanted: 'new_customer' });
  return { kind: 'refused', refusal };
}

const deleted = (id: string): RefusedCall => ({
  status: 404,
  code: 'resource_missing',
  param: null,
  message: `No such customer: '${id}'; it was deleted.`,
});
