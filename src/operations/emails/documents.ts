import type { OutgoingEmail } from '../../adapters/email/transport.ts';
import type { InvoicePage } from '../../db/queries/invoice-page.ts';
import { pdfName, xmlName } from '../../domain/invoice/number.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import { fitsInMail } from '../../domain/mail/size.ts';
import type { Context } from '../core/context.ts';
import { issuedEInvoice } from '../facts/issued-e-invoice.ts';
import type { Mailer } from './mailer.ts';

type Sent = { readonly attachments: OutgoingEmail['attachments']; readonly isPdfTooLarge: boolean };

/**
 * What goes with an invoice that is sent: its PDF, and its e-invoice where that is a file of its own. Where all of it is too
 * large for a mail the e-invoice stays, which nobody can read off a page, and the mail leads to the PDF.
 */
export async function documentsOf(
  ctx: Pick<Context, 'db'>,
  mailer: Pick<Mailer, 'pdf' | 'eInvoice'>,
  page: InvoicePage,
  view: InvoiceView,
): Promise<Sent> {
  const source = await issuedEInvoice(ctx, page);
  const pdf = await mailer.pdf(view, source);
  const xml =
    source === null || source.format === 'factur_x'
      ? null
      : new TextEncoder().encode(await mailer.eInvoice(source));
  const files = [
    { filename: pdfName(view.number), contentType: 'application/pdf', content: pdf },
    ...(xml === null
      ? []
      : [{ filename: xmlName(view.number), contentType: 'application/xml', content: xml }]),
  ];
  const isPdfTooLarge = !fitsInMail({ length: pdf.length + (xml?.length ?? 0) });
  return {
    attachments: isPdfTooLarge ? files.slice(1).filter(({ content }) => fitsInMail(content)) : files,
    isPdfTooLarge,
  };
}

/** A document that goes by itself: a credit note. */
export async function documentOf(mailer: Pick<Mailer, 'pdf'>, view: InvoiceView): Promise<Sent> {
  const pdf = await mailer.pdf(view, null);
  const isPdfTooLarge = !fitsInMail(pdf);
  const file = {
    filename: pdfName(view.number, 'credit-note'),
    contentType: 'application/pdf',
    content: pdf,
  };
  return { attachments: isPdfTooLarge ? [] : [file], isPdfTooLarge };
}
