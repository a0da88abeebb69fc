import { and, eq, sql } from 'drizzle-orm';
import type { ListedPayment } from '../../adapters/stripe/port-lists.ts';
import { inbox, payments } from '../../db/schema/index.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../inbox/verdict.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { adoptPayment } from './adopt-payment.ts';
import { meetUnknown } from './meet-unknown.ts';
import { settleUnknown } from './settle-unknown.ts';

/**
 * Holds a page of Stripe's objects against our payments: of those that carry our deployment's id, the unknown ones
 * that may still bring money, or brought it, are adopted or put aside. All others are left alone.
 */
export async function matchListed(
  ctx: Context,
  connection: Connection,
  listed: readonly ListedPayment[],
): Promise<void> {
  const ours = listed.filter(
    ({ metadata, isOver }) => metadata.quittance_deployment === ctx.deploymentId && !isOver,
  );
  if (ours.length === 0) return;
  const names = [...new Set(ours.map(({ metadata }) => metadata.quittance_payment ?? ''))];
  const known = await ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(
      sql`${payments.id} in (select value from json_each(${JSON.stringify(names)})) and ${payments.connectionId} in (select id from connections where account = ${connection.account})`,
    );
  const have = new Set(known.map(({ id }) => id));
  for (const object of ours) {
    const named = object.metadata.quittance_payment ?? '';
    if (have.has(named)) continue;
    const adopted = await adoptPayment(ctx, connection, object);
    if (typeof adopted === 'string') {
      const invoiceId = object.metadata.quittance_invoice ?? null;
      await meetUnknown(ctx, connection, {
        stripeId: object.id,
        paymentId: named,
        invoiceId,
        reason: adopted,
      });
      continue;
    }
    have.add(named);
    await recordOutcome(ctx, adopted.paymentId);
    await settleUnknown(ctx, connection.id, adopted.paymentId, { by: 'rebuild' });
    await reopenEventsOf(ctx, connection, adopted.paymentId);
  }
}

/** The payment is known now: the events that named it are worked on again. */
async function reopenEventsOf(ctx: Context, connection: Connection, paymentId: string): Promise<void> {
  await ctx.db
    .update(inbox)
    .set({ state: 'pending', reason: null, attempts: 0, dueAt: ctx.now(), handledAt: null })
    .where(
      and(
        eq(inbox.state, 'quarantined'),
        eq(inbox.reason, 'unknown_payment'),
        eq(inbox.account, connection.account),
        sql`${inbox.payload} ->> '$.data.object.metadata.quittance_payment' = ${paymentId}`,
      ),
    );
}
