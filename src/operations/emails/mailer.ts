import type { EmailAttachment, EmailTransport } from '../../adapters/email/transport.ts';
import type { ReturnPaths } from '../../adapters/email/types.ts';
import type { EInvoiceSource } from '../../domain/e-invoice/source.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import type { CustomerMessage, InvoiceMessage, StaffMessage } from '../../domain/message.ts';
import type { CustomerMessageView, MessageSetting, StaffMessageView } from '../../domain/message-view.ts';
import type { ReceiptView } from '../../domain/receipt/view.ts';

export type RenderedMessage = {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Who it is from, where it must not name the merchant. */
  readonly sender?: string;
  readonly attachments?: readonly EmailAttachment[];
};

/** What delivering a message needs; loaded only when messages are delivered. */
export type Mailer = {
  readonly transport: EmailTransport;
  readonly returnPaths: ReturnPaths;
  /** The address messages come from; the merchant's name stands beside it. */
  readonly from: string;
  /** A message about an invoice, in the language of the view. */
  readonly render: (
    message: InvoiceMessage,
    view: InvoiceView,
    setting: MessageSetting,
  ) => Promise<RenderedMessage>;
  /** A message about no invoice. */
  readonly renderForCustomer: (
    message: CustomerMessage,
    view: CustomerMessageView,
  ) => Promise<RenderedMessage>;
  /** A message to whoever signs in for a business. */
  readonly renderForStaff: (message: StaffMessage, view: StaffMessageView) => Promise<RenderedMessage>;
  readonly pdf: (view: InvoiceView, eInvoice: EInvoiceSource | null) => Promise<Uint8Array>;
  readonly receipt: (view: ReceiptView) => Promise<Uint8Array>;
  readonly eInvoice: (source: EInvoiceSource) => Promise<string>;
};
