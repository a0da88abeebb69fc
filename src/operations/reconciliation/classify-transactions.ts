import { sql } from 'drizzle-orm';
import { writeClasses } from '../../db/writes/reconciliation.ts';
import { classify } from '../../domain/reconciliation/classify.ts';
import { hasRoomFor } from '../core/budget.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

const AT_ONCE = 500;
/** What a page may take, statements, beside what the run needs after the last. */
const PAGE = 30;

/** An unexplained balance transaction, with the reason. Stripe's minor units of its currency. */
export type Unclassified = {
  readonly stripeId: string;
  readonly problem: 'unclassified' | 'ours_without_row';
  readonly reportingCategory: string;
  /** Our payment that it belongs to, if known. */
  readonly paymentId: string | null;
  readonly currency: string;
  readonly net: number;
  readonly createdAt: number;
};

/**
 * Classifies every unclassified balance transaction of the account by our payments, refunds and disputes of it, each on any
 * of its connections: one that was disconnected before its row came is decided by the next. Returns those that stay unexplained; they are checked again next time, since a row of ours may come
 * late. Null where the invocation has no room for all of them.
 */
export async function classifyTransactions(
  ctx: Context,
  connection: Connection,
): Promise<readonly Unclassified[] | null> {
  const left: Unclassified[] = [];
  for (let after = ''; ; ) {
    if (!hasRoomFor(PAGE)) return null;
    const rows = await selectUnclassified(ctx, connection, after);
    const decided: { readonly id: string; readonly as: string; readonly owner: string | null }[] = [];
    for (const row of rows) {
      const ownerId = row.refundId ?? row.disputeId ?? (row.isCharge === 1 ? row.paymentId : null);
      const verdict = classify({
        reportingCategory: row.reportingCategory,
        ownerId,
        isNamedOurs: row.namedOurs === 1,
        isOfOurCharge: row.paymentId !== null,
      });
      if (verdict.classification !== null)
        decided.push({ id: row.stripeId, as: verdict.classification, owner: ownerId });
      else left.push({ ...row, problem: verdict.problem });
    }
    if (decided.length > 0) await writeClasses(ctx.db, connection.id, decided);
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return left;
    after = last.stripeId;
  }
}

type Row = {
  readonly stripeId: string;
  readonly reportingCategory: string;
  readonly currency: string;
  readonly net: number;
  readonly createdAt: number;
  readonly namedOurs: number;
  readonly isCharge: number | null;
  readonly refundId: string | null;
  readonly disputeId: string | null;
  readonly paymentId: string | null;
};

/** By the index of unclassified ones: cheap, however many transactions there are. */
function selectUnclassified(ctx: Context, connection: Connection, after: string): Promise<Row[]> {
  const { account, livemode } = connection;
  const mine = sql`in (select id from connections where account = ${account} and livemode = ${livemode ? 1 : 0})`;
  return ctx.db.all<Row>(sql`
    select stripe_id as stripeId, reporting_category as reportingCategory, currency, net, created_at as createdAt,
      named_ours as namedOurs, source = charge_id as isCharge,
      (select id from refunds where stripe_refund_id = source and connection_id ${mine}) as refundId,
      (select id from disputes where stripe_dispute_id = source and connection_id ${mine}) as disputeId,
      coalesce((select id from payments where stripe_charge_id = charge_id and connection_id ${mine}),
        (select id from payments where stripe_payment_intent_id = intent_id and connection_id ${mine})) as paymentId
    from balance_transactions indexed by balance_transactions_open
    where connection_id ${mine} and classification is null and stripe_id > ${after}
    order by stripe_id limit ${AT_ONCE}`);
}
