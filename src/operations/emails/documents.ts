import type { OutgoingEmail } from '../../adapters/email/transport.ts';
import type { CreditNoteFound } from '../../db/queries/credit-notes.ts';
import type { InvoicePage } from '../../db/queries/invoice-page.ts';
import { type AttachmentsBy, attachmentsGo } from '../../domain/attachment/delivery.ts';
import type { EInvoiceSource } from '../../domain/e-invoice/source.ts';
import { pdfName, xmlName } from '../../domain/invoice/number.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import { fitsInMail } from '../../domain/mail/size.ts';
import { readFileBytes } from '../attachments/open-attachment.ts';
import type { Context } from '../core/context.ts';
import { creditNoteEInvoice } from '../facts/credit-note-e-invoice.ts';
import { issuedEInvoice } from '../facts/issued-e-invoice.ts';
import type { Mailer } from './mailer.ts';

type Sent = {
  readonly attachments: OutgoingEmail['attachments'];
  readonly isPdfTooLarge: boolean;
  /** How the files go that are attached to the invoice. */
  readonly attachmentsBy: AttachmentsBy;
};

/**
 * What goes with an invoice that is sent: its PDF, and its e-invoice where that is a file of its own. Files that are attached to
 * it go along where there is room for all of them; else, or where the bucket does not give them out, the mail leads to them.
 */
export async function documentsOf(
  ctx: Pick<Context, 'db' | 'files' | 'log'>,
  mailer: Pick<Mailer, 'pdf' | 'eInvoice'>,
  page: InvoicePage,
  view: InvoiceView,
): Promise<Sent> {
  const { files, length, isPdfTooLarge } = await drawn(
    mailer,
    view,
    await issuedEInvoice(ctx, page),
    'invoice',
  );
  const attached = await mailedFiles(ctx, page, length);
  return {
    attachments: [...files, ...(attached ?? [])],
    isPdfTooLarge,
    attachmentsBy: attached === null ? 'link' : 'mail',
  };
}

/** The same of a credit note, which has no files of its own. */
export async function documentsOfNote(
  mailer: Pick<Mailer, 'pdf' | 'eInvoice'>,
  page: InvoicePage,
  view: InvoiceView,
  note: CreditNoteFound,
): Promise<Sent> {
  const { files, isPdfTooLarge } = await drawn(mailer, view, creditNoteEInvoice(page, note), 'credit-note');
  return { attachments: files, isPdfTooLarge, attachmentsBy: 'link' };
}

/**
 * The documents and their length. Where all of it is too large for a mail the e-invoice stays, which nobody can read off a
 * page, and the mail leads to the PDF.
 */
async function drawn(
  mailer: Pick<Mailer, 'pdf' | 'eInvoice'>,
  view: InvoiceView,
  source: EInvoiceSource | null,
  kind: 'invoice' | 'credit-note',
) {
  const pdf = await mailer.pdf(view, source);
  const xml =
    source === null || source.format === 'factur_x'
      ? null
      : new TextEncoder().encode(await mailer.eInvoice(source));
  const files = [
    { filename: pdfName(view.number, kind), contentType: 'application/pdf', content: pdf },
    ...(xml === null
      ? []
      : [{ filename: xmlName(view.number, kind), contentType: 'application/xml', content: xml }]),
  ];
  const length = pdf.length + (xml?.length ?? 0);
  const isPdfTooLarge = !fitsInMail({ length });
  const mailed = isPdfTooLarge ? files.slice(1).filter(({ content }) => fitsInMail(content)) : files;
  return { files: mailed, length, isPdfTooLarge };
}

/** The invoice's files, to be mailed beside documents of so many bytes; null where the mail leads to them. */
async function mailedFiles(
  ctx: Pick<Context, 'files' | 'log'>,
  { invoice, merchant, attachments }: InvoicePage,
  documentBytes: number,
): Promise<OutgoingEmail['attachments'] | null> {
  if (attachmentsGo(merchant.attachmentsBy, attachments, documentBytes) === 'link') return null;
  const read = await Promise.all(
    attachments.map(async ({ id, name, mediaType }) => {
      const content = await readFileBytes(ctx, { id, merchantId: invoice.merchantId });
      return content === null ? null : { filename: name, contentType: mediaType, content };
    }),
  );
  const found = read.filter((file) => file !== null);
  return found.length < attachments.length ? null : found;
}
