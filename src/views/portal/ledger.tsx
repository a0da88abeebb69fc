import { effectOf, type Statement } from '../../domain/statement.ts';
import { Section } from '../components/prose.tsx';
import { Cell, type Column, Row, Table } from '../components/table.tsx';
import { Day, Money } from '../components/values.tsx';
import { columnOf, statementEntryText } from './statement-entry.ts';
import type { PortalWriter } from './writer.ts';

type Ledger = {
  readonly statement: Statement;
  readonly from: string;
  readonly to: string;
  readonly writer: PortalWriter;
};

/** An account in one currency: opening, each entry with the balance after it, closing. */
export const Ledger = ({ statement, from, to, writer }: Ledger) => {
  const words = writer.portal.statement;
  const { currency, opening, closing } = statement;
  const hasRefunds = statement.refunded > 0;
  const refunded: readonly Column[] = hasRefunds ? [{ heading: words.refunded, kind: 'amount' }] : [];
  const columns: readonly Column[] = [
    { heading: words.date },
    { heading: words.entry },
    { heading: words.invoiced, kind: 'amount' },
    { heading: words.paid, kind: 'amount' },
    ...refunded,
    { heading: words.balance, kind: 'amount' },
  ];
  const edge = (label: string, minor: number) => (
    <Row>
      <Cell kind="main" columns={columns.length - 1}>
        <b>{label}</b>
      </Cell>
      <Cell kind="owed">
        <b>
          <Money writer={writer} currency={currency} minor={minor} />
        </b>
      </Cell>
    </Row>
  );
  return (
    <Section title={words.inCurrency(currency)}>
      <Table columns={columns} look="ledger">
        {edge(words.opening(writer.date(from)), opening)}
        {statement.entries.map((entry) => (
          <EntryRow entry={entry} currency={currency} hasRefunds={hasRefunds} writer={writer} />
        ))}
        {edge(words.closing(writer.date(to)), closing)}
      </Table>
    </Section>
  );
};

type Entry = Statement['entries'][number];
type EntryLine = {
  readonly entry: Entry;
  readonly currency: string;
  readonly hasRefunds: boolean;
  readonly writer: PortalWriter;
};

const EntryRow = ({ entry, currency, hasRefunds, writer }: EntryLine) => {
  const words = writer.portal.statement;
  const column = columnOf(entry);
  const amount = (minor: number) => writer.amount(currency, minor);
  const effect = effectOf(entry);
  return (
    <Row>
      <Cell kind="day">
        <Day writer={writer} on={entry.date} />
      </Cell>
      <Cell kind="main" dir="auto">
        <What entry={entry} writer={writer} />
      </Cell>
      <Figure label={words.invoiced} text={column === 'invoiced' ? amount(effect) : ''} />
      <Figure label={words.paid} text={column === 'paid' ? amount(-effect) : ''} />
      {hasRefunds && (
        <Figure label={words.refunded} text={column === 'refunded' ? amount(entry.amount) : ''} />
      )}
      <Cell kind="owed" label={words.balance}>
        {amount(entry.balance)}
      </Cell>
    </Row>
  );
};

/** An amount in its column; an empty cell is left out of a card. */
const Figure = ({ label, text }: { readonly label: string; readonly text: string }) =>
  text === '' ? (
    <Cell kind="amount" />
  ) : (
    <Cell kind="amount" label={label}>
      {text}
    </Cell>
  );

/** What happened; a payment leads to its own page. */
const What = ({ entry, writer }: { readonly entry: Entry; readonly writer: PortalWriter }) => {
  const { kind, reference } = entry;
  const text = statementEntryText(entry, writer.portal.statement);
  const isOurs = (kind === 'payment' || kind === 'returned') && reference.startsWith('pay_');
  return isOurs ? <a href={`/portal/payments/${reference}`}>{text}</a> : text;
};
