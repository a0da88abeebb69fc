import { and, eq, isNull, sql } from 'drizzle-orm';
import type { ListedPayment } from '../../adapters/stripe/port-lists.ts';
import { inbox, invoices, payments, unknownObjects } from '../../db/schema/index.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../inbox/verdict.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { adoptPayment } from './adopt-payment.ts';
import { meetUnknown } from './meet-unknown.ts';

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
    await settleUnknown(ctx, connection, adopted.paymentId);
  }
}

/** The payment is known now: its invoice thaws unless something else holds it, and its events are worked on again. */
async function settleUnknown(ctx: Context, connection: Connection, paymentId: string): Promise<void> {
  const at = ctx.now();
  const ofPayment = and(
    eq(unknownObjects.connectionId, connection.id),
    eq(unknownObjects.paymentId, paymentId),
    isNull(unknownObjects.resolvedAt),
  );
  const [frozen] = await ctx.db.select().from(unknownObjects).where(ofPayment);
  await ctx.db.batch([
    ctx.db.update(unknownObjects).set({ resolvedAt: at }).where(ofPayment),
    ctx.db
      .update(invoices)
      .set({ frozenAt: null, updatedAt: at })
      .where(
        sql`${invoices.id} = ${frozen?.invoiceId ?? ''} and not exists (select 1 from unknown_objects where invoice_id = ${frozen?.invoiceId ?? ''} and resolved_at is null)`,
      ),
    ctx.db
      .update(inbox)
      .set({ state: 'pending', reason: null, attempts: 0, dueAt: at, handledAt: null })
      .where(
        and(
          eq(inbox.state, 'quarantined'),
          eq(inbox.reason, 'unknown_payment'),
          eq(inbox.account, connection.account),
          sql`${inbox.payload} ->> '$.data.object.metadata.quittance_payment' = ${paymentId}`,
        ),
      ),
  ]);
}
