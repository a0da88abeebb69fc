import { speechFor } from '../i18n/dictionary.ts';
import type { InvoiceView } from '../model.ts';
import { htmlPart } from './layout.tsx';
import type { RenderedEmail, Stationery, Template } from './mail.ts';
import { invoiceSent } from './templates/invoice-sent.ts';
import { invoiceVoided } from './templates/invoice-voided.ts';
import { receipt } from './templates/receipt.ts';
import { textPart } from './text-part.ts';

export type { RenderedEmail } from './mail.ts';

/** Every mail there is, by what it is about. */
export type EmailTemplate = 'invoice_sent' | 'receipt' | 'invoice_voided';

/**
 * One mail about an invoice, in the customer's language (`view.locale`, else English): subject, HTML and text.
 * Every text in the view may hold anything; a currency that does not exist is a bug and throws.
 */
export function renderEmail(template: EmailTemplate, view: InvoiceView): Promise<RenderedEmail> {
  switch (template) {
    case 'invoice_sent':
      return renderInvoiceSent(view);
    case 'receipt':
      return renderReceipt(view);
    case 'invoice_voided':
      return renderInvoiceVoided(view);
    default:
      return template satisfies never;
  }
}

/** What is owed, until when, and how to pay it. Without a pay link there is no pay button. */
export function renderInvoiceSent(view: InvoiceView): Promise<RenderedEmail> {
  return render(invoiceSent, view);
}

/** What was paid, when and how: `view.payment`, or where there is none, all that was paid. */
export function renderReceipt(view: InvoiceView): Promise<RenderedEmail> {
  return render(receipt, view);
}

/** That an invoice is withdrawn and nothing is owed. */
export function renderInvoiceVoided(view: InvoiceView): Promise<RenderedEmail> {
  return render(invoiceVoided, view);
}

async function render(template: Template, view: InvoiceView): Promise<RenderedEmail> {
  const { locale, direction } = speechFor(view.locale);
  const stationery: Stationery = { language: locale, direction, merchant: view.merchant };
  const mail = template(view);
  return {
    subject: mail.subject,
    html: await htmlPart(mail, stationery),
    text: textPart(mail, stationery),
  };
}
