import type { OutgoingEmail } from '../../adapters/email/transport.ts';
import { fitsInMail } from '../../domain/mail/size.ts';
import type { InvoiceMessage } from '../../domain/message.ts';
import type { MessageSetting } from '../../domain/message-view.ts';
import { receiptPdfName } from '../../domain/receipt/file-name.ts';
import type { Context } from '../core/context.ts';
import { openReceipt } from '../receipts/open-receipt.ts';
import type { Mailer } from './mailer.ts';

type Sent = {
  readonly attachments: OutgoingEmail['attachments'];
  readonly receipt: NonNullable<MessageSetting['receipt']>;
};

/**
 * The receipt that goes with a message about money that came or went back, with all that the payment was for: it is told to
 * whoever paid, and to their parent. Null for any other message.
 */
export async function receiptFor(
  ctx: Context,
  mailer: Pick<Mailer, 'receipt'>,
  { message, paymentId, locale }: About,
): Promise<Sent | null> {
  const sourceId = sourceOf(message, paymentId);
  if (sourceId === null) return null;
  const opened = await openReceipt(ctx, { sourceId, from: null, locale });
  if (opened.kind !== 'done') return null;
  const view = opened.value;
  const content = await mailer.receipt(view);
  const isTooLarge = !fitsInMail(content);
  const file = { filename: receiptPdfName(view), contentType: 'application/pdf', content };
  return { attachments: isTooLarge ? [] : [file], receipt: { number: view.number, isTooLarge } };
}

type About = {
  readonly message: InvoiceMessage;
  readonly paymentId: string | null;
  /** The reader's. */
  readonly locale: string;
};

/** What the message is about; a receipt is of the payment, a refund's of the refund. */
function sourceOf(message: InvoiceMessage, paymentId: string | null): string | null {
  if (message.template === 'receipt') return paymentId;
  return message.template === 'refund_made' ? message.refundId : null;
}
