import type { CoverFact } from '../../src/domain/ledger/facts.ts';
import { type LedgerFacts, ledgerOf, UNTOUCHED } from '../../src/domain/ledger/ledger.ts';
import type { Ledger } from '../../src/domain/ledger/types.ts';
import type { InvoiceView } from '../../src/views/model.ts';

/** A part of the payment that a partly refunded invoice gave back. */
const SOME_REFUNDED = 50_000;
const PAID_AT = Date.UTC(2027, 0, 9, 19, 32);
const REFUNDED_AT = Date.UTC(2027, 0, 16, 15, 5);

/** The ledger that goes with the other fields of a view, with what a test wants otherwise. */
export function ledgerFor(view: Omit<InvoiceView, 'ledger'>, more: Partial<LedgerFacts> = {}): Ledger {
  const { status, paymentStatus, payment, amountPaid, deductions } = view;
  const refunded =
    paymentStatus === 'refunded' ? amountPaid : paymentStatus === 'partially_refunded' ? SOME_REFUNDED : 0;
  const paymentId = payment?.reference ?? 'pay_01jf7q8d2k';
  const method = payment?.method ?? null;
  return ledgerOf({
    ...UNTOUCHED,
    status,
    paymentStatus,
    total: view.total,
    discounts: view.discountTotal,
    withheld: (deductions?.withholdings ?? []).reduce((all, { amount }) => all + amount, 0),
    deposited: (deductions?.deposits ?? []).reduce((all, { total }) => all + total, 0),
    paid: amountPaid,
    credited: view.amountCredited,
    asked: view.plan?.asked?.amount ?? null,
    timeZone: 'America/New_York',
    covers: [...paidBy(view, paymentId), ...creditedBy(view)],
    refunds:
      refunded === 0
        ? []
        : [
            {
              amount: refunded,
              refund: {
                id: 'ref_01jf7q8d2k',
                paymentId,
                state: 'succeeded',
                amount: refunded,
                at: REFUNDED_AT,
                method,
                creditNote: null,
              },
            },
          ],
    underWay:
      paymentStatus === 'processing'
        ? { paymentId, amount: payment?.amount ?? view.amountRemaining, at: payment?.at ?? PAID_AT, method }
        : null,
    ...more,
  });
}

function paidBy({ amountPaid, payment }: Omit<InvoiceView, 'ledger'>, paymentId: string): CoverFact[] {
  if (amountPaid === 0) return [];
  const method = payment?.state === 'succeeded' ? payment.method : null;
  return [{ amount: amountPaid, at: payment?.at ?? PAID_AT, source: { kind: 'payment', paymentId, method } }];
}

function creditedBy({ amountCredited, creditNotes }: Omit<InvoiceView, 'ledger'>): CoverFact[] {
  if (amountCredited === 0) return [];
  const notes =
    creditNotes.length === 0 ? [{ number: 'CN-NW-2026-0003', amount: amountCredited }] : creditNotes;
  return notes.map(({ number, amount }, index) => ({
    amount,
    at: Date.UTC(2027, 0, 20, 15),
    source: { kind: 'credit_note', id: `cno_${index + 1}`, number },
  }));
}
