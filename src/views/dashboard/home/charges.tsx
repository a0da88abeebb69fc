import type { NextCharge } from '../../../domain/needs.ts';
import { Remark, Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { writerFor } from '../../format.ts';
import type { DashboardContext } from '../frame.tsx';
import { Empty } from '../parts/page.tsx';
import { HOME_WORDS } from '../words/home.ts';

const words = HOME_WORDS.charges;

type Charges = {
  readonly charges: readonly NextCharge[];
  readonly hasMore: boolean;
  readonly base: string;
  readonly context: DashboardContext;
};

/** What is charged by itself next. */
export const Charges = ({ charges, hasMore, base, context }: Charges) => (
  <Section title={words.title}>
    {charges.length === 0 ? (
      <Empty text={words.none} />
    ) : (
      <Table
        columns={[
          { heading: words.invoice },
          { heading: words.on },
          { heading: words.amount, kind: 'amount' },
        ]}
      >
        {charges.map((charge) => {
          const writer = writerFor(charge, context.speech);
          const remark = charge.isNoticed ? words.noticed : charge.isRetry ? words.retry : null;
          return (
            <Row>
              <Cell kind="main" dir="auto">
                <a href={`${base}/invoices/${charge.invoiceId}`}>{charge.number}</a>
                <span class="block small">{charge.customer}</span>
              </Cell>
              <Cell kind="day" label={words.on}>
                {writer.date(charge.on)}
                {remark !== null && <span class="block small">{remark}</span>}
              </Cell>
              <Cell kind="owed">{writer.amount(charge.amount)}</Cell>
            </Row>
          );
        })}
      </Table>
    )}
    {hasMore && <Remark>{words.more}</Remark>}
  </Section>
);
