import { localDateAt } from '../../../domain/calendar.ts';
import { offeredActs, STAFF_ACTS, type StaffAct } from '../../../domain/invoice/staff-acts.ts';
import { recordedPayments } from '../../../domain/ledger/recorded.ts';
import { may, type Role } from '../../../domain/staff/roles.ts';
import type { BusinessInvoice, InvoiceRecord } from '../../../operations/dashboard/read-invoice-record.ts';
import { nextSentences } from '../../../views/dashboard/invoice/next-sentence.ts';
import type { ActLink, InvoicePageView } from '../../../views/dashboard/invoice/page-view.ts';
import { INVOICE_WORDS as words } from '../../../views/dashboard/words/invoice.ts';
import { type Writer, writerFor } from '../../../views/format.ts';
import type { Speech } from '../../../views/i18n/speech.ts';
import { forStaff } from '../../pay/navigation.ts';
import { attemptViews, refundViews } from './attempt-views.ts';
import { entryViews, mailViews } from './history-views.ts';

type Asked = {
  /** The address of the business's pages. */
  readonly business: string;
  readonly role: Role;
  readonly now: number;
  /** For the form that is on the page itself. */
  readonly form: string;
  readonly isFirst: boolean;
  readonly isWatched: boolean;
};

type Shown = Omit<InvoicePageView, 'said'>;

/** Whether money is waited for that comes by itself. */
export const isAwaited = ({ row }: Pick<InvoiceRecord, 'row'>): boolean =>
  row.status === 'open' && row.sentAt !== null;

/** An invoice's record → its page. */
export function recordView(record: InvoiceRecord, asked: Asked, speech: Speech): Shown {
  const { view, row, customer, timeline } = record;
  const { business, role, now, form, isFirst, isWatched } = asked;
  const writer = writerFor(view, speech);
  const base = `${business}/invoices/${row.id}`;
  const offered = actsOf(record).filter((act) => may(role, STAFF_ACTS[act]));
  const toggled = offered.find((act) => act === 'pause' || act === 'resume');
  const [primary = null, ...acts] = offered
    .filter((act) => act !== toggled)
    .map((act): ActLink => ({ href: `${base}${pathOf(act)}`, label: labelOf(act, record) }));
  const next = timeline.page.nextCursor;
  return {
    invoice: view,
    customer: { name: view.customer.name, href: `${business}/customers/${customer.id}` },
    listHref: `${business}/invoices`,
    next: nextSentences(
      {
        view,
        stage: row.collectStage,
        reason: row.collectReason,
        isSent: row.sentAt !== null,
        isFrozen: row.frozenAt !== null,
        hasPendingVerb: row.pendingVerb !== null,
        nextCheckAt: row.nextCheckAt,
        timeZone: row.timeZone,
        now,
      },
      writer,
    ),
    primary,
    acts: [...acts, ...methodLink(record, asked)],
    toggle:
      toggled === undefined
        ? null
        : { action: `${base}${pathOf(toggled)}`, label: words.acts[toggled], form },
    links:
      row.status === 'draft'
        ? null
        : { page: view.links.view, open: forStaff(view.links.view), pdf: view.links.pdf },
    facts: factsOf(record, writer),
    timeZone: row.timeZone,
    attempts: attemptViews(record, { base, mayMove: may(role, 'move_money') }, writer),
    refunds: refundViews(record, { base, mayMove: may(role, 'move_money') }, writer),
    mails: mailViews(record, writer),
    history: entryViews(record, speech),
    older: next === null ? null : `${base}?after=${next}`,
    newest: isFirst ? null : base,
    watch: isAwaited(record) ? { href: isWatched ? base : `${base}?watch=1`, isOn: isWatched } : null,
  };
}

/** The way to a payment method for whoever pays it. */
function methodLink(record: InvoiceRecord, { business, role }: Asked): readonly ActLink[] {
  const { row, payerId } = record;
  if (row.status !== 'open' || !may(role, 'edit_customers')) return [];
  const label = isPaidByAnother(record) ? words.addMethodOf(record.payerName) : words.addMethod;
  return [{ href: `${business}/customers/${payerId}/methods/new?invoice=${row.id}`, label }];
}

const isPaidByAnother = ({ payerId, customer }: BusinessInvoice): boolean => payerId !== customer.id;

/** What is offered on an invoice as it stands. */
export const actsOf = ({ row, view }: BusinessInvoice): readonly StaffAct[] =>
  offeredActs({
    status: row.status,
    isSent: row.sentAt !== null,
    isPaused: row.collectPausedAt !== null,
    remaining: row.amountDue - row.amountPaid,
    covered: row.amountPaid,
    credited: row.amountCredited,
    total: row.amountDue,
    hasRecorded: recordedPayments(view.ledger).length > 0,
  });

/** Where an act is asked about and done: by what it asks of a role, so that the table of access knows each. */
export const pathOf = (act: StaffAct): string => {
  if (act === 'edit') return '/edit';
  return STAFF_ACTS[act] === 'move_money' ? `/money/${act}` : `/issue/${act}`;
};

const labelOf = (act: StaffAct, { row }: BusinessInvoice): string =>
  act === 'send' && row.sentAt !== null ? words.acts['send-again'] : words.acts[act];

function factsOf(record: InvoiceRecord, writer: Writer): InvoicePageView['facts'] {
  const { view, row } = record;
  const sent = row.sentAt === null ? words.facts.notSent : writer.date(localDateAt(row.sentAt, row.timeZone));
  const seen = view.seenOn === null ? words.facts.notSeen : writer.date(view.seenOn);
  const facts = [
    [words.facts.issued, row.status === 'draft' ? '' : writer.date(view.issuedOn)],
    [words.facts.due, view.dueOn === null ? '' : writer.date(view.dueOn)],
    [words.facts.sent, row.status === 'draft' ? '' : sent],
    [words.facts.seen, row.sentAt === null && view.seenOn === null ? '' : seen],
    [words.facts.payer, isPaidByAnother(record) ? record.payerName : ''],
    [words.facts.po, view.details.purchaseOrder ?? ''],
    [words.facts.id, row.id],
  ] as const;
  return facts.filter(([, text]) => text !== '');
}
