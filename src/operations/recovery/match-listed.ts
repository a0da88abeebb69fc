import { and, eq, isNull, sql } from 'drizzle-orm';
import type { ListedPayment } from '../../adapters/stripe/port-lists.ts';
import { payments, unknownObjects } from '../../db/schema/index.ts';
import { reopenQuarantined } from '../../db/writes/inbox.ts';
import { namedInvoices } from '../../domain/payment/named-invoices.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Connection } from '../core/event-handler.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { adoptPayment } from './adopt-payment.ts';
import { quarantineUnknownObject } from './quarantine-unknown-object.ts';
import { resolveUnknownObject } from './resolve-unknown-object.ts';

const TRY_FOR_MS = 10 * 60_000;

/**
 * Compares a page of Stripe's objects with our payments: of those with our deployment's id, unknown ones that succeeded
 * or may still succeed are adopted or quarantined. All others are left alone.
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
  const [known, open] = await ctx.db.batch([
    ctx.db
      .select({ id: payments.id })
      .from(payments)
      .where(
        sql`${payments.id} in (select value from json_each(${JSON.stringify(names)})) and ${payments.connectionId} in (select id from connections where account = ${connection.account})`,
      ),
    ctx.db
      .select({ id: unknownObjects.paymentId })
      .from(unknownObjects)
      .where(and(eq(unknownObjects.connectionId, connection.id), isNull(unknownObjects.resolvedAt))),
  ]);
  const have = new Set(known.map(({ id }) => id));
  const unsettled = new Set(open.map(({ id }) => id));
  for (const object of ours) {
    const named = object.metadata.quittance_payment ?? '';
    const isNew = !have.has(named);
    // A known payment that is still quarantined was adopted by a worker that died before resolving it.
    if (!isNew && !unsettled.has(named)) continue;
    if (isNew && !(await adopt(ctx, connection, object, named))) continue;
    have.add(named);
    unsettled.delete(named);
    // The payment is known now: the events that named it are processed again.
    await reopenQuarantined(ctx.db, connection.account, named, ctx.now());
    await resolveUnknownObject(ctx, connection.id, named, { by: 'rebuild' });
    if (isNew) await recordNow(ctx, named);
  }
}

/** True if the payment is known now; an object that cannot be adopted is quarantined, and holds up no other. */
async function adopt(
  ctx: Context,
  connection: Connection,
  object: ListedPayment,
  paymentId: string,
): Promise<boolean> {
  const adopted = await adoptPayment(ctx, connection, object).catch((error: unknown) => {
    // The database may be unavailable: for TRY_FOR_MS the page is read again and money stays paused; then a person has
    // to review it.
    if (ctx.now() < (connection.pausedAt ?? 0) + TRY_FOR_MS) throw error;
    ctx.log('adoption_failed', { connectionId: connection.id, stripeId: object.id, ...describeError(error) });
    return 'adoption_failed' as const;
  });
  if (typeof adopted !== 'string') return true;
  const invoiceIds = namedInvoices(object.metadata);
  await quarantineUnknownObject(ctx, connection, {
    stripeId: object.id,
    paymentId,
    invoiceIds,
    reason: adopted,
  });
  return false;
}

/** Records its outcome; if Stripe does not answer now, the sweep of open payments retries. */
async function recordNow(ctx: Context, paymentId: string): Promise<void> {
  try {
    await recordOutcome(ctx, paymentId);
  } catch (error) {
    ctx.log('adopted_unrecorded', { paymentId, ...describeError(error) });
  }
}
