import type { CoverRow, LedgerRow } from '../../db/queries/ledger.ts';
import type { invoices } from '../../db/schema/index.ts';
import { type InvoicePlan, invoicePlan } from '../../domain/collection/plan.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { moneyPaid, shownStatus } from '../../domain/invoice/state.ts';
import { sumsOf } from '../../domain/invoice/stored-sums.ts';
import type { CoverFact, NoteFact, RefundFact } from '../../domain/ledger/facts.ts';
import { ledgerOf } from '../../domain/ledger/ledger.ts';
import { type RefundShare, refundShares } from '../../domain/ledger/refund-shares.ts';
import type { Ledger } from '../../domain/ledger/types.ts';
import type { MethodView } from '../../domain/payment/method-view.ts';
import type { MethodSummary } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';

type Invoice = typeof invoices.$inferSelect;

/** For whom a ledger is drawn. */
export type LedgerReader = {
  /** What is asked for now of an invoice in parts; null for all that is due. */
  readonly asked: number | null;
  /** Whether they may know what that customer paid that payment with. */
  readonly mayKnow: (payerId: string, paymentId: string) => boolean;
  /** Whether its payer has switched automatic payment off. */
  readonly isAutopayOff: boolean;
  /** What is charged first; null where that is open, or not theirs to know. */
  readonly method: MethodView | null;
};

type Shown = (method: MethodSummary | null, payerId: string | null, paymentId: string) => MethodView | null;

/** The ledger of one invoice. */
export function ledgerFor(
  ctx: Pick<Context, 'now'>,
  invoice: Invoice,
  row: LedgerRow,
  { asked, mayKnow, isAutopayOff, method }: LedgerReader,
): Ledger {
  const sums = sumsOf(invoice);
  const shown: Shown = (paidWith, payerId, paymentId) =>
    paidWith !== null && payerId !== null && mayKnow(payerId, paymentId) ? methodView(paidWith) : null;
  return ledgerOf({
    status: shownStatus(invoice),
    total: sums.payable,
    discounts: sums.discountTotal - sum(sums.adjustments.map(({ amount }) => Math.min(0, amount))),
    withheld: sum(sums.withholdings.map(({ amount }) => amount)),
    deposited: sum(sums.deposits.map(({ total }) => total)),
    paid: moneyPaid(invoice),
    credited: invoice.amountCredited,
    paymentStatus: invoice.paymentStatus,
    asked,
    plan: isAutopayOff ? { kind: 'not' } : lastDecided(ctx, invoice),
    method,
    timeZone: invoice.timeZone,
    covers: row.covers.map((cover) => coverOf(cover, shown)),
    refunds: refundsOf(invoice.id, row, shown),
    notes: row.notes.map(noteOf),
    underWay: row.moving && {
      paymentId: row.moving.id,
      amount: row.moving.amount,
      at: row.moving.at,
      method: shown(row.moving.method, row.moving.payerId, row.moving.id),
    },
  });
}

/** What is charged by itself, as the rules last decided; before they have, nothing is said. */
const lastDecided = (ctx: Pick<Context, 'now'>, invoice: Invoice): InvoicePlan =>
  invoicePlan({
    now: ctx.now(),
    paymentStatus: invoice.paymentStatus,
    isPausedByCustomer: invoice.collectPausedAt !== null,
    stage: invoice.collectStage,
    reason: invoice.collectReason,
    collectAt: invoice.collectAt,
    nextCheckAt: invoice.nextCheckAt,
    hasMethod: invoice.collectStage === 'scheduled',
  });

const coverOf = (cover: CoverRow, shown: Shown): CoverFact => ({
  amount: cover.amount,
  at: cover.at,
  source: sourceOf(cover, shown),
});

function sourceOf(cover: CoverRow, shown: Shown): CoverFact['source'] {
  const { source: kind, sourceId: id } = cover;
  switch (kind) {
    case 'payment':
      return { kind, paymentId: id, method: shown(cover.method, cover.payerId, id) };
    case 'offline_payment':
      return {
        kind,
        id,
        method: cover.offline ?? 'other',
        reference: cover.reference,
        receivedOn: cover.receivedOn,
      };
    case 'credit':
      return { kind, id };
    case 'credit_note':
      return { kind, id, number: invoiceNumber(cover) ?? '' };
    default:
      return kind satisfies never;
  }
}

const noteOf = (note: LedgerRow['notes'][number]): NoteFact => ({
  id: note.id,
  number: invoiceNumber(note) ?? '',
  on: note.on,
  asCredit: note.asCredit,
  outside: note.outside,
});

/** What of the refunds of its payments is this invoice's. */
function refundsOf(
  invoiceId: string,
  { refunds }: LedgerRow,
  shown: Shown,
): readonly RefundShare<RefundFact>[] {
  return [...Map.groupBy(refunds, ({ paymentId }) => paymentId).values()].flatMap((ofPayment) => {
    const facts = ofPayment.map(
      (row): RefundFact => ({
        id: row.id,
        paymentId: row.paymentId,
        state: row.state,
        amount: row.amount,
        at: row.at,
        method: shown(row.method, row.payerId, row.paymentId),
        creditNote:
          row.noteInvoiceId === null
            ? null
            : { number: invoiceNumber(row) ?? '', invoiceId: row.noteInvoiceId },
      }),
    );
    return refundShares(facts, ofPayment[0]?.brought ?? [], invoiceId);
  });
}

/** A stored summary of a method → how it is shown. */
export const methodView = (method: MethodSummary): MethodView =>
  method.kind === 'other' ? { kind: 'other', label: method.type } : method;

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
