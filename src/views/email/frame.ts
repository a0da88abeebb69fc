import { localDateAt } from '../../domain/calendar.ts';
import type { DeclinedMethod } from '../../domain/message.ts';
import type { MessageSetting } from '../../domain/message-view.ts';
import type { MethodSummary } from '../../domain/payment/state.ts';
import { addressee } from '../addressee.ts';
import { type Speaker, type Writer, writerFor } from '../format.ts';
import { failureSentence } from '../i18n/dictionary.ts';
import type { EmailWords } from '../i18n/en/emails.ts';
import type { Speech } from '../i18n/speech.ts';
import type { InvoiceView, MerchantView } from '../model.ts';
import { taxIdLine } from '../tax-ids.ts';
import { isolate, sentenceCase } from '../text.ts';
import { transferText } from '../transfer.ts';
import type { Action, Fact } from './mail.ts';
import { nameIn, oneLine } from './plain.ts';

/** The shared context of mails about an invoice. */
export type Frame = {
  readonly view: InvoiceView;
  readonly setting: MessageSetting;
  readonly writer: Writer;
  readonly words: EmailWords;
  readonly number: string;
  /** The merchant's name for a subject, and for the middle of a sentence. */
  readonly merchant: string;
  readonly merchantIn: string;
  /** The day in the merchant's zone at an instant, ms. */
  day(instant: number): string;
  method(method: MethodSummary | null): string;
};

/** The frame of a mail about an invoice, in its reader's language. */
export function frameFor(view: InvoiceView, setting: MessageSetting, speech: Speech): Frame {
  const writer = writerFor(view, speech);
  const words = speech.words.emails;
  return {
    view,
    setting,
    writer,
    words,
    number: oneLine(view.number, 60),
    merchant: subjectName(view.merchant),
    merchantIn: nameIn(view.merchant.name),
    day: (instant) => writer.date(localDateAt(instant, setting.timeZone)),
    method: (method) => methodIn(writer, method),
  };
}

/** The merchant's name as a subject has it: short, since readers cut subjects off. */
export const subjectName = (merchant: MerchantView): string => oneLine(merchant.name, 60);

/** A card or account inside a sentence, such as `Visa ending in 4242`; empty where it is not known. */
export function methodIn(speaker: Speaker, method: MethodSummary | null): string {
  if (method === null) return '';
  const shown = method.kind === 'other' ? { kind: method.kind, label: method.type } : method;
  return isolate(oneLine(speaker.method(shown), 120));
}

/** How to pay: the button to Stripe where there is a link, and the invoice. */
export function payActions({ view, words }: Frame): readonly Action[] {
  const { pay } = view.links;
  return [
    ...(pay === null ? [] : [{ label: words.pay, url: pay }]),
    { label: words.view, url: view.links.view },
  ];
}

/** What to do if it cannot be paid online, else nothing. */
export function otherWay({ view, words, writer, merchantIn }: Frame): readonly string[] {
  if (view.links.pay !== null) return [];
  return [transferText(view, writer, oneLine) === null ? words.noLink(merchantIn) : words.noLinkTransfer];
}

/** The first facts of a mail: customer and invoice, and the due date if it still matters. */
export function invoiceFacts({ view, writer, number }: Frame, withDue = true): readonly Fact[] {
  return [
    billedTo(view, writer),
    { label: writer.words.invoice.number, value: number },
    ...(view.dueOn === null || !withDue
      ? []
      : [{ label: writer.words.invoice.due, value: writer.date(view.dueOn) }]),
  ];
}

/** Who is billed, with the tax ids that their bookkeeping asks for. */
export function billedTo({ customer }: InvoiceView, writer: Writer): Fact {
  const { speech } = writer;
  const ids = customer.taxIds.map(({ kind, value }) =>
    taxIdLine({ kind, value: oneLine(value, 60) }, speech.words),
  );
  return {
    label: speech.words.emails.billedTo,
    value: [oneLine(addressee(customer, writer)), ...ids].join(' · '),
  };
}

/** A line for each method that was declined: which, and why in plain words. */
export const declinedLines = (
  declined: readonly DeclinedMethod[],
  date: string,
  { method, words, writer }: Frame,
): readonly string[] =>
  declined.map(
    (each) =>
      `${words.failed.charge(method(each.method), date)}${writer.words.sentenceGap}${failureSentence(writer.words, each.failureCode)}`,
  );

/** A fact that says the method, where it is known. */
export const methodFact = (label: string, method: string): readonly Fact[] =>
  method === '' ? [] : [{ label, value: sentenceCase(method) }];
