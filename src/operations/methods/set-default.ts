import { and, eq, ne } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { paymentMethods } from '../../db/schema/index.ts';
import { hasSteppedBack, leaderOf } from '../../domain/collection/order.ts';
import { linkStanding } from '../../domain/methods/kept-by-link.ts';
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
import type { MethodsSnapshot } from './read-methods.ts';

/** Makes a method the default, which is charged first. Rejects with `not_found`, or `method_not_usable`. */
export const setDefaultMethod = (
  ctx: Context,
  { who, methodId }: { readonly who: ForCustomer; readonly methodId: string },
): Promise<Outcome<null>> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<null>>> => {
    const found = await findMethod(ctx.db, who, methodId);
    if (found === null) return decided(refused({ code: 'not_found', what: 'payment method' }));
    const { snapshot, method } = found;
    const standing = linkStanding(method, snapshot.customer);
    if (method.state !== 'usable' || standing === 'not_confirmed')
      return decided(refused({ code: 'method_not_usable' }));
    if (method.isDefault && isFirst(snapshot.methods, method)) return decided(DONE);
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
    return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
  });

/** Whether it is charged first anyway: none has paid since, and it was not declined. */
const isFirst = (methods: MethodsSnapshot['methods'], method: MethodsSnapshot['methods'][number]): boolean =>
  leaderOf(methods.filter(({ state }) => state !== 'detached'))?.id === method.id && !hasSteppedBack(method);

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
      .set({ isDefault: true, defaultSetAt: at, updatedAt: at })
      .where(and(of, eq(paymentMethods.id, methodId))),
  ];
}
