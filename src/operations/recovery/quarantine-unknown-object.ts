import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Append } from '../../db/commit.ts';
import { selectDismissedObjects } from '../../db/queries/findings.ts';
import { connections, invoices, payments, unknownObjects } from '../../db/schema/index.ts';
import { headIn, selectHeads } from '../../db/streams.ts';
import { frozenBy, namedBy, noteUnknown, unknownObject } from '../../db/writes/findings.ts';
import type { QuarantineReason } from '../../domain/payment/unknown-object.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

/** An object at Stripe whose metadata claims a payment of ours that is not known here. */
export type UnknownObject = {
  readonly stripeId: string;
  /** As its metadata claims, not trusted; its own id where it names none. */
  readonly paymentId: string;
  /** The invoices that it names, in its order. */
  readonly invoiceIds: readonly string[];
  readonly reason: QuarantineReason;
};

/** Stripe allows 50 keys of metadata. */
const MOST_NAMED = 50;

type Met = {
  readonly isNew: boolean;
  readonly unknown: number;
  /** Another worker has adopted it in the meantime. */
  readonly isKnown?: boolean;
  /** A person has dismissed it, which stands. */
  readonly isDismissed?: boolean;
};

/**
 * Quarantines an unknown object of ours, once, and freezes the invoices that it names, if they are this connection's
 * merchant's: nothing is charged for them until a person has reviewed it. The names of those that are lost are kept: one that is
 * made again comes frozen. Returns whether it is new, and how many
 * unknown payments the connection has.
 */
export async function quarantineUnknownObject(
  ctx: Context,
  connection: Connection,
  object: UnknownObject,
): Promise<Met> {
  let isNoted = false;
  const meet = async (): Promise<ConflictOr<Met>> => {
    const { paymentId, stripeId, reason } = object;
    const named = object.invoiceIds.slice(0, MOST_NAMED);
    const [found, known, heads, adopted, dismissed] = await ctx.db.batch([
      ctx.db
        .select({ id: invoices.id, frozenAt: invoices.frozenAt })
        .from(invoices)
        .where(
          and(
            inArray(invoices.id, named),
            eq(invoices.merchantId, connection.merchantId),
            eq(invoices.livemode, connection.livemode),
          ),
        ),
      ctx.db
        .select({ paymentId: unknownObjects.paymentId })
        .from(unknownObjects)
        .where(and(eq(unknownObjects.connectionId, connection.id), isNull(unknownObjects.resolvedAt))),
      selectHeads(ctx.db, 'invoice', named),
      ctx.db
        .select({ id: payments.id })
        .from(payments)
        .innerJoin(connections, eq(connections.id, payments.connectionId))
        .where(and(eq(payments.id, paymentId), eq(connections.account, connection.account))),
      selectDismissedObjects(ctx.db, connection),
    ]);
    if (dismissed.some(({ subject }) => subject === paymentId))
      return decided({ isNew: false, unknown: known.length, isDismissed: true });
    if (adopted.length > 0) return decided({ isNew: false, unknown: known.length, isKnown: true });
    const isKnown = known.some((row) => row.paymentId === paymentId);
    const unknown = known.length + (isKnown ? 0 : 1);
    if (isKnown && found.every(({ frozenAt }) => frozenAt !== null))
      return decided({ isNew: isNoted, unknown });
    // In the order in which they are named.
    const frozen = named.filter((id) => found.some((invoice) => invoice.id === id));
    const [invoiceId = null, ...others] = frozen;
    const at = ctx.now();
    const lost = named.filter((id) => !frozen.includes(id));
    const row = { connectionId: connection.id, paymentId, stripeId, invoiceId, reason, foundAt: at };
    if (invoiceId === null) {
      await noteUnknown(ctx.db, row, lost);
      isNoted = true;
      ctx.log('unknown_object', { connectionId: connection.id, stripeId, invoiceId, reason });
      // Again, since an invoice may have been made under one of its names before they were noted.
      return meet();
    }
    const entry = (id: string): Append => ({
      stream: { type: 'invoice', id },
      head: headIn(heads, id),
      type: 'invoice_frozen',
      data: { stripeId, reason },
    });
    const before = heads.reduce((sum, { seq }) => sum + seq, 0);
    const committed = await commitChange(ctx, {
      merchantId: connection.merchantId,
      commandId: `freeze/${stripeId}/${before + 1}`,
      at,
      appends: [entry(invoiceId), ...others.map(entry)],
      rows: [
        unknownObject(ctx.db, row),
        ...frozenBy(ctx.db, row, frozen),
        ...namedBy(ctx.db, row, lost),
        ctx.db
          .update(invoices)
          .set({ frozenAt: sql`coalesce(${invoices.frozenAt}, ${at})`, updatedAt: at })
          .where(inArray(invoices.id, frozen)),
      ],
      effects: [],
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    ctx.log('unknown_object', { connectionId: connection.id, stripeId, invoiceId, reason });
    return decided({ isNew: isNoted || !isKnown, unknown });
  };
  return retryOnConflict<Met>(ctx, meet);
}
