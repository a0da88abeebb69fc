import { eq } from 'drizzle-orm';
import type { Append, Committed, Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { type Json, payments } from '../../db/schema/index.ts';
import { type Context, commitChange } from '../core/context.ts';

type PaymentColumns = Partial<typeof payments.$inferInsert>;

/** One step of a payment: its own entry and columns, and what it does beside them. */
export type PaymentStep = {
  readonly commandId: string;
  readonly type: string;
  readonly data: { readonly [key: string]: Json };
  readonly columns: PaymentColumns;
  /** Entries on other streams that the step was decided on. */
  readonly appends?: readonly Append[];
  readonly rows?: readonly Statement[];
  readonly effects?: readonly Effect[];
};

/** Commits a step on the stream of the payment it was decided on. */
export function changePayment(
  ctx: Context,
  snapshot: PaymentSnapshot,
  step: PaymentStep,
): Promise<Committed> {
  const { payment } = snapshot;
  const at = ctx.now();
  return commitChange(ctx, {
    merchantId: payment.merchantId,
    commandId: step.commandId,
    at,
    appends: [
      { stream: { type: 'payment', id: payment.id }, head: snapshot.head, type: step.type, data: step.data },
      ...(step.appends ?? []),
    ],
    rows: [
      ctx.db
        .update(payments)
        .set({ ...step.columns, updatedAt: at })
        .where(eq(payments.id, payment.id)),
      ...(step.rows ?? []),
    ],
    effects: step.effects ?? [],
    result: { paymentId: payment.id },
  });
}
