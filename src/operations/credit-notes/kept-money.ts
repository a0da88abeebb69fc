import type { CreditFacts } from '../../db/queries/credit-notes.ts';
import { type MoneySnapshot, readPaymentMoney } from '../../db/queries/payment-money.ts';
import type { Kept } from '../../domain/credit-note/give-back.ts';
import { holdsMoney } from '../../domain/payment/disputes.ts';
import { isCommitted, refundable } from '../../domain/payment/refunds.ts';
import type { Context } from '../core/context.ts';
import { moneyStanding } from '../money/money-step.ts';

/** What was paid of an invoice and is still here, and the payments that it can be refunded from. */
export type KeptMoney = Kept & { readonly payments: readonly MoneySnapshot[] };

/** More payments of one invoice are not read for a refund: the others count as paid outside. */
const MOST_PAYMENTS = 12;

/** Reads what can be given back of an invoice; the newest payment is refunded first. */
export async function readKeptMoney(
  ctx: Context,
  invoiceId: string,
  { cover, notes }: CreditFacts,
): Promise<KeptMoney> {
  const paying = cover
    .filter(({ sourceType, amount }) => sourceType === 'payment' && amount > 0)
    .toSorted((a, b) => b.sourceId.localeCompare(a.sourceId))
    .slice(0, MOST_PAYMENTS);
  const payments: MoneySnapshot[] = [];
  for (const { sourceId } of paying) {
    const money = await readPaymentMoney(ctx.db, sourceId);
    if (money !== null) payments.push(money);
  }
  const noteIds = new Set(notes.map(({ id }) => id));
  const parts = payments.map((money) => partOf(money, invoiceId, noteIds));
  const received = sum(
    cover.filter(({ sourceType }) => sourceType !== 'credit_note').map(({ amount }) => amount),
  );
  // What was refunded without a credit note may be what a later one says was given back outside.
  const plain = sum(parts.map((part) => part.refundedPlainly));
  const outside = sum(notes.map((note) => note.outside));
  const back =
    sum(parts.map((part) => part.refundedByNotes)) +
    sum(notes.map(({ asCredit }) => asCredit)) +
    Math.max(plain, outside);
  return {
    payments,
    sources: parts.map(({ paymentId, refundable: most }) => ({ paymentId, refundable: most })),
    kept: Math.max(0, received - back),
  };
}

/** What one payment brought the invoice, what of it went back, and what can still be refunded of it. */
function partOf(money: MoneySnapshot, invoiceId: string, noteIds: ReadonlySet<string>) {
  const { payment, refunds, disputes, credit, allocated } = money;
  const share = allocated.find((each) => each.paymentId === payment.id && each.invoiceId === invoiceId);
  const brought = share?.amount ?? 0;
  const going = refunds.filter(({ state }) => isCommitted(state));
  const ofNotes = going.filter(({ creditNoteId }) => noteIds.has(creditNoteId ?? ''));
  const refundedByNotes = sum(ofNotes.map(({ amount }) => amount));
  const plain = going.filter(({ creditNoteId }) => creditNoteId === null);
  const isHeld = disputes.some(({ state }) => holdsMoney(state));
  // A surplus is the customer's own, and not a part of what this invoice was paid.
  const free = refundable(moneyStanding(money)) - (credit?.balance ?? 0);
  return {
    paymentId: payment.id,
    refundedByNotes,
    refundedPlainly: Math.min(brought, sum(plain.map(({ amount, creditAmount }) => amount - creditAmount))),
    refundable: isHeld ? 0 : Math.max(0, Math.min(brought - refundedByNotes, free)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
