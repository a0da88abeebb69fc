import type { OutgoingEmail } from '../../adapters/email/transport.ts';
import type { InvoiceView, PaymentView } from '../../domain/invoice/view.ts';
import { fitsInMail } from '../../domain/mail/size.ts';
import type { InvoiceMessage } from '../../domain/message.ts';
import type { MessageSetting } from '../../domain/message-view.ts';
import { receiptPdfName } from '../../domain/receipt/file-name.ts';
import { receiptKindOf } from '../../domain/receipt/source.ts';
import type { Context } from '../core/context.ts';
import { openReceipt } from '../receipts/open-receipt.ts';
import type { Mailer } from './mailer.ts';

type Sent = {
  readonly attachments: OutgoingEmail['attachments'];
  readonly receipt: NonNullable<MessageSetting['receipt']>;
  /** Of a payment that staff recorded: what the message is about, which may not be the last that came for its invoice. */
  readonly recorded: PaymentView | null;
};

/**
 * The receipt that goes with a message about money that came or went back, with all that the payment was for: it is told to
 * whoever paid, and to their parent. Null for any other message.
 */
export async function receiptFor(
  ctx: Context,
  mailer: Pick<Mailer, 'receipt'>,
  { message, paymentId, view: invoice }: About,
): Promise<Sent | null> {
  const sourceId = sourceOf(message, paymentId);
  if (sourceId === null) return null;
  const opened = await openReceipt(ctx, { sourceId, from: null, locale: invoice.locale });
  if (opened.kind !== 'done') return null;
  const view = opened.value;
  const content = await mailer.receipt(view);
  const isTooLarge = !fitsInMail(content);
  const file = { filename: receiptPdfName(view), contentType: 'application/pdf', content };
  const { number, amount, movedOn, method, reference } = view;
  return {
    attachments: isTooLarge ? [] : [file],
    receipt: { number, isTooLarge, ...(reference !== null && { reference }) },
    recorded:
      receiptKindOf(sourceId) === 'offline_payment'
        ? { ...RECORDED, amount, on: movedOn, method, reference: reference ?? number }
        : null,
  };
}

type About = {
  readonly message: InvoiceMessage;
  readonly paymentId: string | null;
  /** The invoice, as it is shown to the reader. */
  readonly view: InvoiceView;
};

/** Its day is what staff said, whatever the instant of their saying it. */
const RECORDED = { state: 'succeeded', at: 0, timeZone: 'UTC', failureCode: null } as const;

/** What the message is about; a receipt is of the payment, a refund's of the refund. */
function sourceOf(message: InvoiceMessage, paymentId: string | null): string | null {
  if (message.template === 'receipt') return message.offlinePaymentId ?? paymentId;
  return message.template === 'refund_made' ? message.refundId : null;
}
