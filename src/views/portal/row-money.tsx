import { Money } from '../components/values.tsx';
import type { InvoiceRow } from './invoices-view.ts';
import type { PortalWriter } from './writer.ts';

type Of = { readonly invoice: InvoiceRow; readonly writer: PortalWriter };

/** What an invoice of the list comes to, what of it is open, and what is asked for now. */
export const RowMoney = ({ invoice: { currency, ledger, asked }, writer }: Of) => {
  const { total, dueAfter, next } = ledger;
  const amount = (minor: number) => writer.amount(currency, minor);
  const lines = [
    ...(dueAfter > 0 && dueAfter !== total ? [writer.portal.invoices.stillDue(amount(dueAfter))] : []),
    ...(next.kind !== 'nothing' && asked != null
      ? [writer.speech.words.instalments.askedNow(amount(asked))]
      : []),
  ];
  return (
    <>
      <Money writer={writer} currency={currency} minor={total} />
      {lines.map((line) => (
        <span class="small soft block">{line}</span>
      ))}
    </>
  );
};

/** What is on its way, what went back and when, and what will be charged: below the status, where a line may break. */
export const RowStory = ({ invoice: { currency, ledger }, writer }: Of) => {
  const { brief } = writer.speech.words.ledger;
  const { total, processing, refunded, next } = ledger;
  const amount = (minor: number) => writer.amount(currency, minor);
  const refund = ledger.movements.findLast(({ kind }) => kind === 'refund');
  const lines = [
    ...(processing > 0 && processing !== total ? [brief.processing(amount(processing))] : []),
    ...(refund === undefined ? [] : [brief.refunded(amount(refunded), writer.date(refund.on))]),
    ...(next.kind === 'charge'
      ? [next.on === null ? brief.chargedSoon : brief.charged(writer.date(next.on))]
      : []),
  ];
  return (
    <>
      {lines.map((line) => (
        <span class="small soft block">{line}</span>
      ))}
    </>
  );
};
