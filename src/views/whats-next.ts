import type { Planned, WhatNext } from '../domain/ledger/types.ts';
import type { Writer } from './format.ts';
import type { InvoiceView } from './model.ts';
import { isolate } from './text.ts';

type Reader = Pick<Writer, 'speech' | 'date' | 'shortMethod'>;

/**
 * What happens next with an invoice, in a sentence, where that is more than its status says: what is charged by itself and when,
 * or why the payer has to pay although others are charged.
 */
export function nextSentence(
  { ledger, currency }: Pick<InvoiceView, 'ledger' | 'currency'>,
  writer: Reader,
): string | null {
  const words = writer.speech.words.ledger.next;
  const { next } = ledger;
  switch (next.kind) {
    case 'charge':
      return chargeSentence(next, writer);
    case 'retry':
      return next.on === null ? words.retried : words.retriedOn(writer.date(next.on));
    case 'charging':
    case 'waiting':
      return words[next.kind];
    case 'pay_instead':
      return insteadSentence(next.why, currency, writer);
    case 'nothing':
    case 'pay':
    // Said of the payment itself.
    case 'processing':
    case 'disputed':
      return null;
    default:
      return next satisfies never;
  }
}

function chargeSentence({ on, method }: Planned, writer: Reader): string {
  const words = writer.speech.words.ledger.next;
  const name = method === null ? null : isolate(writer.shortMethod(method));
  if (on === null) return name === null ? words.charged : words.chargedTo(name);
  return name === null ? words.chargedOn(writer.date(on)) : words.chargedToOn(name, writer.date(on));
}

function insteadSentence(
  why: Extract<WhatNext, { kind: 'pay_instead' }>['why'],
  currency: string,
  { speech }: Reader,
): string {
  const { instead } = speech.words.ledger.next;
  return why === 'no_limit' ? instead.no_limit(currency) : instead[why];
}
