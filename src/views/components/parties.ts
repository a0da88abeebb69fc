import { addressee } from '../addressee.ts';
import { detailFacts } from '../detail-facts.ts';
import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView, PartyView } from '../model.ts';
import { taxIdLine } from '../tax-ids.ts';
import { emailLink } from './brand.ts';
import { statusOf } from './status.ts';

/**
 * The invoice's number and dates, who sent it and to whom. The merchant's contact details are at the foot of the page
 * only.
 */
export function parties(invoice: InvoiceView, writer: Writer): Html {
  const { invoice: words } = writer.words;
  const { merchant, customer } = invoice;
  const email = customer.email === null ? [] : [emailLink(customer.email, 'narrow')];
  return html`
    <section>
      <dl class="facts dates">
        ${fact(words.number, invoice.number)}
        ${fact(words.issued, writer.date(invoice.issuedOn))}
        ${invoice.dueOn === null || saysDue(invoice, writer) ? NOTHING : fact(words.due, writer.date(invoice.dueOn))}
        ${detailFacts(invoice, writer, 'page').map(({ label, value }) => fact(label, value))}
      </dl>
      <dl class="facts">
        ${party(words.from, { ...merchant, name: merchant.legalName }, taxIds(merchant, writer))}
        ${party(words.to, { ...customer, name: addressee(customer, writer) }, [
          ...email,
          ...taxIds(customer, writer),
        ])}
      </dl>
    </section>
  `;
}

/** The line of the status, above, says when it is due. */
const saysDue = (invoice: InvoiceView, writer: Writer): boolean =>
  invoice.dueOn !== null && statusOf(invoice, writer).detail.includes(writer.date(invoice.dueOn));

function party(label: string, person: PartyView, more: readonly Html[]): Html {
  const lines = [...person.addressLines.map((line) => html`${line}`), ...more];
  return html`
    <div>
      <dt>${label}</dt>
      <dd dir="auto"><b>${person.name}</b>${lines.map((line) => html`<br>${line}`)}</dd>
    </div>
  `;
}

const taxIds = ({ taxIds: ids }: PartyView, { speech }: Writer): readonly Html[] =>
  ids.map((id) => html`${taxIdLine(id, speech.words)}`);

function fact(label: string, value: string): Html {
  return html`<div><dt>${label}</dt><dd dir="auto">${value}</dd></div>`;
}
