import { and, eq, ne } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { paymentMethods } from '../../db/schema/index.ts';
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
import type { MethodsSnapshot } from './read-methods.ts';

export type SetDefault = 'done' | 'not_found' | 'not_usable';

/** Makes a method the one that is charged first. One that cannot be charged now cannot be that. */
export const setDefaultMethod = (ctx: Context, who: ForCustomer, methodId: string): Promise<SetDefault> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<SetDefault>> => {
    const found = await findMethod(ctx.db, who, methodId);
    if (found === null) return decided('not_found');
    const { snapshot, method } = found;
    if (method.state !== 'usable') return decided('not_usable');
    if (method.isDefault) return decided('done');
    const at = ctx.now();
    const committed = await commitChange(ctx, {
      merchantId: who.merchantId,
      commandId: `default_method/${newId(ctx, 'req')}`,
      at,
      appends: [
        {
          stream: { type: 'customer', id: who.customerId },
          head: snapshot.head,
          type: 'default_method_set',
          data: { methodId },
        },
      ],
      rows: [...defaultRows(ctx, snapshot, methodId, at), recheckInvoices(ctx.db, who.customerId, at)],
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? decided('done') : CONFLICT;
  });

/** The rows that make a method the default, for a commit on its customer's stream: never two at once. */
export function defaultRows(
  ctx: Context,
  snapshot: MethodsSnapshot,
  methodId: string,
  at: number,
): readonly Statement[] {
  const { db } = ctx;
  const of = and(
    eq(paymentMethods.customerId, snapshot.customer.id),
    eq(paymentMethods.connectionId, snapshot.connection.id),
  );
  return [
    db
      .update(paymentMethods)
      .set({ isDefault: false, updatedAt: at })
      .where(and(of, eq(paymentMethods.isDefault, true), ne(paymentMethods.id, methodId))),
    db
      .update(paymentMethods)
      .set({ isDefault: true, updatedAt: at })
      .where(and(of, eq(paymentMethods.id, methodId))),
  ];
}
