import { selectAnyCredit } from '../../db/queries/credits.ts';
import { selectAnyInvoice, selectCustomer } from '../../db/queries/customers.ts';
import { deleteCustomerRows } from '../../db/queries/customers-write.ts';
import { selectAnyChild } from '../../db/queries/parents.ts';
import { selectAnySchedule } from '../../db/queries/schedules.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';

type Ask = { readonly customerId: string; readonly commandId: string };

/**
 * Removes a customer that has no invoice, not even a draft, no schedule and no credit; its journal stays. At Stripe nothing is removed.
 * Rejects with `not_found`, `customer_has_invoices`, or `customer_has_children` where it pays for others.
 */
export const removeCustomer = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ customerId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { customerId, commandId }: Ask,
): Promise<ConflictOr<Outcome<{ customerId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'customer', id: customerId } as const;
  const read = () =>
    db.batch([
      selectHead(db, stream),
      selectCustomer(db, scope, customerId),
      selectAnyInvoice(db, customerId),
      selectAnyCredit(db, customerId),
      selectAnyChild(db, customerId),
      selectAnySchedule(db, customerId),
    ]);
  const [head, [found], anyInvoice, anyCredit, children, anySchedule] = await read();
  const held = [anyInvoice, anyCredit, anySchedule];
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'customer' }));
  if (held.some((rows) => rows.length > 0)) return decided(refused({ code: 'customer_has_invoices' }));
  if (children.length > 0) return decided(refused({ code: 'customer_has_children' }));
  const change = {
    merchantId: scope.merchantId,
    commandId,
    at: ctx.now(),
    appends: [{ stream, head: headOf(head), type: 'customer_deleted', data: null }] as const,
    rows: deleteCustomerRows(db, customerId),
    effects: [],
    result: { customerId },
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? decided(done({ customerId })) : CONFLICT;
  } catch (error) {
    // An invoice, a schedule or a credit may have been created for it since: the foreign key refused the removal.
    const [, , invoicesSince, creditsSince, childrenSince, schedulesSince] = await read();
    if ([invoicesSince, creditsSince, schedulesSince].some((rows) => rows.length > 0))
      return decided(refused({ code: 'customer_has_invoices' }));
    if (childrenSince.length > 0) return decided(refused({ code: 'customer_has_children' }));
    throw error;
  }
}
