import { selectCustomer } from '../../db/queries/customers.ts';
import {
  selectAnyChild,
  selectConcerned,
  selectHasOwn,
  selectNamedParent,
  selectPaidByOthers,
} from '../../db/queries/parents.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { isStoppable, parentProblems } from './parent-problems.ts';

const MOST = 50;

/** Who pays by itself: the customer, or its parent; nobody where there is neither method nor parent. */
type PaidBy = 'itself' | 'parent' | 'nobody';

/** What another parent, or none, means for a customer, as it is said before. Amounts in minor units, instants in ms. */
export type ParentChange = {
  readonly customerId: string;
  readonly from: { readonly id: string; readonly name: string } | null;
  readonly to: { readonly id: string; readonly name: string } | null;
  readonly paidByNow: PaidBy;
  readonly paidByThen: PaidBy;
  /** Open invoices that were sent, those that are charged soonest first. */
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string | null;
    readonly currency: string;
    readonly amountRemaining: number;
    /** When it is charged as planned now. */
    readonly chargeAt: number | null;
  }[];
  readonly openInvoices: number;
  /** Payments that another customer began for them: they are closed. */
  readonly stopped: number;
  /** Debits on their way to the bank: they go on. */
  readonly moving: number;
};

type Ask = { readonly customerId: string; readonly parentId: string | null };

/** Says what another parent would mean. Rejects with `not_found`, and with `invalid` where it cannot be one. */
export async function previewParent(
  ctx: Context,
  { scope, customerId, parentId }: Scoped<Ask>,
): Promise<Outcome<ParentChange>> {
  const { db } = ctx;
  const [[found], [to], children, [own], byOthers, concerned, [counted]] = await db.batch([
    selectCustomer(db, scope, customerId),
    selectNamedParent(db, scope, parentId ?? ''),
    selectAnyChild(db, customerId),
    selectHasOwn(db, customerId),
    selectPaidByOthers(db, customerId),
    ...selectConcerned(db, customerId, MOST),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  const { parentId: before } = found.customer;
  const problems = parentProblems({ customerId, parentId, before }, to, children);
  if (problems.length > 0) return refused({ code: 'invalid', problems });
  const [from] = before === null ? [] : await selectNamedParent(db, scope, before);
  const paidBy = (parent: unknown): PaidBy =>
    own?.hasOwn === 1 ? 'itself' : parent === undefined ? 'nobody' : 'parent';
  const stoppable = byOthers.filter(isStoppable).length;
  return done({
    customerId,
    from: from === undefined ? null : { id: from.id, name: from.name },
    to: to === undefined ? null : { id: to.id, name: to.name },
    paidByNow: paidBy(from),
    paidByThen: paidBy(to),
    invoices: concerned.map((invoice) => ({
      id: invoice.id,
      number: invoiceNumber(invoice),
      currency: invoice.currency,
      amountRemaining: amountRemaining(invoice),
      chargeAt: invoice.collectStage === 'off' ? null : invoice.collectAt,
    })),
    openInvoices: counted?.count ?? 0,
    stopped: before === (to?.id ?? null) ? 0 : stoppable,
    moving: byOthers.length - stoppable,
  });
}
