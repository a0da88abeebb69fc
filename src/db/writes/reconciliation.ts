import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { type BookKind, balanceChecks, balanceTransactions, findings } from '../schema/index.ts';

/** Stores balance transactions, each once, in one statement; `rows` by the names that the statement reads. */
export async function storeTransactionRows(
  db: Database,
  owner: { readonly connectionId: string; readonly merchantId: string },
  rows: readonly object[],
  at: number,
): Promise<void> {
  await db
    .insert(balanceTransactions)
    .select(
      sql`select ${owner.connectionId}, value ->> 'stripeId', ${owner.merchantId}, value ->> 'type', value ->> 'reportingCategory',
        value ->> 'source', value ->> 'currency', value ->> 'amount', value ->> 'fee', value ->> 'net', null,
        value ->> 'createdAt', value ->> 'availableAt', value ->> 'balanceType', value ->> 'exchangeRate',
        value ->> 'chargeId', value ->> 'intentId', value ->> 'namedOurs', null, ${at}
        from json_each(${JSON.stringify(rows)}) where not exists (
          select 1 from connections mine join connections earlier on earlier.account = mine.account
            and earlier.livemode = mine.livemode and earlier.id <> mine.id
          join balance_transactions known on known.connection_id = earlier.id
            and known.stripe_id = value ->> 'stripeId'
          where mine.id = ${owner.connectionId})`,
    )
    .onConflictDoNothing();
}

/** Writes the classes of balance transactions that are not classified yet. */
export async function writeClasses(
  db: Database,
  connectionId: string,
  classes: readonly { readonly id: string; readonly as: string; readonly owner: string | null }[],
): Promise<void> {
  await db.run(
    sql`update balance_transactions set classification = given.value ->> 'as', owner_id = given.value ->> 'owner'
      from json_each(${JSON.stringify(classes)}) as given
      where stripe_id = given.value ->> 'id' and classification is null and connection_id in (
        select every.id from connections mine join connections every on every.account = mine.account
          and every.livemode = mine.livemode where mine.id = ${connectionId})`,
  );
}

/**
 * What was foreign when it was classified, and is about a refund or dispute of ours that was recorded since (its payment was put
 * back after a restore), is to be classified once more. Returns whether there is any.
 */
export async function reopenForeign(
  db: Database,
  connectionId: string,
  ids: readonly string[],
): Promise<boolean> {
  const list = listed(ids);
  const reopened = await db.all(
    sql`update balance_transactions set classification = null
      where classification = 'foreign' and connection_id in (
        select every.id from connections mine join connections every on every.account = mine.account
          and every.livemode = mine.livemode where mine.id = ${connectionId})
      and source in (select stripe_refund_id from refunds where id in ${list}
        union all select stripe_dispute_id from disputes where id in ${list}
        union all select stripe_charge_id from payments where id in ${list}) returning stripe_id`,
  );
  return reopened.length > 0;
}

/** Writes Stripe's stated balance of a currency and ours; the opening keeps its first value. */
export async function writeBalanceCheck(db: Database, row: typeof balanceChecks.$inferInsert): Promise<void> {
  await db
    .insert(balanceChecks)
    .values(row)
    .onConflictDoUpdate({
      target: [balanceChecks.connectionId, balanceChecks.currency],
      set: { stated: row.stated, reckoned: row.reckoned, checkedAt: row.checkedAt },
    });
}

/**
 * Stores findings, and resolves those of the checked kinds that were not found again. What a person has dismissed stays
 * resolved for as long as it is over the same amount.
 */
export async function writeFindings(
  db: Database,
  connectionId: string,
  found: readonly object[],
  checked: readonly BookKind[],
  at: number,
): Promise<void> {
  const rows = JSON.stringify(found);
  await db.batch([
    db
      .insert(findings)
      .select(
        sql`select ${connectionId}, value ->> 'kind', value ->> 'subject', value ->> 'state', value ->> 'currency',
          value ->> 'amount', value ->> 'at', ${at}, null from json_each(${rows}) where true`,
      )
      .onConflictDoUpdate({
        target: [findings.connectionId, findings.kind, findings.subject],
        set: {
          state: sql`excluded.state`,
          currency: sql`excluded.currency`,
          amount: sql`excluded.amount`,
          foundAt: sql`iif(${findings.resolvedAt} is null, ${findings.foundAt}, excluded.found_at)`,
          resolvedAt: sql`(select dismissed_at from dismissals gone where gone.connection_id = excluded.connection_id
            and gone.kind = excluded.kind and gone.subject = excluded.subject and gone.amount = excluded.amount)`,
        },
      }),
    db
      .update(findings)
      .set({ resolvedAt: at })
      .where(
        and(
          eq(findings.connectionId, connectionId),
          isNull(findings.resolvedAt),
          inArray(findings.kind, [...checked]),
          sql`${findings.kind} || '/' || ${findings.subject} not in (select value ->> 'kind' || '/' || (value ->> 'subject') from json_each(${rows}))`,
        ),
      ),
  ]);
}
