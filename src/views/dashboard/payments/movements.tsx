import type { DisputeKind, DisputeStatus } from '../../../domain/payment/disputes.ts';
import type { RefundState } from '../../../domain/payment/state.ts';
import { LookupForm } from '../../components/form.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Numbers } from '../parts/numbers.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { Paging, queried } from '../parts/paging.tsx';
import { Tag } from '../parts/tag.tsx';
import { DISPUTE_TONES, disputeReason, REFUND_TONES, PAYMENTS_WORDS as words } from '../words/payments.ts';
import { LIST_STYLES, MoneyTabs } from './tabs.tsx';

type Common = {
  readonly home: string;
  /** The chosen state, '' for all. */
  readonly state: string;
  readonly isFirst: boolean;
  readonly next: string | null;
};

type Moved = {
  readonly paymentId: string;
  readonly customer: string;
  readonly numbers: readonly string[];
  readonly day: string;
  readonly amount: string;
};

export type RefundsView = Common & {
  readonly refunds: readonly (Moved & {
    readonly state: RefundState;
    readonly purpose: keyof typeof words.purposes;
    readonly reason: keyof typeof words.reasons | null;
    readonly failure: string | null;
  })[];
};

export type DisputesView = Common & {
  readonly disputes: readonly (Moved & {
    readonly state: DisputeStatus;
    readonly kind: DisputeKind;
    readonly reason: string;
    /** Null where there is nothing to answer, or no day for it. */
    readonly deadline: string | null;
  })[];
};

/** A business's refunds, newest first. */
export const refundsPage = (view: RefundsView, context: DashboardContext): string =>
  dashboardPage({
    title: words.refundsTitle,
    context,
    styles: LIST_STYLES,
    body: (
      <>
        <PageHead title={words.refundsTitle} lead={words.refundsLead} />
        <MoneyTabs home={view.home} current="refunds" />
        <States view={view} path="/payments/refunds" options={Object.entries(words.refundStates)} />
        {view.refunds.length === 0 ? (
          <Empty text={view.state === '' ? words.noRefunds : words.noneSoRefunds} />
        ) : (
          <Table
            columns={[
              { heading: words.columns.customer },
              { heading: words.columns.state },
              { heading: words.columns.reason },
              { heading: words.columns.day },
              { heading: words.columns.amount, kind: 'amount' },
            ]}
          >
            {view.refunds.map((refund) => (
              <Row>
                <Whose home={view.home} of={refund} />
                <Cell label={words.columns.state}>
                  <span>
                    <Tag tone={REFUND_TONES[refund.state]}>{words.refundStates[refund.state]}</Tag>
                    {refund.failure !== null && <span class="block small">{refund.failure}</span>}
                  </span>
                </Cell>
                <Cell label={words.columns.reason}>
                  {refund.reason === null ? words.purposes[refund.purpose] : words.reasons[refund.reason]}
                </Cell>
                <DayAndAmount of={refund} />
              </Row>
            ))}
          </Table>
        )}
        <Pages view={view} path="/payments/refunds" />
      </>
    ),
  });

/** A business's disputes, newest first, with the day until which each can be answered. */
export const disputesPage = (view: DisputesView, context: DashboardContext): string =>
  dashboardPage({
    title: words.disputesTitle,
    context,
    styles: LIST_STYLES,
    body: (
      <>
        <PageHead title={words.disputesTitle} lead={words.disputesLead} />
        <MoneyTabs home={view.home} current="disputes" />
        <States view={view} path="/payments/disputes" options={Object.entries(words.disputeFilter)} />
        {view.disputes.length === 0 ? (
          <Empty text={view.state === '' ? words.noDisputes : words.noneSoDisputes} />
        ) : (
          <Table
            columns={[
              { heading: words.columns.customer },
              { heading: words.columns.state },
              { heading: words.columns.reason },
              { heading: words.columns.deadline },
              { heading: words.columns.amount, kind: 'amount' },
            ]}
          >
            {view.disputes.map((dispute) => (
              <Row>
                <Whose home={view.home} of={dispute} />
                <Cell label={words.columns.state}>
                  <span>
                    <Tag tone={DISPUTE_TONES[dispute.state]}>{words.disputeStates[dispute.state]}</Tag>
                    <span class="block small">{words.disputeKinds[dispute.kind]}</span>
                  </span>
                </Cell>
                <Cell label={words.columns.reason}>{disputeReason(dispute.reason)}</Cell>
                <Cell kind="day" label={words.columns.deadline}>
                  {dispute.deadline ?? '–'}
                </Cell>
                <Cell kind="owed">
                  {dispute.amount}
                  <span class="block small">{dispute.day}</span>
                </Cell>
              </Row>
            ))}
          </Table>
        )}
        <Pages view={view} path="/payments/disputes" />
      </>
    ),
  });

type States = {
  readonly view: Common;
  readonly path: string;
  readonly options: readonly (readonly [value: string, label: string])[];
};

const States = ({ view, path, options }: States) => (
  <LookupForm action={`${view.home}${path}`}>
    <label for="state">
      {words.filters.state}
      <select id="state" name="state">
        <option value="">{words.all}</option>
        {options.map(([value, label]) => (
          <option value={value} selected={value === view.state}>
            {label}
          </option>
        ))}
      </select>
    </label>
    <button class="plain">{words.filters.show}</button>
  </LookupForm>
);

const Pages = ({ view, path }: { readonly view: Common; readonly path: string }) => {
  const href = (after: string | null) => queried(`${view.home}${path}`, { state: view.state, after });
  return (
    <Paging first={view.isFirst ? null : href(null)} next={view.next === null ? null : href(view.next)} />
  );
};

const Whose = ({ home, of }: { readonly home: string; readonly of: Moved }) => (
  <Cell kind="main" dir="auto">
    <a href={`${home}/payments/${of.paymentId}`}>{of.customer}</a>
    <Numbers numbers={of.numbers} />
  </Cell>
);

const DayAndAmount = ({ of }: { readonly of: Moved }) => (
  <>
    <Cell kind="day" label={words.columns.day}>
      {of.day}
    </Cell>
    <Cell kind="owed">{of.amount}</Cell>
  </>
);
