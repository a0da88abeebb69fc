import { eq } from 'drizzle-orm';
import { paymentMethods } from '../../db/schema/index.ts';
import { DONE, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import type { ForCustomer } from './customer-scope.ts';
import { findMethod } from './find-method.ts';

/**
 * Confirms a method that a link kept: it may be charged for this customer, who says so, or staff in their name. One that came
 * another way needs no confirmation. Rejects with `not_found`, and with `method_not_usable` if its owner refused.
 */
export const confirmMethod = (
  ctx: Context,
  ask: { readonly who: ForCustomer; readonly methodId: string; readonly by: 'customer' | 'staff' },
): Promise<Outcome<null>> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<null>>> => {
    const { who, methodId, by } = ask;
    const found = await findMethod(ctx.db, who, methodId);
    if (found === null) return decided(refused({ code: 'not_found', what: 'payment method' }));
    const { snapshot, method } = found;
    if (method.refusedAt !== null || method.state !== 'usable') {
      return decided(refused({ code: 'method_not_usable' }));
    }
    if (method.keptBy === null || method.confirmedAt !== null) return decided(DONE);
    const at = ctx.now();
    const hasDefault = snapshot.methods.some(({ isDefault }) => isDefault);
    const committed = await commitChange(ctx, {
      merchantId: who.merchantId,
      commandId: `confirm_method/${newId(ctx, 'req')}`,
      at,
      appends: [
        {
          stream: { type: 'customer', id: who.customerId },
          head: snapshot.head,
          type: 'method_confirmed',
          data: { methodId, by },
        },
      ],
      rows: [
        ctx.db
          .update(paymentMethods)
          .set({ confirmedAt: at, confirmedBy: by, ...(!hasDefault && { isDefault: true }), updatedAt: at })
          .where(eq(paymentMethods.id, methodId)),
        recheckInvoices(ctx.db, who.customerId, at),
      ],
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
  });
