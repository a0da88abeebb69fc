import { and, asc, eq, sql } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { either, someOf } from '../../db/queries/waiting-parts.ts';
import { connections, customers, paymentMethods } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { type Month, monthKey, monthsToNotify } from '../../domain/methods/expiry.ts';
import { mayBeginUnit } from '../core/budget.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  type ReadContext,
  retryOnConflict,
} from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { customerMessageRows, recipientsOf } from '../core/queue-message.ts';

const AT_ONCE = 50;

/** Whether somebody has to be told of a card. */
export const expiringCardsWait = (ctx: ReadContext) =>
  either(...monthsToNotify(ctx.now()).map((month) => someOf(selectExpiring(ctx, month))));

/** Notifies customers of cards that expire soon: once per card and expiry month, however often this runs. */
export async function notifyExpiringCards(ctx: Context): Promise<void> {
  for (const month of monthsToNotify(ctx.now())) {
    for (const { id, customerId } of await selectExpiring(ctx, month)) {
      if (!mayBeginUnit()) return;
      try {
        await retryOnConflict(ctx, () => tell(ctx, customerId, id, month));
      } catch (error) {
        ctx.log('sweep_failed', { methodId: id, ...describeError(error) });
      }
    }
  }
}

const untold = (month: Month) =>
  and(
    eq(paymentMethods.expYear, month.year),
    eq(paymentMethods.expMonth, month.month),
    // Spelled exactly as in the index: with a bound value, SQLite would not use the partial index.
    sql`${paymentMethods.state} = 'usable' AND ${paymentMethods.expiryTold} IS NULL`,
  );

/** `(exp_year, exp_month)` is indexed. A card on a disconnected account is not charged any more. */
const selectExpiring = (ctx: ReadContext, month: Month) =>
  ctx.db
    .select({ id: paymentMethods.id, customerId: paymentMethods.customerId })
    .from(paymentMethods)
    .innerJoin(connections, eq(connections.id, paymentMethods.connectionId))
    .where(and(untold(month), isActive))
    .orderBy(asc(paymentMethods.id))
    .limit(AT_ONCE);

async function tell(
  ctx: Context,
  customerId: string,
  methodId: string,
  month: Month,
): Promise<ConflictOr<null>> {
  const stream = { type: 'customer', id: customerId } as const;
  const [found, head] = await ctx.db.batch([
    ctx.db
      .select({ method: paymentMethods, customer: customers })
      .from(paymentMethods)
      .innerJoin(customers, eq(customers.id, paymentMethods.customerId))
      .where(and(eq(paymentMethods.id, methodId), untold(month))),
    selectHead(ctx.db, stream),
  ]);
  const [row] = found;
  if (row === undefined || row.method.summary.kind !== 'card') return decided(null);
  const at = ctx.now();
  const key = monthKey(month);
  const notification = customerMessageRows(ctx, at, {
    merchantId: row.method.merchantId,
    customerId,
    cause: `expiring/${methodId}/${key}`,
    recipients: recipientsOf(row.customer),
    message: { template: 'card_expiring', methodId, method: row.method.summary },
  });
  const committed = await commitChange(ctx, {
    merchantId: row.method.merchantId,
    commandId: `expiring/${methodId}/${key}`,
    at,
    appends: [{ stream, head: headOf(head), type: 'card_expiry_told', data: { methodId, month: key } }],
    rows: [
      ctx.db.update(paymentMethods).set({ expiryTold: key }).where(eq(paymentMethods.id, methodId)),
      ...notification.rows,
    ],
    effects: [...notification.effects],
    result: null,
  });
  return committed.kind === 'committed' ? decided(null) : CONFLICT;
}
