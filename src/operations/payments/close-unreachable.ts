import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { invoices } from '../../db/schema/index.ts';
import { frozenBy, unknownObject } from '../../db/writes/findings.ts';
import type { Context } from '../core/context.ts';
import { changePayment } from './change-payment.ts';
import { endWithoutProof } from './end-without-proof.ts';
import { appendToInvoice } from './outcome-columns.ts';

/**
 * Ends a payment whose account was disconnected and that nobody can begin to pay any more. Nobody here can say whether
 * it was paid: so its slots are freed, which lets its invoices be voided or paid offline, and the open ones are frozen
 * until a person has looked, which keeps them from being charged twice.
 */
export async function closeUnreachable(ctx: Context, snapshot: PaymentSnapshot): Promise<Committed> {
  const { payment, targets } = snapshot;
  const { id: paymentId, connectionId } = payment;
  const at = ctx.now();
  const stripeId = payment.stripeSessionId ?? payment.stripePaymentIntentId ?? paymentId;
  const open = targets.filter(({ invoice }) => invoice.status === 'open');
  const ids = open.map(({ invoice }) => invoice.id);
  const found = {
    connectionId,
    stripeId,
    invoiceId: ids[0] ?? null,
    reason: 'unreachable',
    foundAt: at,
  } as const;
  const { columns, rows, effects } = endWithoutProof(ctx, snapshot, 'unreachable');
  const committed = await changePayment(ctx, snapshot, {
    commandId: `unreachable/${paymentId}`,
    type: 'canceled',
    data: { reason: 'unreachable', failureCode: null },
    columns,
    appends: targets.map((target) =>
      appendToInvoice(
        target,
        ids.includes(target.invoice.id)
          ? { type: 'invoice_frozen', data: { stripeId, reason: 'unreachable' } }
          : { type: 'payment_closed', data: { paymentId } },
      ),
    ),
    rows: [
      ...rows,
      unknownObject(ctx.db, { ...found, paymentId }),
      ...frozenBy(ctx.db, { connectionId, paymentId }, ids),
      ctx.db
        .update(invoices)
        .set({ frozenAt: sql`coalesce(${invoices.frozenAt}, ${at})` })
        .where(and(inArray(invoices.id, ids), eq(invoices.status, 'open'))),
    ],
    effects,
  });
  if (committed.kind === 'committed' && !committed.replayed)
    ctx.log('payment_unreachable', { paymentId, state: payment.state, reason: 'ended' });
  return committed;
}
