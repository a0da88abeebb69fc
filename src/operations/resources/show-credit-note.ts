import { type CreditNoteFound, readCreditNoteFor } from '../../db/queries/credit-notes.ts';
import { printedLine } from '../../domain/credit-note/printed-line.ts';
import { NO_DETAILS, NO_LINE_DETAILS } from '../../domain/invoice/details.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { ratesShown } from '../../domain/invoice/stored-sums.ts';
import { taxLabel } from '../../domain/invoice/tax-label.ts';
import type { DeductionsView, InvoiceView, LineView } from '../../domain/invoice/view.ts';
import { ledgerOf, UNTOUCHED } from '../../domain/ledger/ledger.ts';
import type { Ledger } from '../../domain/ledger/types.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { creditNoteEInvoice } from '../facts/credit-note-e-invoice.ts';
import { type InvoiceDocuments, openPage } from './open-documents.ts';
import type { LinkRejection } from './open-hosted-invoice.ts';
import { drawInvoice } from './show-invoice.ts';
import { deductionsView } from './show-sums.ts';

/** The credit note behind its invoice's view link. Rejects with `not_found` and `link_rotated`. */
export async function openCreditNote(
  ctx: Context,
  { token, creditNoteId }: { readonly token: string; readonly creditNoteId: string },
): Promise<Done<InvoiceDocuments> | Refused<LinkRejection>> {
  const opened = await openPage(ctx, token);
  if (opened.kind !== 'done') return opened;
  const page = opened.value;
  const found = await readCreditNoteFor(ctx.db, creditNoteId);
  if (found === null || found.note.invoiceId !== page.invoice.id)
    return refused({ code: 'not_found', what: 'link' });
  const { view } = await drawInvoice(ctx, page);
  return done({ view: creditNoteView(view, found), eInvoice: creditNoteEInvoice(page, found) });
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
    ledger: ledgerOfNote(note),
    notes: note.reason,
    details: NO_DETAILS,
    creditNotes: [],
    attachments: [],
    receipts: [],
    correction: {
      invoiceNumber: invoice.number,
      invoiceIssuedOn: invoice.issuedOn,
      offDue,
      refunded,
      asCredit,
      outside,
    },
    noLinkReason: 'credited',
    // The page of a copy says the invoice's number and amount, which a credit note's reader would take for a forgery.
    links: { ...invoice.links, pay: null, allLines: null, copy: null },
    payment: null,
    transfer: null,
  };
}

/** A credit note is settled by being issued. */
const ledgerOfNote = (note: CreditNoteFound['note']): Ledger =>
  ledgerOf({
    ...UNTOUCHED,
    status: 'credited',
    total: note.payable,
    credited: note.payable,
    timeZone: note.timeZone,
    covers: [
      {
        amount: note.payable,
        at: note.createdAt,
        source: { kind: 'credit_note', id: note.id, number: invoiceNumber(note) ?? '' },
      },
    ],
  });

/** What was never to be paid of its total; of one from before that was kept, as its invoice says where it took all of it. */
function deductionsOf(
  invoice: InvoiceView,
  { total, payable, deductions }: CreditNoteFound['note'],
): DeductionsView | null {
  if (deductions !== null) return deductionsView({ total, ...deductions });
  if (total === payable) return null;
  return invoice.deductions?.total === total
    ? invoice.deductions
    : { total, withholdings: [], deposits: [], rounding: 0 };
}

function lineView(
  invoiced: LineView | undefined,
  line: CreditNoteFound['lines'][number],
  { currency, locale }: Pick<InvoiceView, 'currency' | 'locale'>,
): LineView {
  return {
    ...printedLine(invoiced, line, currency),
    taxLabels: line.taxes.map((tax) => taxLabel(tax, locale)),
    details: NO_LINE_DETAILS,
  };
}
