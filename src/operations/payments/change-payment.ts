import { eq } from 'drizzle-orm';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { Append, Committed, Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { payments } from '../../db/schema/index.ts';
import type { EntryOf } from '../../domain/journal.ts';
import { type Context, commitChange } from '../core/context.ts';

type PaymentColumns = SQLiteUpdateSetSource<typeof payments>;

/** One step of a payment: its own entry and columns, and its side effects. */
export type PaymentStep = EntryOf<'payment'> & {
  readonly commandId: string;
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
  { commandId, columns, appends = [], rows = [], effects = [], ...entry }: PaymentStep,
): Promise<Committed> {
  const { payment } = snapshot;
  const at = ctx.now();
  return commitChange(ctx, {
    merchantId: payment.merchantId,
    commandId,
    at,
    appends: [{ stream: { type: 'payment', id: payment.id }, head: snapshot.head, ...entry }, ...appends],
    rows: [
      ctx.db
        .update(payments)
        .set({ ...columns, updatedAt: at })
        .where(eq(payments.id, payment.id)),
      ...rows,
    ],
    effects,
    result: { paymentId: payment.id },
  });
}
