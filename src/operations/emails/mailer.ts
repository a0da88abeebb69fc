import type { EmailTransport } from '../../adapters/email/transport.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import type { EmailTemplate } from '../recipients.ts';

export type RenderedMessage = { readonly subject: string; readonly html: string; readonly text: string };

/** What delivering a message takes; loaded only where messages are delivered. */
export type Mailer = {
  readonly transport: EmailTransport;
  /** The address messages come from; the merchant's name stands beside it. */
  readonly from: string;
  readonly render: (template: EmailTemplate, view: InvoiceView) => Promise<RenderedMessage>;
  readonly pdf: (view: InvoiceView) => Promise<Uint8Array>;
};
