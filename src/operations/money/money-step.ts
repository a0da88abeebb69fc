import { eq, sql } from 'drizzle-orm';
import type { Append, Committed, Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { MoneySnapshot, MoneyTarget } from '../../db/queries/payment-money.ts';
import { credits, invoices } from '../../db/schema/index.ts';
import { moneyPaid } from '../../domain/invoice/state.ts';
import type { EntryOf } from '../../domain/journal.ts';
import { refundShares } from '../../domain/ledger/refund-shares.ts';
import { type DisputeStatus, holdsMoney } from '../../domain/payment/disputes.ts';
import type { GivenBack } from '../../domain/payment/give-back.ts';
import { type InvoiceShare, statusAfterMoney } from '../../domain/payment/refunds.ts';
import type { RefundState } from '../../domain/payment/state.ts';
import { type Context, commitChange } from '../core/context.ts';
import { disputedAmount } from '../facts/disputed-amount.ts';
import { payAgainRows } from './pay-again.ts';
import { reopenRows } from './reopen-invoice.ts';

export type RefundAfter = {
  readonly id: string;
  readonly state: RefundState;
  readonly amount: number;
  readonly creditAmount: number;
};

/** What can happen to money after it came: recorded on the payment's stream, and referenced on its invoices'. */
type MoneyEntry = Extract<
  EntryOf<'payment'>,
  {
    readonly type:
      | `refund_${string}`
      | 'refunds_recorded'
      | 'disputes_recorded'
      | 'taken_back'
      | 'given_back';
  }
>;

/** One step of a payment's money: its entry, and the state of its refunds and disputes after it. */
export type MoneyStep = {
  readonly commandId: string;
  readonly entry: MoneyEntry;
  readonly refunds: readonly RefundAfter[];
  readonly disputes: readonly { readonly state: DisputeStatus; readonly takenAmount: number | null }[];
  /** What its credit's balance is after it, minor units. */
  readonly creditBalance: number;
  /** What is taken back from its invoices, > 0 each: they are open again. */
  readonly taken?: readonly { readonly invoiceId: string; readonly amount: number }[];
  /** What is given back to its invoices, > 0 each. */
  readonly given?: GivenBack['toInvoices'];
  readonly rows: readonly Statement[];
  readonly effects: readonly Effect[];
};

/**
 * Commits a step of a payment's money on every stream it was decided on: the payment's, those of its invoices (whose
 * payment status depends on all their payments, so that two concurrent refunds cannot miss each other), and its
 * customer's if credit is touched.
 */
export function commitMoney(ctx: Context, money: MoneySnapshot, step: MoneyStep): Promise<Committed> {
  const at = ctx.now();
  const { payment, credit } = money;
  const creditChange = credit === null ? 0 : step.creditBalance - credit.balance;
  return commitChange(ctx, {
    merchantId: payment.merchantId,
    commandId: step.commandId,
    at,
    appends: [
      { stream: { type: 'payment', id: payment.id }, head: money.head, ...step.entry },
      ...money.targets.map((target) => appendToInvoice(target, step.entry.type, payment.id)),
      ...(credit !== null && creditChange !== 0 ? [onCustomer(money, credit.id, creditChange)] : []),
    ],
    rows: [
      ...step.rows,
      ...statusRows(ctx, money, step, at),
      ...(credit !== null && creditChange !== 0 ? [changeBalance(ctx, credit.id, creditChange)] : []),
    ],
    effects: step.effects,
    result: { paymentId: payment.id },
  });
}

const appendToInvoice = (
  { invoice, head }: MoneyTarget,
  type: MoneyEntry['type'],
  paymentId: string,
): Append => ({
  stream: { type: 'invoice', id: invoice.id },
  head,
  type,
  data: { paymentId },
});

/** An entry on the customer's stream: a credit's balance moved by so many minor units. */
const onCustomer = (
  money: Pick<MoneySnapshot, 'customer' | 'customerHead'>,
  creditId: string,
  amount: number,
): Append => ({
  stream: { type: 'customer', id: money.customer.id },
  head: money.customerHead,
  type: 'credit_moved',
  data: { creditId, amount },
});

/** The schema refuses a balance below zero or above the credited amount. */
export const changeBalance = (ctx: Context, creditId: string, amount: number): Statement =>
  ctx.db
    .update(credits)
    .set({ balance: sql`${credits.balance} + ${amount}` })
    .where(eq(credits.id, creditId));

function statusRows(ctx: Context, money: MoneySnapshot, step: MoneyStep, at: number): Statement[] {
  return money.targets.flatMap(({ invoice }) => {
    const taken = step.taken?.find(({ invoiceId }) => invoiceId === invoice.id);
    if (taken !== undefined) return reopenRows(ctx, money.payment, invoice, taken.amount, at);
    const given = step.given?.find(({ invoiceId }) => invoiceId === invoice.id);
    if (given !== undefined) return payAgainRows(ctx, money.payment, invoice, given, at);
    const paid = { ...invoice, amountPaid: moneyPaid(invoice) };
    const paymentStatus = statusAfterMoney(paid, sharesOf(money, step, invoice.id));
    if (paymentStatus === invoice.paymentStatus) return [];
    return [ctx.db.update(invoices).set({ paymentStatus, updatedAt: at }).where(eq(invoices.id, invoice.id))];
  });
}

/** Each payment's share of one invoice, with this payment as it is after the step. */
export function sharesOf(
  money: MoneySnapshot,
  after: Pick<MoneyStep, 'refunds' | 'disputes'>,
  invoiceId: string,
): InvoiceShare[] {
  const { payment } = money;
  return money.allocated
    .filter((each) => each.invoiceId === invoiceId)
    .map(({ paymentId, amount }) => {
      const isThis = paymentId === payment.id;
      const refunds = isThis
        ? after.refunds
        : money.otherRefunds.filter((row) => row.paymentId === paymentId);
      const disputes = isThis
        ? after.disputes
        : money.otherDisputes.filter((row) => row.paymentId === paymentId);
      return {
        allocated: amount,
        refunded: refundedOf(money, paymentId, refunds, invoiceId),
        isDisputed: disputes.some(({ state, takenAmount }) => holdsMoney(state) && takenAmount === null),
      };
    });
}

/** What of a payment's refunds went back for an invoice, or is on its way. */
function refundedOf(
  money: MoneySnapshot,
  paymentId: string,
  refunds: readonly RefundAfter[],
  invoiceId: string,
): number {
  const notes = new Map(
    [...money.refunds, ...money.otherRefunds].map(({ id, noteInvoiceId }) => [id, noteInvoiceId]),
  );
  const brought = money.allocated
    .filter((each) => each.paymentId === paymentId)
    .map((each) => ({ invoiceId: each.invoiceId, amount: each.brought }));
  const inTurn = refunds
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, state, amount, creditAmount }) => {
      const noteInvoiceId = notes.get(id) ?? null;
      return {
        state,
        amount: amount - creditAmount,
        creditNote: noteInvoiceId === null ? null : { invoiceId: noteInvoiceId },
      };
    });
  return refundShares(inTurn, brought, invoiceId).reduce((total, share) => total + share.amount, 0);
}

/** This payment's refunds, with one of them as it is after a step. */
export const withRefund = (money: MoneySnapshot, changed: RefundAfter): readonly RefundAfter[] => [
  ...money.refunds.filter(({ id }) => id !== changed.id),
  changed,
];

/** The facts about a payment's money that the rules decide on. */
export const moneyStanding = ({ payment, refunds, disputes }: MoneySnapshot) => ({
  state: payment.state,
  amountReceived: payment.amountReceived,
  refunds,
  disputes: disputes.map((row) => ({
    status: row.state,
    amount: disputedAmount(payment, row),
    isTaken: row.takenAmount !== null,
  })),
});
