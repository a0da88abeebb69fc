import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { PAUSED_RECHECK_MS } from '../../domain/collection/waits.ts';
import type { PendingVerb } from '../../domain/invoice/status.ts';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { nextCheck, recheckAt } from '../queries/next-check.ts';
import { invoices, methodSetups, payments, refunds } from '../schema/index.ts';

/** Something with a next check: `next` (ms) is set where it was due at `dueBy` (ms). */
type Taken = { readonly id: string; readonly dueBy: number; readonly next: number };

/**
 * Claims a payment's check by setting the next one first, so that overlapping ticks share the work, and a payment that
 * cannot be checked does not block the others. False where another worker took it.
 */
export async function takePaymentCheck(db: Database, { id, dueBy, next }: Taken): Promise<boolean> {
  const taken = await db
    .update(payments)
    .set({ checkAt: next })
    .where(and(eq(payments.id, id), lte(payments.checkAt, dueBy)))
    .returning({ id: payments.id });
  return taken.length > 0;
}

/** Moves the checks of all these that are due, for as long as they wait in the queue; returns those it moved. */
async function hold(
  db: Database,
  { table, check, ids, dueBy, until }: Held & { readonly table: Checked; readonly check: SQLiteColumn },
): Promise<readonly string[]> {
  const rows = await db.all<{ readonly id: string }>(
    sql`UPDATE ${table} SET ${sql.identifier(check.name)} = ${until}
      WHERE ${sql.identifier('id')} IN ${listed(ids)}
        AND ${sql.identifier(check.name)} <= ${dueBy} RETURNING id`,
  );
  return rows.map(({ id }) => id);
}

type Checked = typeof payments | typeof refunds | typeof methodSetups;
type Held = { readonly ids: readonly string[]; readonly dueBy: number; readonly until: number };

export const holdPaymentChecks = (db: Database, held: Held) =>
  hold(db, { ...held, table: payments, check: payments.checkAt });
export const holdLookBacks = (db: Database, held: Held) =>
  hold(db, { ...held, table: payments, check: payments.lookBackAt });
export const holdRefundChecks = (db: Database, held: Held) =>
  hold(db, { ...held, table: refunds, check: refunds.checkAt });
export const holdSetupChecks = (db: Database, held: Held) =>
  hold(db, { ...held, table: methodSetups, check: methodSetups.checkAt });

/** A check that was taken, and came to `missed` misses in a row: the next one is at `next` (ms). */
export async function savePaymentMisses(
  db: Database,
  { id, taken, next, missed }: { id: string; taken: number; next: number; missed: number },
): Promise<void> {
  await db
    .update(payments)
    .set({ missedChecks: missed, checkAt: next })
    .where(and(eq(payments.id, id), eq(payments.checkAt, taken)));
}

/** Takes the next look at a payment that was ended without proof, like {@link takePaymentCheck}. */
export async function takeLookBack(db: Database, { id, dueBy, next }: Taken): Promise<boolean> {
  const taken = await db
    .update(payments)
    .set({ lookBackAt: next })
    .where(and(eq(payments.id, id), lte(payments.lookBackAt, dueBy)))
    .returning({ id: payments.id });
  return taken.length > 0;
}

/** It needs no further look: Stripe has said what came of it, or never will. */
export async function endLookBack(db: Database, id: string): Promise<void> {
  await db.update(payments).set({ lookBackAt: null }).where(eq(payments.id, id));
}

/** It could be checked again, whatever came of that. */
export async function forgetPaymentMisses(db: Database, id: string): Promise<void> {
  await db.update(payments).set({ missedChecks: 0 }).where(eq(payments.id, id));
}

