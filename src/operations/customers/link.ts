import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectCustomer, selectHolder } from '../../db/queries/customers.ts';
import {
  linkStripeCustomer,
  selectStripeCustomers,
  setExternalIds,
} from '../../db/queries/customers-write.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { beginFollowing } from '../../domain/customer/follow.ts';
import { sharedOf } from '../../domain/customer/shared-fields.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { OF_A_CUSTOMER } from '../../domain/stripe-refusal.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { STRIPE_KEY } from '../facts/customer-input.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { findToLink } from './find-to-link.ts';

type Ask = {
  readonly customerId: string;
  readonly stripeCustomerId: string;
  readonly commandId: string;
  /** Whether one that is linked to another Stripe customer is refused, instead of linked to this one from now on. */
  readonly onlyUnlinked: boolean;
};
export type Linked = { readonly customerId: string; readonly connectionId: string };

/**
 * Links a client to a Stripe customer, which is looked up first; what it has on file is read at once, and asks what becomes
 * of invoices that are open (decision 30). Linking it again changes nothing. Rejects with `not_found`, `not_connected`,
 * `customer_erased`, `client_linked`, `stripe_customer_taken`, which says who has it, or `stripe_customer_unusable`.
 */
export async function linkClient(ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<Linked>> {
  const linked = await retryOnConflict(ctx, () => attempt(ctx, scope, ask));
  if (linked.kind !== 'done') return linked;
  // Of a customer who was refused or not there: another one stands for the client now.
  const subject = { type: 'customer', id: ask.customerId } as const;
  await endRefusals(ctx, scope.merchantId, [subject], ...OF_A_CUSTOMER);
  return linked;
}

async function attempt(
  ctx: Context,
  scope: Scope,
  { customerId, stripeCustomerId, commandId, onlyUnlinked }: Ask,
): Promise<ConflictOr<Outcome<Linked>>> {
  const { db } = ctx;
  const stream = { type: 'customer', id: customerId } as const;
  const read = () =>
    db.batch([
      selectHead(db, stream),
      selectCommand(db, stream, commandId),
      selectCustomer(db, scope, customerId),
      selectActiveConnection(db, scope),
      selectHolder(db, scope, customerId, stripeCustomerId),
      selectStripeCustomers(db, customerId),
    ]);
  const [head, commanded, [found], [connection], [heldBy], links] = await read();
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'customer' }));
  if (connection === undefined) return decided(refused({ code: 'not_connected' }));
  const connectionId = connection.id;
  const mine = done({ customerId, connectionId });
  if (commanded.length > 0) return decided(mine);
  const { customer } = found;
  if (customer.erasedAt !== null) return decided(refused({ code: 'customer_erased' }));
  const link = links.find((one) => one.connectionId === connectionId);
  if (link !== undefined && link.stripeCustomerId !== null && link.lostReason === null) {
    if (link.stripeCustomerId === stripeCustomerId) return decided(mine);
    if (onlyUnlinked)
      return decided(refused({ code: 'client_linked', stripeCustomerId: link.stripeCustomerId }));
  }
  if (heldBy !== undefined) return decided(refused({ code: 'stripe_customer_taken', heldBy }));
  const there = await findToLink(ctx, connection, stripeCustomerId);
  if (there.kind !== 'done') return decided(there);
  const at = ctx.now();
  const request = { name: customer.legalName, email: null, phone: null, address: {}, metadata: {} };
  const followed = beginFollowing(sharedOf(customer), there.value, at);
  const hasMore = customer.taxIds.length > 0;
  try {
    const committed = await commitChange(ctx, {
      merchantId: scope.merchantId,
      commandId,
      at,
      appends: [
        {
          stream,
          head: headOf(head),
          type: 'stripe_customer_linked',
          data: { connectionId, stripeCustomerId },
        },
      ],
      rows: [
        setExternalIds(db, customerId, [{ key: STRIPE_KEY, value: stripeCustomerId }]),
        linkStripeCustomer(db, {
          connectionId,
          customerId,
          stripeCustomerId,
          request,
          followed,
          hasMore,
          at,
        }),
      ],
      effects: [effect(ctx, 'sync_methods', { customerId, connectionId })],
      result: null,
    });
    return committed.kind === 'committed' ? decided(mine) : CONFLICT;
  } catch (error) {
    // Another client may have been linked to it since: the unique key refused it.
    const [, , , , [since]] = await read();
    if (since !== undefined) return decided(refused({ code: 'stripe_customer_taken', heldBy: since }));
    throw error;
  }
}
