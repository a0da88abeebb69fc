import type { CustomerMessage, InvoiceMessage, StaffMessage } from '../../domain/message.ts';
import type { CustomerMessageView, MessageSetting, StaffMessageView } from '../../domain/message-view.ts';
import { STAFF_MAILS } from '../dashboard/words/mails.ts';
import { type Speech, speechFor } from '../i18n/speech.ts';
import { NO_BRAND } from '../layout.ts';
import type { InvoiceView, MerchantView } from '../model.ts';
import { customerMail } from './customer-mail.ts';
import { invoiceMail } from './invoice-mail.ts';
import { htmlPart } from './layout.tsx';
import type { Mail, RenderedEmail, Stationery } from './mail.ts';
import { staffMail } from './staff-mail.ts';
import { statementFiles } from './statement-file.ts';
import { fitted } from './subject.ts';
import { textPart } from './text-part.ts';

export type { RenderedEmail } from './mail.ts';

/**
 * One mail about an invoice, in the language of `view.locale`, else English: subject, HTML and text. Every text in
 * the view may hold anything; a currency that does not exist is a bug and throws.
 */
export async function renderEmail(
  message: InvoiceMessage,
  view: InvoiceView,
  setting: MessageSetting,
): Promise<RenderedEmail> {
  const speech = await speechFor(view.locale);
  return draw(invoiceMail(message, view, setting, speech), speech, view.merchant);
}

/** One mail to a customer that is about no invoice, in the language of `view.locale`, else English. */
export async function renderCustomerEmail(
  message: CustomerMessage,
  view: CustomerMessageView,
): Promise<RenderedEmail> {
  const speech = await speechFor(view.locale);
  if (message.template !== 'sign_in_link' || message.neutral !== true) {
    const attachments = statementFiles(view, speech);
    const drawn = await draw(customerMail(message, view, speech), speech, view.merchant);
    return { ...drawn, ...(attachments.length > 0 && { attachments }) };
  }
  const merchant = nobodys(speech.words.emails.account.signIn.portal);
  const drawn = await draw(customerMail(message, { ...view, merchant }, speech), speech, merchant);
  return { ...drawn, sender: merchant.name };
}

/** One mail to whoever signs in for a business. It is in English, as the pages that it leads to. */
export async function renderStaffEmail(
  message: StaffMessage,
  view: StaffMessageView,
): Promise<RenderedEmail> {
  const speech = await speechFor('en');
  const mail = staffMail(message, view, speech);
  if (!isOfPerson(message)) return draw(mail, speech, view.merchant);
  // The person may work for several businesses.
  const merchant = nobodys(STAFF_MAILS.sender);
  return { ...(await draw(mail, speech, merchant)), sender: merchant.name };
}

/** About a person's own sign-in, which is of no one business. */
const isOfPerson = (message: StaffMessage): boolean =>
  message.template === 'staff_sign_in' ||
  (message.template === 'staff_changed' && /^passkey_/.test(message.change.kind));

/** In place of a merchant, where several know the address and none may be named. */
const nobodys = (name: string): MerchantView => ({
  name,
  legalName: name,
  agreementName: name,
  email: null,
  addressLines: [],
  telephone: null,
  website: null,
  taxIds: [],
  logoUrl: null,
  logoSize: null,
  brandColor: NO_BRAND,
  footer: null,
});

async function draw(
  mail: Mail,
  { locale, direction }: Speech,
  merchant: MerchantView,
): Promise<RenderedEmail> {
  const stationery: Stationery = { language: locale, direction, merchant };
  const subject = fitted(mail.subject);
  return {
    subject,
    html: await htmlPart({ ...mail, subject }, stationery),
    text: textPart(mail, stationery),
  };
}
