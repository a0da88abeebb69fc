import type { Movement } from '../domain/ledger/types.ts';
import type { Writer } from './format.ts';
import type { InvoiceView } from './model.ts';
import { isolate } from './text.ts';

/** How an invoice was paid, where one payment did it, and what went back. Of several, the rows below the total say each. */
export function paidSentences({ ledger }: Pick<InvoiceView, 'ledger'>, writer: Writer): readonly string[] {
  const paying = ledger.movements.filter(({ kind }) => kind === 'payment' || kind === 'offline_payment');
  const [only] = paying;
  const isOne = only !== undefined && paying.length === 1 && ledger.earlier === 0;
  return [...(isOne ? [paidSentence(only, writer)] : []), ...refundSentence({ ledger }, writer)];
}

function paidSentence({ amount: minor, on, method, document }: Movement, writer: Writer): string {
  const { invoice: words } = writer.words;
  const amount = writer.amount(minor);
  const date = writer.date(on);
  const sentence =
    method === null
      ? words.paidOn(amount, date)
      : words.paidWith(amount, date, isolate(writer.method(method)));
  const reference = referenceOf(document);
  return reference === null
    ? sentence
    : `${sentence}${writer.words.sentenceGap}${words.reference(isolate(reference))}`;
}

/** What whoever paid gave with it. Ids are not for people: a receipt has a number. */
function referenceOf(document: Movement['document']): string | null {
  switch (document.kind) {
    case 'offline_payment':
      return document.reference;
    case 'payment':
    case 'credit':
    case 'credit_note':
    case 'refund':
      return null;
    default:
      return document satisfies never;
  }
}

/** How much went back to the payer, and when. */
function refundSentence({ ledger }: Pick<InvoiceView, 'ledger'>, writer: Writer): readonly string[] {
  const refunds = ledger.movements.filter(({ kind }) => kind === 'refund');
  const last = refunds.at(-1);
  if (last === undefined) return [];
  const { refundedOn, refundedInAll } = writer.speech.words.ledger;
  const say = refunds.length === 1 ? refundedOn : refundedInAll;
  return [say(writer.amount(ledger.refunded), writer.date(last.on))];
}
