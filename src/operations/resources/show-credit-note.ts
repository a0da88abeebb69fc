import { type CreditNoteFound, readCreditNoteFor } from '../../db/queries/credit-notes.ts';
import { readQuantitySize } from '../../domain/credit-note/quantities.ts';
import { exponent, parseCurrency } from '../../domain/currency.ts';
import { type Decimal, multiplyRound } from '../../domain/decimal.ts';
import { NO_DETAILS, NO_LINE_DETAILS } from '../../domain/invoice/details.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { readUnitDecimal } from '../../domain/invoice/read-values.ts';
import { ratesShown } from '../../domain/invoice/stored-sums.ts';
import { taxLabel } from '../../domain/invoice/tax-label.ts';
import { onTopOf } from '../../domain/invoice/totals.ts';
import type { DeductionsView, InvoiceView, LineView } from '../../domain/invoice/view.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type LinkRejection, openHostedInvoice } from './open-hosted-invoice.ts';

/** The credit note behind its invoice's view link. Rejects with `not_found` and `link_rotated`. */
export async function openCreditNote(
  ctx: Context,
  { token, creditNoteId }: { readonly token: string; readonly creditNoteId: string },
): Promise<Done<InvoiceView> | Refused<LinkRejection>> {
  const opened = await openHostedInvoice(ctx, { token, allLines: true });
  if (opened.kind !== 'done') return opened;
  const found = await readCreditNoteFor(ctx.db, creditNoteId);
  if (found === null || found.note.invoiceId !== opened.value.id)
    return refused({ code: 'not_found', what: 'link' });
  return done(creditNoteView(opened.value.view, found));
}

/** A credit note as a document: with the parties and the look of the invoice that it corrects. */
export function creditNoteView(invoice: InvoiceView, { note, lines }: CreditNoteFound): InvoiceView {
  const shown = lines.map((line) => lineView(invoice.lines[line.position], line, invoice));
  const { offDue, refunded, asCredit, outside } = note;
  return {
    ...invoice,
    number: invoiceNumber(note) ?? '',
    status: 'credited',
    overdue: false,
    paymentStatus: 'none',
    issuedOn: note.issueDate,
    dueOn: null,
    lines: shown,
    lineCount: shown.length,
    subtotal: shown.reduce((all, { amount }) => all + amount, 0),
    discountTotal: 0,
    adjustments: [],
    taxes: note.taxes,
    rates: ratesShown({ lines, adjustments: [], taxes: note.taxes }),
    total: note.payable,
    deductions: deductionsOf(invoice, note),
    amountPaid: 0,
    amountCredited: 0,
    notes: note.reason,
    details: NO_DETAILS,
    creditNotes: [],
    attachments: [],
    correction: {
      invoiceNumber: invoice.number,
      invoiceIssuedOn: invoice.issuedOn,
      offDue,
      refunded,
      asCredit,
      outside,
    },
    noLinkReason: 'credited',
    links: { ...invoice.links, pay: null, allLines: null },
    payment: null,
    transfer: null,
  };
}

/** What was never to be paid of its total: all of it as its invoice says, of a part only what is left by it. */
function deductionsOf(
  invoice: InvoiceView,
  { total, payable }: CreditNoteFound['note'],
): DeductionsView | null {
  if (total === payable) return null;
  return invoice.deductions?.total === total
    ? invoice.deductions
    : { total, withholdings: [], deposits: [], rounding: 0 };
}

/** An amount without a quantity is one of it; a quantity keeps the price and what was taken off it. */
function lineView(
  invoiced: LineView | undefined,
  { description, quantity, unitAmount, taxable, taxes }: CreditNoteFound['lines'][number],
  { currency, locale }: Pick<InvoiceView, 'currency' | 'locale'>,
): LineView {
  const amount = taxable + inclusiveOf(taxes);
  const isPriced = quantity !== null && unitAmount !== null;
  const unitDecimal = isPriced ? (invoiced?.unitDecimal ?? null) : null;
  const price = isPriced ? unitAmount : amount;
  const isReduced = invoiced !== undefined && invoiced.discount !== 0;
  return {
    description,
    quantity: quantity ?? '1',
    unitAmount: price,
    unitDecimal,
    discount: isReduced ? takenOff(quantity ?? '1', priceOf(price, unitDecimal, currency), amount) : 0,
    amount,
    taxLabels: taxes.map((tax) => taxLabel(tax, locale)),
    details: NO_LINE_DETAILS,
  };
}

/** A price without its sign, in minor units that may have decimals of their own. */
function priceOf(unitAmount: number, unitDecimal: string | null, code: string): Decimal {
  const currency = parseCurrency(code);
  const read =
    unitDecimal === null || currency === null ? null : readUnitDecimal(unitDecimal, exponent(currency), true);
  return read !== null && 'value' in read
    ? read.value.size
    : { units: BigInt(Math.abs(unitAmount)), scale: 0 };
}

/** What the invoice's discount took off so much of the line, in minor units; below zero of one that is so itself. */
function takenOff(quantity: string, price: Decimal, amount: number): number {
  const size = readQuantitySize(quantity);
  if (size === null) return 0;
  const off = Math.max(0, Number(multiplyRound(size, price)) - Math.abs(amount));
  return amount < 0 && off !== 0 ? -off : off;
}

const inclusiveOf = (taxes: CreditNoteFound['lines'][number]['taxes']): number =>
  taxes.reduce((all, { amount }) => all + amount, 0) - onTopOf(taxes);
