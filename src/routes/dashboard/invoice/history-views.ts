import { isOn } from '../../../domain/journal.ts';
import type { Json } from '../../../domain/json.ts';
import type { Delivery } from '../../../domain/mail/delivery.ts';
import { browserName } from '../../../domain/staff/browser-name.ts';
import { handKey, keyOf, type TimelineEntry } from '../../../domain/timeline.ts';
import type { Hand, InvoiceRecord } from '../../../operations/dashboard/read-invoice-record.ts';
import type { EntryView, MailView, StripeRef, Tone } from '../../../views/dashboard/invoice/page-view.ts';
import { type StripePlace, stripeHref, thingOf } from '../../../views/dashboard/stripe-links.ts';
import { INVOICE_WORDS as words } from '../../../views/dashboard/words/invoice.ts';
import { type Speaker, speakerFor } from '../../../views/format.ts';
import type { Speech } from '../../../views/i18n/speech.ts';
import { tellerFor } from '../../../views/timeline/teller.ts';
import { entryText } from '../../../views/timeline/words.ts';

const TONE: Record<Delivery, Tone> = {
  waiting: 'plain',
  taken: 'plain',
  delayed: 'wait',
  delivered: 'good',
  refused: 'bad',
  bounced: 'bad',
  complained: 'bad',
  unknown: 'wait',
  superseded: 'plain',
};

/** The mails about an invoice as its page shows them. */
export const mailViews = ({ messages, row }: InvoiceRecord, writer: Speaker): readonly MailView[] =>
  messages.data.map((message) => ({
    at: writer.moment(message.outcomeAt ?? message.createdAt, row.timeZone),
    what: words.mailNames[message.template] ?? message.template,
    to: message.to,
    delivery: words.deliveries[message.delivery],
    tone: TONE[message.delivery],
    words: [
      ...(message.words === null ? [] : [message.words]),
      ...(message.isAddressUnreachable ? [words.unreachable] : []),
    ],
  }));

/** A page of an invoice's journal as its page shows it. */
export function entryViews(record: InvoiceRecord, speech: Speech): readonly EntryView[] {
  const { timeline, hands, keys, row } = record;
  const speaker = speakerFor(speech);
  const teller = tellerFor(timeline.facts, speech);
  return timeline.page.data.map((told) => {
    const { at, entry } = told;
    return {
      at: speaker.moment(at, row.timeZone),
      what: entryText(entry, teller),
      ...whoOf(told, hands.get(handKey(entry.stream.id, at)), keys),
      stripe: stripeRefs(entry.data, accountOf(record, entry.stream.id)),
    };
  });
}

/** Who did it: a person, an API key, a payer by an entrance, or nobody but Quittance itself. */
function whoOf(
  told: TimelineEntry,
  hand: Hand | undefined,
  keys: InvoiceRecord['keys'],
): Pick<EntryView, 'who' | 'from'> {
  if (hand !== undefined) return { who: hand.name, from: fromOf(hand) };
  const keyId = keyOf(told);
  if (keyId !== null) return { who: words.apiKey(keys.get(keyId) ?? keyId), from: words.api };
  const { entry } = told;
  const because = isOn(entry, 'payment') && entry.type === 'claimed' ? entry.data.because : undefined;
  return because?.by === 'press' && because.entrance !== 'staff'
    ? { who: words.payer, from: words.vias[because.entrance] }
    : { who: words.itself, from: '' };
}

function fromOf({ userAgent, ip }: Hand): string {
  const { browser, system } = browserName(userAgent);
  return words.fromWhere(`${browser ?? ''}${system === null ? '' : words.on(system)}`.trim(), ip ?? '');
}

const accountOf = ({ attempts, row }: InvoiceRecord, paymentId: string): StripePlace | null => {
  const account = attempts.find(({ id }) => id === paymentId)?.account;
  return account === undefined ? null : { account, isTest: !row.livemode };
};

/** What at Stripe has a page there, by the beginning of its id. */
/** Every id of Stripe's that an entry's data holds, each once. */
function stripeRefs(data: Json, at: StripePlace | null): readonly StripeRef[] {
  return [...new Set(textsIn(data))].flatMap((id) => {
    const thing = thingOf(id);
    return thing === null ? [] : [{ id, href: at === null ? null : stripeHref(at, thing, id) }];
  });
}

function textsIn(data: Json): readonly string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap((inner: Json) => textsIn(inner));
}
