import { done, mapDone, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Link } from './customer-rows.ts';
import { findToLink } from './find-to-link.ts';

/**
 * The link to the Stripe customer that a writer names, looked up at Stripe: one that is not there is not replaced by
 * another in silence. Null where none is named, where it is linked already, or before there is a connection: then it is
 * looked up when it is first used.
 */
export async function linkFor(
  ctx: Context,
  connection: { readonly id: string; readonly account: string } | undefined,
  named: string | null,
  linked: string | null = null,
): Promise<Outcome<Link | null>> {
  if (connection === undefined || named === null || named === linked) return done(null);
  const found = await findToLink(ctx, connection, named);
  return mapDone(found, (there) => ({ connectionId: connection.id, stripeCustomerId: named, there }));
}
