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
import type { ForCustomer } from './customer-scope.ts';
import { findMethod } from './find-method.ts';

/**
 * Moves a method one place up or down in the order of charging. At either end nothing changes. Rejects with
 * `not_found`.
 */
export const moveMethod = (
  ctx: Context,
  { who, ...ask }: { readonly who: ForCustomer; readonly methodId: string; readonly to: 'up' | 'down' },
): Promise<Outcome<null>> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<null>>> => {
    const found = await findMethod(ctx.db, who, ask.methodId);
    if (found === null) return decided(refused({ code: 'not_found', what: 'payment method' }));
    const { snapshot } = found;
    const order = snapshot.methods.filter(({ state }) => state !== 'detached');
    const from = order.findIndex(({ id }) => id === ask.methodId);
    const [moved, other] = [order[from], order[ask.to === 'up' ? from - 1 : from + 1]];
    if (moved === undefined || other === undefined) return decided(DONE);
    const at = ctx.now();
    const places = [
      { id: moved.id, position: other.position },
      { id: other.id, position: moved.position },
    ];
    const committed = await commitChange(ctx, {
      merchantId: who.merchantId,
      commandId: `method_order/${newId(ctx, 'req')}`,
      at,
      appends: [
        {
          stream: { type: 'customer', id: who.customerId },
          head: snapshot.head,
          type: 'method_order_changed',
          data: { places },
        },
      ],
      rows: places.map(({ id, position }) =>
        ctx.db.update(paymentMethods).set({ position, updatedAt: at }).where(eq(paymentMethods.id, id)),
      ),
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
  });
