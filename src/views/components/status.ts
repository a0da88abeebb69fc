import type { Writer } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { InvoiceView } from '../model.ts';
import { ICONS } from './icons.ts';

type Status = {
  /** Green, amber and red only for paid, waiting and failed. */
  readonly tone: 'plain' | 'good' | 'wait' | 'bad';
  readonly icon: Html;
  readonly word: string;
  /** The rest of the status line, such as a date; may be empty. */
  readonly detail: string;
};

/** The fields of an invoice that its status is derived from. */
export type StatusFacts = Pick<
  InvoiceView,
  'status' | 'paymentStatus' | 'overdue' | 'dueOn' | 'paidOn' | 'voidedOn' | 'amountRemaining'
>;

/** The parts of a writer that it needs. */
type StatusWriter = Pick<Writer, 'words' | 'date' | 'speech'>;

/** An invoice's state at a glance: a word, a colour and an icon that mean the same. */
export function statusOf(invoice: StatusFacts, writer: StatusWriter): Status {
  const { status: word, statusDetail: detail } = writer.words;
  switch (invoice.status) {
    case 'draft':
      return { tone: 'plain', icon: ICONS.pen, word: word.draft, detail: '' };
    case 'void': {
      const since = invoice.voidedOn === null ? '' : detail.since(writer.date(invoice.voidedOn));
      return { tone: 'plain', icon: ICONS.slash, word: word.void, detail: since };
    }
    case 'credited':
      return {
        tone: 'plain',
        icon: ICONS.slash,
        word: writer.speech.words.creditNotes.onInvoice.status,
        detail: '',
      };
    case 'uncollectible':
      return { tone: 'plain', icon: ICONS.slash, word: word.uncollectible, detail: '' };
    case 'paid':
      return paidStatus(invoice, writer);
    case 'open':
      return openStatus(invoice, writer);
    default:
      return invoice.status satisfies never;
  }
}

function paidStatus(invoice: StatusFacts, writer: StatusWriter): Status {
  const { status: word } = writer.words;
  const on = invoice.paidOn === null ? '' : writer.words.statusDetail.on(writer.date(invoice.paidOn));
  switch (invoice.paymentStatus) {
    case 'refunded':
      return { tone: 'plain', icon: ICONS.back, word: word.refunded, detail: '' };
    case 'partially_refunded':
      return { tone: 'good', icon: ICONS.check, word: word.partiallyRefunded, detail: '' };
    case 'disputed':
      return { tone: 'wait', icon: ICONS.clock, word: word.disputed, detail: '' };
    default:
      return { tone: 'good', icon: ICONS.check, word: word.paid, detail: on };
  }
}

function openStatus(invoice: StatusFacts, writer: StatusWriter): Status {
  const { status: word, statusDetail: detail } = writer.words;
  const due = invoice.dueOn === null ? null : writer.date(invoice.dueOn);
  const isDue = due === null ? '' : invoice.overdue ? detail.wasDue(due) : detail.isDue(due);
  switch (invoice.paymentStatus) {
    case 'processing':
      return { tone: 'wait', icon: ICONS.clock, word: word.processing, detail: '' };
    case 'failed':
      return { tone: 'bad', icon: ICONS.cross, word: word.failed, detail: isDue };
    case 'returned':
      return { tone: 'bad', icon: ICONS.back, word: word.returned, detail: isDue };
    case 'disputed':
      return { tone: 'wait', icon: ICONS.clock, word: word.disputed, detail: '' };
    case 'none':
    case 'partially_refunded':
    case 'refunded':
      if (invoice.amountRemaining <= 0) {
        return { tone: 'plain', icon: ICONS.check, word: word.nothingDue, detail: '' };
      }
      if (invoice.overdue) return { tone: 'wait', icon: ICONS.alert, word: word.overdue, detail: isDue };
      return {
        tone: 'plain',
        icon: ICONS.calendar,
        word: word.due,
        detail: due === null ? detail.onReceipt : detail.on(due),
      };
    default:
      return invoice.paymentStatus satisfies never;
  }
}

/** The status as one line. */
export function statusLine(status: Status): Html {
  const detail = status.detail === '' ? '' : ` ${status.detail}`;
  return html`
    <p class="status">
      <span class="${status.tone}">${status.icon}<b>${status.word}</b></span>
      ${detail}
    </p>
  `;
}
