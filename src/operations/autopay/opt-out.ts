import { eq } from 'drizzle-orm';
import { customers } from '../../db/schema/index.ts';
import { DONE, type Outcome, refused, thenRead } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { customerMessageRows, recipientsOf } from '../core/queue-message.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { type ForCustomer, readOwner } from '../methods/customer-scope.ts';
import { type Stopped, stopAutopay } from './stop-autopay.ts';

/** How long until the outbox retries what could not be stopped at once. */
const AGAIN_AFTER_MS = 30_000;

/**
 * Turns autopay off for a customer. A verb that forbids money: it is recorded first, so that nothing new begins; then
 * payments that are not confirmed yet are closed at Stripe; then it is answered (I8). If Stripe does not answer for all
 * of them, nothing new begins and stopping is retried. Rejects with `not_found`.
 */
export async function optOut(ctx: Context, who: ForCustomer): Promise<Stopped> {
  const recorded = await retryOnConflict(ctx, () => record(ctx, who));
  return thenRead(recorded, () => stopAutopay(ctx, who.customerId));
}

async function record(ctx: Context, who: ForCustomer): Promise<ConflictOr<Outcome<null>>> {
  const owner = await readOwner(ctx.db, who);
  if (owner === null) return decided(refused({ code: 'not_found', what: 'customer' }));
  if (owner.customer.autopay === 'off') return decided(DONE);
  const at = ctx.now();
  const commandId = `autopay_off/${newId(ctx, 'req')}`;
  const notification = customerMessageRows(ctx, at, {
    merchantId: who.merchantId,
    customerId: who.customerId,
    cause: commandId,
    recipients: recipientsOf(owner.customer),
    message: { template: 'autopay_off', at },
  });
  const committed = await commitChange(ctx, {
    merchantId: who.merchantId,
    commandId,
    at,
    appends: [
      {
        stream: { type: 'customer', id: who.customerId },
        head: owner.head,
        type: 'autopay_off',
        data: null,
      },
    ],
    rows: [
      ctx.db.update(customers).set({ autopay: 'off', updatedAt: at }).where(eq(customers.id, who.customerId)),
      recheckInvoices(ctx.db, who.customerId, at),
      ...notification.rows,
    ],
    effects: [
      ...notification.effects,
      effect(ctx, 'finish_opt_out', { customerId: who.customerId }, at + AGAIN_AFTER_MS),
    ],
    result: null,
  });
  return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
}