/** Notes when a pending verb was last taken up, in the verb itself; false where it is done, or somebody else took it. */
export async function takeVerb(
  db: Database,
  { invoiceId, verb, at }: { invoiceId: string; verb: PendingVerb; at: number },
): Promise<boolean> {
  const { pendingVerb } = invoices;
  const taken = await db
    .update(invoices)
    .set({ pendingVerb: sql`json_set(${pendingVerb}, '$.sweptAt', ${at})` })
    .where(
      and(
        eq(invoices.id, invoiceId),
        eq(sql`${pendingVerb} ->> 'commandId'`, verb.commandId),
        sql`${pendingVerb} ->> 'sweptAt' IS ${verb.sweptAt ?? null}`,
      ),
    )
    .returning({ id: invoices.id });
  return taken.length > 0;
}

/** Takes a refund's check, like {@link takePaymentCheck}. */
export async function takeRefundCheck(db: Database, { id, dueBy, next }: Taken): Promise<boolean> {
  const taken = await db
    .update(refunds)
    .set({ checkAt: next })
    .where(and(eq(refunds.id, id), lte(refunds.checkAt, dueBy)))
    .returning({ id: refunds.id });
  return taken.length > 0;
}

/** The same for the set-up of a payment method. */
export async function takeSetupCheck(db: Database, { id, dueBy, next }: Taken): Promise<boolean> {
  const taken = await db
    .update(methodSetups)
    .set({ checkAt: next })
    .where(and(eq(methodSetups.id, id), lte(methodSetups.checkAt, dueBy)))
    .returning({ id: methodSetups.id });
  return taken.length > 0;
}

/** Sets when a refund is checked next, ms. */
export async function setRefundCheck(db: Database, refundId: string, checkAt: number): Promise<void> {
  await db.update(refunds).set({ checkAt }).where(eq(refunds.id, refundId));
}

const areAmong = (ids: readonly string[]) => inArray(invoices.id, listed(ids));

/** Claims the checks of due invoices, like {@link takePaymentCheck}; returns the ids of those it claimed. */
export async function takeInvoiceChecks(
  db: Database,
  checks: readonly { readonly id: string; readonly next: number }[],
  dueBy: number,
): Promise<readonly string[]> {
  const rows = await db.all<{ readonly id: string }>(
    sql`UPDATE invoices SET collect_look_at = given.value ->> 'next'
      FROM json_each(${JSON.stringify(checks)}) AS given
      WHERE invoices.id = given.value ->> 'id' AND collect_look_at <= ${dueBy} RETURNING id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Sets when collection checks an invoice next (ms, or never), unless a recheck was requested since it was read, or another
 * decision was made: then it is that one's reason that is shown, and its check that is due.
 */
export async function setInvoiceCheck(
  db: Database,
  invoice: Pick<typeof invoices.$inferSelect, 'id' | 'checkRequests' | 'collectStage' | 'collectReason'>,
  next: number | null,
): Promise<void> {
  await db
    .update(invoices)
    .set({ nextCheckAt: nextCheck(invoice.checkRequests, next) })
    .where(
      and(
        eq(invoices.id, invoice.id),
        sql`${invoices.collectStage} IS ${invoice.collectStage}`,
        sql`${invoices.collectReason} IS ${invoice.collectReason}`,
      ),
    );
}

/** Schedules a check of these invoices at `at` (ms), skipping those paid or voided in the meantime. */
export async function recheckOpenInvoices(db: Database, ids: readonly string[], at: number): Promise<void> {
  await db
    .update(invoices)
    .set(recheckAt(at))
    .where(and(areAmong(ids), eq(invoices.status, 'open')));
}

/**
 * Has every invoice of a merchant that rests since money is paused checked at `at` (ms), for the commit that resumes it.
 * What rests for this is due within the recheck, so the index of what is due next holds few others.
 */
export const recheckPaused = (
  db: Database,
  { merchantId, livemode }: { readonly merchantId: string; readonly livemode: boolean },
  at: number,
) =>
  db
    .update(invoices)
    .set(recheckAt(at))
    .where(
      and(
        gt(invoices.nextCheckAt, at),
        lte(invoices.nextCheckAt, at + PAUSED_RECHECK_MS),
        eq(invoices.collectReason, 'paused'),
        sql`+${invoices.merchantId} = ${merchantId}`,
        eq(invoices.livemode, livemode),
      ),
    );
