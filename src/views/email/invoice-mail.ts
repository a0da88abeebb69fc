import type { InvoiceMessage } from '../../domain/message.ts';
import type { MessageSetting } from '../../domain/message-view.ts';
import type { Speech } from '../i18n/speech.ts';
import type { InvoiceView } from '../model.ts';
import { frameFor } from './frame.ts';
import { invoiceData } from './invoice-data.ts';
import type { Mail } from './mail.ts';
import { authenticationNeeded } from './templates/authentication-needed.ts';
import {
  collectionEndedBusiness,
  disputeBusiness,
  methodDeclinedBusiness,
  paymentFailedBusiness,
  paymentReturnedBusiness,
  refundFailedBusiness,
} from './templates/business.ts';
import { chargeNotice } from './templates/charge-notice.ts';
import { creditNote } from './templates/credit-note.ts';
import { debitStarted } from './templates/debit-started.ts';
import { invoiceSent } from './templates/invoice-sent.ts';
import { invoiceVoided } from './templates/invoice-voided.ts';
import { methodDeclined } from './templates/method-declined.ts';
import { paymentFailed } from './templates/payment-failed.ts';
import { paymentReturned } from './templates/payment-returned.ts';
import { receipt } from './templates/receipt.ts';
import { refundMade } from './templates/refund-made.ts';
import { reminder } from './templates/reminder.ts';

/** What a message about an invoice says. One that this version does not know throws: a newer one can send it. */
export function invoiceMail(
  message: InvoiceMessage,
  view: InvoiceView,
  setting: MessageSetting,
  speech: Speech,
): Mail {
  const frame = frameFor(view, setting, speech);
  switch (message.template) {
    case 'invoice_sent':
      return { ...invoiceSent(message, frame), data: invoiceData(view) };
    case 'invoice_voided':
      return invoiceVoided(view, frame.writer);
    case 'receipt':
      return { ...receipt(frame), data: invoiceData(view) };
    case 'credit_note':
      return creditNote(frame);
    case 'charge_notice':
      return chargeNotice(message, frame);
    case 'payment_failed':
    case 'collection_ended':
      return paymentFailed(message, frame);
    case 'method_declined':
      return methodDeclined(message, frame);
    case 'authentication_needed':
      return authenticationNeeded(message, frame);
    case 'debit_started':
      return debitStarted(message, frame);
    case 'payment_returned':
      return paymentReturned(message, frame);
    case 'refund_made':
      return refundMade(message, frame);
    case 'reminder':
      return { ...reminder(message, frame), data: invoiceData(view) };
    case 'payment_failed_business':
      return paymentFailedBusiness(message, frame);
    case 'method_declined_business':
      return methodDeclinedBusiness(message, frame);
    case 'collection_ended_business':
      return collectionEndedBusiness(message, frame);
    case 'payment_returned_business':
      return paymentReturnedBusiness(message, frame);
    case 'refund_failed_business':
      return refundFailedBusiness(message, frame);
    case 'dispute_business':
      return disputeBusiness(message, frame);
    default:
      throw new Error(`unknown mail template ${Reflect.get(message satisfies never, 'template')}`);
  }
}
