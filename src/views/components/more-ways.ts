import { hasEvents } from '../calendar.ts';
import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { askedAmount } from '../instalments.ts';
import { mailto } from '../mailto.ts';
import type { InvoiceView } from '../model.ts';
import { receiptLink } from './receipts.ts';

/** What else can be done with an invoice: kept as a file, into the calendar, on to whoever pays it, back to whoever sent it. */
export function moreWays(invoice: InvoiceView, writer: Writer): Html {
  const { hosted } = writer.speech.words;
  const { links } = invoice;
  const { download, downloadXml } = writer.words.invoice;
  const ways = [
    way(links.pdf, download),
    invoice.status === 'paid' ? receiptLinkOf(invoice, writer) : NOTHING,
    way(links.xml, downloadXml),
    hasEvents(invoice) ? way(`${links.view}/due.ics`, hosted.calendar) : NOTHING,
    invoice.status === 'open' ? way(forwarding(invoice, writer), hosted.forward) : NOTHING,
    way(complaint(invoice, writer), hosted.wrong),
  ].filter((one) => one !== NOTHING);
  return html`<ul class="more small screen">${ways}</ul>`;
}

/** The receipt of what paid it, where one payment did; of several, the sums have each. */
function receiptLinkOf(invoice: InvoiceView, writer: Writer): Html {
  const paid = (invoice.receipts ?? []).filter(({ kind }) => kind === 'payment');
  const [only] = paid;
  return only === undefined || paid.length > 1 ? NOTHING : html`<li>${receiptLink(only, writer)}</li>`;
}

const way = (href: string | null, label: string): Html =>
  href === null ? NOTHING : html`<li><a href="${href}">${label}</a></li>`;

function forwarding(invoice: InvoiceView, writer: Writer): string | null {
  const { hosted } = writer.speech.words;
  const { merchant, number, links, dueOn } = invoice;
  const due = dueOn === null ? [] : [`${writer.words.invoice.due}: ${writer.date(dueOn)}`];
  const asked = hosted.forwardText(merchant.name, number, writer.amount(askedAmount(invoice)));
  return mailto(
    null,
    writer.words.invoice.title(number, merchant.name),
    [asked, ...due, links.view].join('\n'),
  );
}

function complaint({ merchant, number, issuedOn, total, links }: InvoiceView, writer: Writer): string | null {
  if (merchant.email === null || number === '') return null;
  const { hosted } = writer.speech.words;
  const quoted = hosted.wrongText(number, writer.date(issuedOn), writer.amount(total));
  return mailto(merchant.email, hosted.wrongSubject(number), `${quoted}\n\n\n${links.view}`);
}
