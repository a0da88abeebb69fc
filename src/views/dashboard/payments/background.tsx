import { Remark, Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { PAYMENTS_WORDS as words } from '../words/payments.ts';

/** A line of Stripe's books, as it is written. */
export type BookedView = Readonly<Record<'kind' | 'day' | 'amount' | 'fee' | 'net', string>>;

/** Something that happened, in a sentence, with its instant. */
export type HistoryView = Readonly<Record<'text' | 'at', string>>;

/** What Stripe booked: fees come out of what is paid out. */
export const BookedLines = ({ lines }: { readonly lines: readonly BookedView[] }) => (
  <Section title={words.books}>
    {lines.length === 0 ? (
      <Remark>{words.booksNone}</Remark>
    ) : (
      <Table
        look="ledger"
        columns={[
          { heading: words.booksOf },
          { heading: words.columns.day },
          { heading: words.gross, kind: 'amount' },
          { heading: words.fee, kind: 'amount' },
          { heading: words.net, kind: 'amount' },
        ]}
      >
        {lines.map(({ kind, day, amount, fee, net }) => (
          <Row>
            <Cell kind="main">{kind}</Cell>
            <Cell kind="day" label={words.columns.day}>
              {day}
            </Cell>
            <Cell kind="amount" label={words.gross}>
              {amount}
            </Cell>
            <Cell kind="amount" label={words.fee}>
              {fee}
            </Cell>
            <Cell kind="amount" label={words.net}>
              {net}
            </Cell>
          </Row>
        ))}
      </Table>
    )}
  </Section>
);

/** The journal in sentences, newest first. */
export const History = ({ entries }: { readonly entries: readonly HistoryView[] }) => (
  <Section title={words.history}>
    {entries.length === 0 ? (
      <Remark>{words.historyNone}</Remark>
    ) : (
      <ul class="choices">
        {entries.map(({ text, at }) => (
          <li>
            {text}
            <span class="block small">{at}</span>
          </li>
        ))}
      </ul>
    )}
  </Section>
);
