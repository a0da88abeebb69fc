import type { CustomerMessage } from '../../../domain/message.ts';
import type { MailedStatement } from '../../../domain/message-view.ts';
import { effectOf, type Statement, type StatementEntry } from '../../../domain/statement.ts';
import { monthName } from '../../month.ts';
import { statementEntryText } from '../../portal/statement-entry.ts';
import { type PortalWriter, portalWriter } from '../../portal/writer.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Item, Mail, Section, Sum } from '../mail.ts';
import { oneLine } from '../plain.ts';

type Mailed = Extract<CustomerMessage, { template: 'statement' }>;

/** More make the mail longer than it is read; the file has all of them. */
const MOST_ENTRIES = 12;

/** What happened on the account within a month, or the months since the last one, and what is owed after it. */
export function statement(message: Mailed, frame: CustomerFrame): Mail {
  const words = frame.words.statement;
  const { statement: account } = frame.view;
  if (account === undefined) throw new Error('a statement without what it says');
  const writer = portalWriter(frame.speaker.speech);
  const period = periodOf(message, frame);
  const owed = amounts(
    account.statements.map(({ currency, closing }) => [currency, closing]),
    writer,
  );
  const page = `${frame.view.links.portal}/statement?from=${account.from}&to=${account.to}`;
  return frame.mail({
    subject: words.subject(frame.merchant, period),
    headline: account.isTooLong ? period : owed,
    status: statusOf(account, frame, writer),
    paragraphs: [
      words.explained(frame.merchantIn, writer.date(account.from), writer.date(account.to)),
      account.isTooLong ? words.tooLong : words.attached,
      ...(account.statements.some(({ refunded }) => refunded > 0)
        ? [writer.portal.statement.refundNote]
        : []),
    ],
    actions: account.mayOpen ? [{ label: words.action, url: page }] : [],
    sections: [
      ...account.statements.map((each) => ledger(each, account, writer, frame)),
      { kind: 'note', text: words.stop(frame.merchantIn) },
    ],
  });
}

/** `October 2026`, or both days where nothing was mailed for months. */
function periodOf({ from, to, month }: Mailed, { speaker, words }: CustomerFrame): string {
  return from.startsWith(month)
    ? monthName(Number(month.slice(0, 4)), Number(month.slice(5, 7)), speaker.locale)
    : words.statement.period(speaker.date(from), speaker.date(to));
}

function statusOf(account: MailedStatement, frame: CustomerFrame, writer: PortalWriter): Mail['status'] {
  const words = frame.words.statement;
  const overdue = account.overdue.filter(({ amount }) => amount > 0);
  if (overdue.length > 0) {
    const sums = amounts(
      overdue.map(({ currency, amount }) => [currency, amount]),
      writer,
    );
    return { tone: 'bad', text: words.overdue(sums) };
  }
  const isOwed = account.isTooLong || account.statements.some(({ closing }) => closing > 0);
  return isOwed
    ? { tone: 'plain', text: writer.portal.statement.closing(writer.date(account.to)) }
    : { tone: 'good', text: words.nothingOwed };
}

function amounts(all: readonly (readonly [currency: string, minor: number])[], writer: PortalWriter): string {
  const some = all.filter(([, minor]) => minor !== 0);
  const shown = some.length > 0 ? some : all.slice(0, 1);
  return shown.map(([currency, minor]) => writer.amount(currency, minor)).join(' + ');
}

function ledger(
  { currency, opening, entries, invoiced, paid, refunded, closing }: Statement,
  { from, to, overdue }: MailedStatement,
  writer: PortalWriter,
  frame: CustomerFrame,
): Section {
  const words = writer.portal.statement;
  const sum = (label: string, minor: number, strong = false): Sum => ({
    label,
    value: writer.amount(currency, minor),
    strong,
  });
  const late = overdue.find((each) => each.currency === currency)?.amount ?? 0;
  const hidden = entries.length - MOST_ENTRIES;
  return {
    kind: 'items',
    heading: words.inCurrency(currency),
    items: entries.slice(-MOST_ENTRIES).map((entry) => itemOf(entry, writer)),
    notes: [],
    more: hidden > 0 ? frame.words.statement.more(new Intl.NumberFormat(writer.locale).format(hidden)) : null,
    sums: [
      sum(words.opening(writer.date(from)), opening),
      sum(words.invoiced, invoiced),
      sum(words.paid, paid === 0 ? 0 : -paid),
      ...(refunded > 0 ? [sum(words.refunded, refunded)] : []),
      sum(words.closing(writer.date(to)), closing, true),
      ...(late > 0 ? [sum(frame.words.statement.overdueSum, late)] : []),
    ],
  };
}

function itemOf(entry: StatementEntry, writer: PortalWriter): Item {
  const minor = entry.kind === 'refund' ? entry.amount : effectOf(entry);
  return {
    description: oneLine(statementEntryText(entry, writer.portal.statement), 300),
    details: [writer.date(entry.date)],
    amount: writer.amount(entry.currency, minor),
  };
}
