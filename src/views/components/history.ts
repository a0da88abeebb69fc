import { localDateAt } from '../../domain/calendar.ts';
import type { Movement } from '../../domain/ledger/types.ts';
import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView } from '../model.ts';

/** `isGlance`: that somebody looked is no news by itself. */
type Event = { readonly on: string; readonly what: string; readonly isGlance?: true };

/** What became of an invoice, a line for each thing that happened, once there is more to tell than that it was sent. */
export function history(invoice: InvoiceView, writer: Writer): Html {
  const events = eventsOf(invoice, writer);
  if (events.filter(({ isGlance }) => isGlance !== true).length < 2) return NOTHING;
  return html`
    <section>
      <h2>${writer.speech.words.hosted.timeline.heading}</h2>
      <ol class="history">
        ${events.map(({ on, what }) => html`<li><span class="soft">${writer.date(on)}</span> <span>${what}</span></li>`)}
      </ol>
    </section>
  `;
}

/** By day, and on one day in the order in which things follow from each other. */
function eventsOf(invoice: InvoiceView, writer: Writer): readonly Event[] {
  const { timeline } = writer.speech.words.hosted;
  const { issuedOn, seenOn, voidedOn, status, ledger } = invoice;
  if (status === 'draft') return [];
  const events: readonly Event[] = [
    { on: issuedOn, what: timeline.sent },
    ...(seenOn === null ? [] : [{ on: seenOn, what: timeline.seen, isGlance: true as const }]),
    ...ledger.movements.map((movement) => ({ on: movement.on, what: movedText(movement, writer) })),
    ...failureOf(invoice, writer),
    ...(voidedOn === null ? [] : [{ on: voidedOn, what: timeline.voided }]),
  ];
  return events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** A last payment that moved nothing. */
function failureOf({ payment, ledger }: InvoiceView, writer: Writer): readonly Event[] {
  if (payment?.state !== 'failed') return [];
  const { reference, at, timeZone, amount } = payment;
  const moved = ledger.movements.some(
    ({ document }) => document.kind === 'payment' && document.paymentId === reference,
  );
  if (moved) return [];
  const { failed } = writer.speech.words.hosted.timeline;
  return [{ on: localDateAt(at, timeZone), what: failed(writer.amount(amount)) }];
}

function movedText({ kind, state, amount: minor, document }: Movement, writer: Writer): string {
  const words = writer.speech.words.hosted.timeline;
  const amount = writer.amount(minor);
  switch (kind) {
    case 'payment':
      return state === 'pending' ? words.processing(amount) : words.paid(amount);
    case 'offline_payment':
      return words.paid(amount);
    case 'credit':
      return words.credit(amount);
    case 'credit_note':
      return words.creditNote(document.kind === 'credit_note' ? document.number : '', amount);
    case 'taken_back':
      return words.takenBack(amount);
    case 'reversed':
      return words.reversed(amount);
    case 'refund':
      return state === 'pending' ? words.refunding(amount) : words.refunded(amount);
    case 'as_credit':
      return words.asCredit(amount);
    case 'outside':
      return words.outside(amount);
    default:
      return kind satisfies never;
  }
}
