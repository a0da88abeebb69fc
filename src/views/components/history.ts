import { localDateAt } from '../../domain/calendar.ts';
import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView } from '../model.ts';

type Event = { readonly on: string; readonly what: string };

/** What became of an invoice, a line a day, once there is more to tell than that it was sent. */
export function history(invoice: InvoiceView, writer: Writer): Html {
  const events = eventsOf(invoice, writer);
  if (events.length < 2) return NOTHING;
  return html`
    <section>
      <h2>${writer.speech.words.hosted.timeline.heading}</h2>
      <ol class="history">
        ${events.map(({ on, what }) => html`<li><span class="soft">${on}</span> <span>${what}</span></li>`)}
      </ol>
    </section>
  `;
}

function eventsOf(invoice: InvoiceView, writer: Writer): readonly Event[] {
  const { timeline } = writer.speech.words.hosted;
  const { issuedOn, voidedOn, payment, status } = invoice;
  if (status === 'draft') return [];
  const day = (ms: number, timeZone: string) => writer.date(localDateAt(ms, timeZone));
  return [
    { on: writer.date(issuedOn), what: timeline.sent },
    ...(payment === null
      ? []
      : [
          {
            on: day(payment.at, payment.timeZone),
            what: timeline[WORD[payment.state]](writer.amount(payment.amount)),
          },
        ]),
    ...(voidedOn === null ? [] : [{ on: writer.date(voidedOn), what: timeline.voided }]),
  ];
}

const WORD = { succeeded: 'paid', processing: 'processing', failed: 'failed' } as const;
