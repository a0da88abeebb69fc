import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { StripePort } from '../../adapters/stripe/port.ts';
import { listed } from '../../db/queries/listed.ts';
import { payments } from '../../db/schema/index.ts';
import type { SessionFacts } from '../../domain/payment/outcome.ts';
import { isOpen, OPEN_STATES } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import { keptAddress } from '../core/mailbox.ts';
import type { MethodRow, OnConnection } from './read-methods.ts';

/** The payment by link that kept a method, and by whom it was paid. */
export type Keeper = {
  readonly paymentId: string;
  readonly payerEmail: string | null;
  readonly claimedAt: number;
  readonly terms: (typeof payments.$inferSelect)['linkTerms'];
};

/**
 * Which payment by link kept each of these methods, by Stripe's id; null if Stripe did not answer. Stripe tells of a method
 * before it tells of the payment, so open sessions are retrieved: a new method must not be taken for the customer's own
 * until the payment's outcome is recorded.
 */
export async function findKeepers(
  ctx: Context,
  stripe: StripePort,
  { customerId, connectionId }: OnConnection,
  { known, added }: { readonly known: readonly MethodRow[]; readonly added: readonly string[] },
): Promise<ReadonlyMap<string, Keeper> | null> {
  const unmarked = known.filter(({ keptBy, state }) => keptBy === null && state !== 'detached');
  const ids = [...unmarked.map(({ stripePaymentMethodId }) => stripePaymentMethodId), ...added];
  if (ids.length === 0) return new Map();
  const isPaid = sql`${payments.stripePaymentMethodId} IN ${listed(ids)}`;
  const mayBePaid = and(inArray(payments.state, OPEN_STATES), isNotNull(payments.stripeSessionId));
  const rows = await ctx.db
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.customerId, customerId),
        eq(payments.connectionId, connectionId),
        eq(payments.flow, 'session'),
        eq(payments.via, 'link'),
        added.length === 0 ? isPaid : or(isPaid, mayBePaid),
      ),
    );
  const keepers = new Map<string, Keeper>();
  for (const row of rows) {
    const { id, state, stripePaymentMethodId, stripeSessionId, payerEmail, claimedAt, linkTerms } = row;
    const keeper = { paymentId: id, payerEmail, claimedAt, terms: linkTerms };
    // Of an open one that may be a card which was declined: its payer pays with another by now.
    const isKnown =
      !isOpen(state) && stripePaymentMethodId !== null && (payerEmail !== null || linkTerms === null);
    if (isKnown || stripeSessionId === null) {
      if (stripePaymentMethodId !== null) keepers.set(stripePaymentMethodId, keeper);
      continue;
    }
    // Recorded before its session was complete, a payment doesn't hold what its payer typed.
    const found = await stripe.retrieveSession(stripeSessionId);
    if (found.kind === 'ok' && !saysWhoPaid(found.value)) return null;
    if (found.kind === 'ok') {
      const paidWith = found.value.intent?.stripePaymentMethodId ?? stripePaymentMethodId;
      if (paidWith !== null)
        keepers.set(paidWith, { ...keeper, payerEmail: keptAddress(found.value.payerEmail) });
      continue;
    }
    if (found.kind === 'unknown' || stripePaymentMethodId === null) return null;
    keepers.set(stripePaymentMethodId, keeper);
  }
  // One that was on file before the payment began was only paid with.
  for (const { stripePaymentMethodId: stripeId, createdAt } of unmarked) {
    const keeper = keepers.get(stripeId);
    if (keeper !== undefined && createdAt < keeper.claimedAt) keepers.delete(stripeId);
  }
  return keepers;
}

/** Stripe gives what a payer typed once the session is complete, which may be a moment after the money is. */
const saysWhoPaid = ({ status, intent }: SessionFacts): boolean =>
  status !== 'open' || (intent?.status !== 'succeeded' && intent?.status !== 'processing');
