import type { ReceiptFound } from '../../db/queries/receipts.ts';
import type { refunds } from '../../db/schema/index.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import type { MethodView } from '../../domain/invoice/view.ts';
import { localeFor } from '../../domain/reader/locale.ts';
import { receiptNumber } from '../../domain/receipt/number.ts';
import { type PaidOf, paidOf, partsBetween } from '../../domain/receipt/paid.ts';
import { receiptIdOf } from '../../domain/receipt/source.ts';
import type { ReceiptInvoice, ReceiptRefund, ReceiptView } from '../../domain/receipt/view.ts';
import type { Context } from '../core/context.ts';
import { merchantOfInvoice } from '../facts/merchant-view.ts';
import { partyView } from '../resources/show-invoice.ts';
import { sumsView } from '../resources/show-sums.ts';

type Refund = typeof refunds.$inferSelect;
type Issued = ReceiptFound['paid'][number];

export type Reader = {
  /** The invoice whose link led to it: what is another customer's is not shown there. Null for whoever paid. */
  readonly from: string | null;
  /** BCP 47; null for the invoice's own language. */
  readonly locale: string | null;
};

/** A receipt as a reader may see it; null where the invoice that led to it is not one that it pays. */
export async function receiptView(
  ctx: Pick<Context, 'links' | 'reader'>,
  found: ReceiptFound,
  reader: Reader,
  refund: Refund | null,
): Promise<ReceiptView | null> {
  const { payment, offline, merchant, customer } = found;
  const issued =
    reader.from === null ? found.paid.at(-1) : found.paid.find(({ invoice }) => invoice.id === reader.from);
  const source = payment ?? offline;
  if (issued === undefined || source === null) return null;
  const { invoice } = issued;
  const isPayers = payment === null || payment.customerId === invoice.customerId;
  const sourceId = refund?.id ?? source.id;
  const number = numberOf(found, sourceId);
  // A refund is told to whoever paid, and stands behind no other customer's link.
  if (number === null || (refund !== null && reader.from !== null && !isPayers)) return null;
  const house = invoice.parties?.locale ?? merchant.locale;
  const locale = localeFor({ own: reader.locale ?? customer.locale, house }, ctx.reader ?? null);
  const party =
    isPayers || reader.from !== null ? (invoice.parties?.customer ?? partyOf(customer)) : partyOf(customer);
  const { country: home } = invoice.parties?.merchant.address ?? merchant.address;
  const isAtHome = home !== null && home !== undefined && home === party.address.country;
  const dayOf = (instant: number): string => localDateAt(instant, invoice.timeZone);
  const all = paidOf(source.id, found.covers);
  const shown = reader.from === null ? all : all.filter(({ invoiceId }) => invoiceId === reader.from);
  const hidden = all.filter((one) => !shown.includes(one));
  const received = payment?.amountReceived ?? offline?.amount ?? 0;
  const covered = all.reduce((sum, { amount }) => sum + amount, 0);
  // Of what another customer paid, an invoice's link shows its own share and nothing else.
  const seesAll = reader.from === null || isPayers;
  const share = shown.reduce((sum, { amount }) => sum + amount, 0);
  const taken = takenBack(found);
  return {
    kind: refund === null ? 'payment' : 'refund',
    number,
    refundOf: refund === null ? null : numberOf(found, source.id),
    currency: source.currency,
    locale,
    merchant: merchantOfInvoice(ctx, { ...issued, merchant }, locale, isAtHome),
    customer: partyView(party, { locale, isAtHome }),
    amount: refund?.amount ?? (seesAll ? received : share),
    movedOn: refund === null ? movedOn(found, dayOf) : dayOf(refund.createdAt),
    method: seesAll ? methodOf(found) : null,
    reference: refund === null ? (offline?.reference ?? null) : null,
    invoices: shown.flatMap((paid) => invoiceOf(found, paid)),
    others: hidden.length > 0 && seesAll ? { count: hidden.length, amount: covered - share } : null,
    surplus: seesAll ? Math.max(0, received - covered) : 0,
    refunds: refund === null && seesAll ? found.refunds.flatMap((one) => refundOf(one, dayOf)) : [],
    returned:
      refund === null && seesAll && taken !== null
        ? { ...taken, on: taken.at === null ? null : dayOf(taken.at) }
        : null,
    refundState: refund === null ? null : (refundOf(refund, dayOf)[0]?.state ?? 'failed'),
    proof: await proofOf(ctx, found, sourceId),
  };
}

