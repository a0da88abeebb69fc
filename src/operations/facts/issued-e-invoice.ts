import { selectCreditAtIssue } from '../../db/queries/credits.ts';
import type { InvoicePage } from '../../db/queries/invoice-page.ts';
import { parseLocalDate } from '../../domain/calendar.ts';
import type { EInvoiceSource } from '../../domain/e-invoice/source.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import type { Context } from '../core/context.ts';
import { eInvoiceSource } from './e-invoice.ts';
import { profileOf } from './profile.ts';

type Page = Pick<InvoicePage, 'invoice' | 'merchant' | 'printed' | 'lines' | 'plan'>;

/** The e-invoice of an invoice that was issued, from a page with all of its lines; null where its business sent none. */
export async function issuedEInvoice(
  ctx: Pick<Context, 'db'>,
  { invoice, merchant, printed, lines, plan }: Page,
): Promise<EInvoiceSource | null> {
  const profile = printed ?? profileOf(merchant);
  const { parties, finalizedAt } = invoice;
  const number = invoiceNumber(invoice);
  const issuedOn = parseLocalDate(invoice.issueDate ?? '');
  // Its document, and any file with it, was the other system's.
  if (invoice.sums?.takenOver === true) return null;
  if (profile.eInvoice === null || parties === null || finalizedAt === null) return null;
  if (number === null || issuedOn === null) return null;
  const [credited] = await selectCreditAtIssue(ctx.db, invoice.id, finalizedAt);
  const prepaid = credited?.amount ?? 0;
  return eInvoiceSource({
    invoice,
    lines,
    parties,
    profile,
    number,
    issuedOn,
    prepaid,
    parts: plan.instalments,
  });
}
