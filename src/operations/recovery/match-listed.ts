import { and, eq, isNull, sql } from 'drizzle-orm';
import type { ListedPayment } from '../../adapters/stripe/port-lists.ts';
import { selectDismissedObjects } from '../../db/queries/findings.ts';
import { payments, unknownObjects } from '../../db/schema/index.ts';
import { noteTried } from '../../db/writes/findings.ts';
import { reopenQuarantined } from '../../db/writes/inbox.ts';
import { namedInvoices } from '../../domain/payment/named-invoices.ts';
import { claimsToBeOurPayment } from '../../domain/payment/whose-object.ts';
import { hasRoomFor } from '../core/budget.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Connection } from '../core/event-handler.ts';
import { syncMethods } from '../methods/sync-methods.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { adoptPayment } from './adopt-payment.ts';
import { quarantineUnknownObject } from './quarantine-unknown-object.ts';
import { resolveUnknownObject } from './resolve-unknown-object.ts';

const TRY_FOR_MS = 10 * 60_000;
/** Where money is not paused, nothing was restored: what could not be put back is tried again after this. */
const TRY_AGAIN_MS = 60 * 60_000;
/** What adopting one object may take, statements. */
const OBJECT = 100;

/**
 * Compares a page of Stripe's objects with our payments: of those that claim to be this merchant's, unknown ones that
 * succeeded or may still succeed are adopted or quarantined. All others are left alone, and so is what a person has
 * dismissed. False where the invocation has no room for all of them; those that were adopted are known by the next. `again`: also
 * those that were tried in vain a moment ago.
 */
export async function matchListed(
  ctx: Context,
  connection: Connection,
  listed: readonly ListedPayment[],
  { again = false }: { readonly again?: boolean } = {},
): Promise<boolean> {
  const ours = listed.filter((object) => !object.isOver && isOurs(ctx, connection, object));
  if (ours.length === 0) return true;
  const names = [...new Set(ours.map(nameOf))];
  const [known, open, dismissed] = await ctx.db.batch([
    ctx.db
      .select({ id: payments.id })
      .from(payments)
      .where(
        sql`${payments.id} in (select value from json_each(${JSON.stringify(names)})) and ${payments.connectionId} in (select id from connections where account = ${connection.account})`,
      ),
    ctx.db
      .select({
        id: unknownObjects.paymentId,
        stripeId: unknownObjects.stripeId,
        triedAt: unknownObjects.triedAt,
      })
      .from(unknownObjects)
      .where(and(eq(unknownObjects.connectionId, connection.id), isNull(unknownObjects.resolvedAt))),
    selectDismissedObjects(ctx.db, connection),
  ]);
  const have = new Set(known.map(({ id }) => id));
  const settled = new Set(dismissed.map(({ subject }) => subject));
  const unsettled = new Set(open.map(({ id }) => id));
  // What could not be put back in this run is a person's: it would hold up what comes after it.
  const since = connection.pausedAt ?? ctx.now() - TRY_AGAIN_MS;
  const tried = new Set(
    open.flatMap(({ stripeId, triedAt }) =>
      !again && triedAt !== null && triedAt >= since ? [stripeId] : [],
    ),
  );
  for (const object of ours) {
    const named = nameOf(object);
    const isNew = !have.has(named);
    if (settled.has(named) || (isNew && tried.has(object.id))) continue;
    // A known payment that is still quarantined was adopted by a worker that died before resolving it, or while another tried.
    if (!isNew && !unsettled.has(named)) continue;
    if (!hasRoomFor(OBJECT)) return false;
    if (isNew && !(await adopt(ctx, connection, object, named))) continue;
    have.add(named);
    unsettled.delete(named);
    // The payment is known now: the events that named it are processed again.
    await reopenQuarantined(ctx.db, connection.account, named, ctx.now());
    await resolveUnknownObject(ctx, connection.id, named, { by: 'rebuild' });
    if (isNew) await recordNow(ctx, named);
  }
  return true;
}

const isOurs = (ctx: Context, { merchantId }: Connection, { metadata, isSetup }: ListedPayment): boolean =>
  claimsToBeOurPayment(
    {
      deploymentId: metadata.quittance_deployment ?? null,
      merchantId: metadata.quittance_merchant ?? null,
      isSetup: isSetup || metadata.quittance_setup !== undefined,
    },
    { deploymentId: ctx.deploymentId, merchantIds: [merchantId] },
  );

/** The payment that it names; an object that names none goes by its own id. */
const nameOf = ({ metadata, id }: ListedPayment): string => metadata.quittance_payment || id;

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
  await noteTried(ctx.db, { connectionId: connection.id, paymentId, stripeId: object.id, at: ctx.now() });
  return false;
}

/**
 * Records its outcome, and while money still rests who left a method on file with it: it may have been taken for the customer's
 * own. If Stripe does not answer now, the sweep of open payments retries, and so does what the outcome leaves to be done.
 */
async function recordNow(ctx: Context, paymentId: string): Promise<void> {
  try {
    await recordOutcome(ctx, paymentId);
    const { customerId, connectionId, flow } = payments;
    const [payment] = await ctx.db
      .select({ customerId, connectionId, flow })
      .from(payments)
      .where(eq(payments.id, paymentId));
    if (payment?.flow === 'session') await syncMethods(ctx, payment);
  } catch (error) {
    ctx.log('adopted_unrecorded', { paymentId, ...describeError(error) });
  }
}
