import { Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { SCHEDULES_WORDS as words } from '../words/schedules.ts';

/** A period that is to come, with its values written. */
export type NextInvoice = {
  readonly period: string;
  readonly invoicedOn: string;
  /** Null where it is skipped or cannot be made. */
  readonly amount: string | null;
  readonly isSkipped: boolean;
  /** Meters that nothing was reported of, or why it cannot be made. */
  readonly remark: string | null;
};

/** The next invoices of a schedule, with their days and amounts. */
export const NextInvoices = ({ of }: { readonly of: readonly NextInvoice[] }) => (
  <Table
    columns={[
      { heading: words.preview.period },
      { heading: words.preview.invoicedOn },
      { heading: words.preview.amount, kind: 'amount' },
    ]}
  >
    {of.map(({ period, invoicedOn, amount, isSkipped, remark }) => (
      <Row>
        <Cell kind="main">
          {period}
          {remark !== null && <span class="block small">{remark}</span>}
        </Cell>
        <Cell kind="day" label={words.preview.invoicedOn}>
          {invoicedOn}
        </Cell>
        <Cell kind="owed" label={words.preview.amount}>
          {amount ?? (isSkipped ? words.preview.skipped : words.preview.cannot)}
        </Cell>
      </Row>
    ))}
  </Table>
);

/** What a change does, before it is made: in sentences, and by the next invoices. */
export type ChangeDoes = { readonly sentences: readonly string[]; readonly next: readonly NextInvoice[] };

/** The preview of a change; nothing before it was asked for. */
export const WhatItDoes = ({ of }: { readonly of: ChangeDoes | null }) =>
  of === null ? null : (
    <Section title={words.changing.does}>
      {of.sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <NextInvoices of={of.next} />
    </Section>
  );
