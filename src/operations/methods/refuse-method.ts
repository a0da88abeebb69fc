import { eq } from 'drizzle-orm';
import { customers, merchants, paymentMethods, payments } from '../../db/schema/index.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import { REMOVING } from '../../domain/methods/follow.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { readMethods } from './read-methods.ts';
import { finishRemoval } from './remove-method.ts';
import { syncMethods } from './sync-methods.ts';
import { REMOVE_AGAIN_MS } from './timing.ts';

/** What became of the method that a payment by link kept. */
export type KeptByLink = {
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  /** Null where nothing is kept, or not yet. */
  readonly card: MethodCard | null;
  readonly state: 'kept' | 'refused' | 'nothing_kept';
};

/** What the link of a payment's owner is about: their method, and whose invoices it is kept for. */
export async function readKept(
  ctx: Context,
  { paymentId }: { readonly paymentId: string },
): Promise<Outcome<KeptByLink>> {
  const [rows, methods] = await ctx.db.batch([
    ctx.db
      .select({ merchant: merchants, customer: customers })
      .from(payments)
      .innerJoin(merchants, eq(merchants.id, payments.merchantId))
      .innerJoin(customers, eq(customers.id, payments.customerId))
      .where(eq(payments.id, paymentId)),
    ctx.db.select().from(paymentMethods).where(eq(paymentMethods.keptBy, paymentId)),
  ]);
  const [owners] = rows;
  if (owners === undefined) return refused({ code: 'not_found', what: 'link' });
  const [method] = methods;
  if (method === undefined) return done({ ...owners, card: null, state: 'nothing_kept' });
  const isGone = method.refusedAt !== null || method.state === 'detached';
  return done({ ...owners, card: method.summary, state: isGone ? 'refused' : 'kept' });
}

/**
 * The owner of a method that a payment by link kept says that it may not be charged again. It needs no session: the link is
 * theirs. From the commit on it is not charged by itself, whatever Stripe answers; then it is detached, and that is retried. A
 * payment that is under way is completed. Done as well where it was refused or removed before.
 */
export async function refuseKept(
  ctx: Context,
  { paymentId }: { readonly paymentId: string },
): Promise<Outcome<KeptByLink>> {
  // Who refuses right after paying may be faster than Stripe's events.
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.id, paymentId));
  if (payment === undefined) return refused({ code: 'not_found', what: 'link' });
  const [known] = await ctx.db.select().from(paymentMethods).where(eq(paymentMethods.keptBy, paymentId));
  if (known === undefined) {
    const synced = await syncMethods(ctx, payment);
    if (synced.kind !== 'done') return synced;
  }
  const methodId = await retryOnConflict(ctx, () => refuse(ctx, paymentId));
  if (methodId !== null) await finishRemoval(ctx, { methodId });
  return readKept(ctx, { paymentId });
}

/** Commits the refusal; the method's id, or null where there is nothing to refuse. */
async function refuse(ctx: Context, paymentId: string): Promise<ConflictOr<string | null>> {
  const [row] = await ctx.db.select().from(paymentMethods).where(eq(paymentMethods.keptBy, paymentId));
  const snapshot = row === undefined ? null : await readMethods(ctx.db, row);
  const method = snapshot?.methods.find(({ id }) => id === row?.id);
  if (snapshot === null || method === undefined || method.state === 'detached') return decided(null);
  if (method.refusedAt !== null) return decided(method.id);
  const at = ctx.now();
  const { customer, head } = snapshot;
  const committed = await commitChange(ctx, {
    merchantId: customer.merchantId,
    commandId: `refuse_method/${newId(ctx, 'req')}`,
    at,
    appends: [
      {
        stream: { type: 'customer', id: customer.id },
        head,
        type: 'method_refused',
        data: { methodId: method.id, paymentId },
      },
    ],
    rows: [
      ctx.db
        .update(paymentMethods)
        .set({ refusedAt: at, state: 'unusable', stateReason: REMOVING, isDefault: false, updatedAt: at })
        .where(eq(paymentMethods.id, method.id)),
      recheckInvoices(ctx.db, customer.id, at),
    ],
    effects: [effect(ctx, 'remove_method', { methodId: method.id }, at + REMOVE_AGAIN_MS)],
    result: null,
  });
  return committed.kind === 'committed' ? decided(method.id) : CONFLICT;
}
