import { Money } from '../components/values.tsx';
import type { InvoiceRow } from './invoices-view.ts';
import type { PortalWriter } from './writer.ts';

/** The money of an invoice in a list: what it comes to, and in a line each what is open, on its way or went back. */
export const RowMoney = ({ invoice, writer }: { invoice: InvoiceRow; writer: PortalWriter }) => (
  <>
    <Money writer={writer} currency={invoice.currency} minor={invoice.ledger.total} />
    {moneyLines(invoice, writer).map((line) => (
      <span class="small soft block">{line}</span>
    ))}
  </>
);

function moneyLines({ currency, ledger, asked }: InvoiceRow, writer: PortalWriter): readonly string[] {
  const { brief } = writer.speech.words.ledger;
  const { total, processing, dueAfter, refunded, next } = ledger;
  const amount = (minor: number) => writer.amount(currency, minor);
  const lastRefund = ledger.movements.findLast(({ kind }) => kind === 'refund');
  const planned =
    next.kind === 'charge'
      ? [next.on === null ? brief.chargedSoon : brief.charged(writer.date(next.on))]
      : [];
  return [
    ...(processing > 0 ? [brief.processing(amount(processing))] : []),
    ...(dueAfter > 0 && dueAfter !== total ? [writer.portal.invoices.stillDue(amount(dueAfter))] : []),
    ...(next.kind !== 'nothing' && asked != null
      ? [writer.speech.words.instalments.askedNow(amount(asked))]
      : []),
    ...(lastRefund === undefined ? [] : [brief.refunded(amount(refunded), writer.date(lastRefund.on))]),
    ...planned,
  ];
}
