import { and, eq, ne } from 'drizzle-orm';
import { ENDED_LINK, forgetNamed, NOT_LOST } from '../../db/queries/customers-write.ts';
import { paymentMethods, stripeCustomers } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { ofStripeCustomer } from '../../db/writes/stripe-customers.ts';
import { done, type Outcome, thenRead } from '../../domain/outcome.ts';
import { mayGoOn } from '../core/budget.ts';
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
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { expireSession } from '../payments/expire-session.ts';
import { isMoving, readLink, selectOpenPayments } from './preview-unlink.ts';

type Ask = { readonly customerId: string; readonly commandId: string; readonly by: string };

export type Unlinked = {
  readonly customerId: string;
  /** Debits that are on their way to the bank: they go on, and what comes of them is recorded as ever. */
  readonly moving: number;
};

/**
 * Ends the link of a client to its Stripe customer. There nothing is changed: it stays, with what is on file. Here nothing
 * of that is charged any more, whatever autopay says, and pages that are open for it are closed; a debit on its way goes
 * on. It is not linked again by itself: the next payment makes another one, unless somebody links one before. Rejects with
 * `not_found`, `not_connected` or `client_not_linked`.
 */
export async function unlinkClient(ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<Unlinked>> {
  const { customerId } = ask;
  const unlinked = await retryOnConflict(ctx, () => attempt(ctx, scope, ask));
  return thenRead(unlinked, async (connectionId) => {
    // The jobs of the commit do the same where this is cut off.
    for (const { id } of (await selectOpenPayments(ctx, { customerId, connectionId })).filter(isStoppable)) {
      if (!mayGoOn()) break;
      await expireSession(ctx, id);
    }
    const left = await selectOpenPayments(ctx, { customerId, connectionId });
    return done({ customerId, moving: left.length });
  });
}

const isStoppable = ({ state }: { readonly state: Parameters<typeof isMoving>[0] }) => !isMoving(state);

async function attempt(
  ctx: Context,
  scope: Scope,
  { customerId, commandId, by }: Ask,
): Promise<ConflictOr<Outcome<string>>> {
  const { db } = ctx;
  const stream = { type: 'customer', id: customerId } as const;
  const [head, [commanded]] = await db.batch([selectHead(db, stream), selectCommand(db, stream, commandId)]);
  const found = await readLink(ctx, scope, customerId);
  if (commanded !== undefined && typeof commanded.result === 'string') return decided(done(commanded.result));
  if (found.kind !== 'done') return decided(found);
  const { link, stripeCustomerId } = found.value;
  const { connectionId } = link;
  const open = await selectOpenPayments(ctx, link);
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'stripe_customer_unlinked',
        data: { connectionId, stripeCustomerId, by },
      },
    ],
    rows: [
      db
        .update(stripeCustomers)
        .set({
          ...ENDED_LINK,
          ...NOT_LOST,
          // So that Stripe does not replay it for the next one's request.
          attempt: link.attempt + 1,
          leftIds: [...new Set([...link.leftIds, stripeCustomerId])],
        })
        .where(ofStripeCustomer(link)),
      forgetNamed(db, customerId, stripeCustomerId),
      db
        .update(paymentMethods)
        .set({ state: 'detached', isDefault: false, stateReason: 'unlinked', updatedAt: at })
        .where(
          and(
            eq(paymentMethods.connectionId, connectionId),
            eq(paymentMethods.customerId, customerId),
            ne(paymentMethods.state, 'detached'),
          ),
        ),
      recheckInvoices(db, customerId, at),
    ],
    effects: open.filter(isStoppable).map(({ id }) => effect(ctx, 'expire_payment', { paymentId: id })),
    result: connectionId,
  });
  return committed.kind === 'committed' ? decided(done(connectionId)) : CONFLICT;
}