const numberOf = ({ numbers }: ReceiptFound, sourceId: string): string | null => {
  const given = numbers.find((one) => one.sourceId === sourceId);
  return given === undefined ? null : receiptNumber(given);
};

/** The day on which the money came: of a payment that staff recorded, the day that they said. */
export const movedOn = (
  { payment, offline }: Pick<ReceiptFound, 'payment' | 'offline'>,
  dayOf: (instant: number) => string,
): string => offline?.receivedOn ?? dayOf(payment?.succeededAt ?? 0);

const partyOf = ({ legalName, address, email, taxIds }: ReceiptFound['customer']) => ({
  name: legalName,
  address,
  email,
  taxId: null,
  taxIds,
});

function methodOf({ payment, offline }: ReceiptFound): MethodView | null {
  if (offline !== null) return { kind: 'offline', label: offline.method };
  const method = payment?.method ?? null;
  return method?.kind === 'other' ? { kind: 'other', label: method.type } : method;
}

function invoiceOf({ paid, parts }: ReceiptFound, { invoiceId, amount, ...span }: PaidOf): ReceiptInvoice[] {
  const issued: Issued | undefined = paid.find(({ invoice }) => invoice.id === invoiceId);
  if (issued === undefined) return [];
  const { invoice } = issued;
  const plan = parts.filter((part) => part.invoiceId === invoiceId);
  return [
    {
      number: invoiceNumber(invoice) ?? '',
      issuedOn: invoice.issueDate ?? localDateAt(invoice.createdAt, invoice.timeZone),
      total: invoice.amountDue,
      amount,
      left: Math.max(0, invoice.amountDue - span.after),
      parts: partsBetween(plan, span),
      partCount: plan.length,
      taxes: sumsView(invoice).taxes,
    },
  ];
}

function refundOf(refund: Refund, dayOf: (instant: number) => string): ReceiptRefund[] {
  const { amount, stripeRefundId } = refund;
  if (stripeRefundId === null) return [];
  const on = dayOf(refund.createdAt);
  switch (refund.state) {
    case 'succeeded':
      return [{ amount, on, state: 'made' }];
    case 'requested':
    case 'unknown':
    case 'pending':
    case 'requires_action':
      return [{ amount, on, state: 'on_its_way' }];
    case 'failed':
    case 'canceled':
      return [];
    default:
      return refund.state satisfies never;
  }
}

/** What a bank took back of it and did not give back since, or staff reversed of what they had recorded. */
function takenBack({
  payment,
  offline,
  covers,
  disputes,
}: ReceiptFound): { readonly amount: number; readonly at: number | null } | null {
  const reversed = covers.find(({ sourceId, amount }) => sourceId === offline?.id && amount < 0);
  if (offline !== null) return reversed === undefined ? null : { amount: offline.amount, at: reversed.at };
  const takes = disputes.filter(({ takenAmount }) => takenAmount !== null);
  const amount = takes.reduce((sum, { takenAmount }) => sum + (takenAmount ?? 0), 0);
  if (amount > 0) return { amount, at: takes.at(-1)?.closedAt ?? takes.at(-1)?.updatedAt ?? null };
  return payment?.state === 'returned' ? { amount: payment.amountReceived, at: payment.closedAt } : null;
}

/** A link holds 16 bits of its version. */
const LAST_SEQ = 65_535;

async function proofOf({ links }: Pick<Context, 'links'>, { head }: ReceiptFound, sourceId: string) {
  const { seq, hash } = head;
  if (seq < 1 || seq > LAST_SEQ) return null;
  return { seq, hash, url: await links.url('receipt', { id: receiptIdOf(sourceId), version: seq }) };
}
