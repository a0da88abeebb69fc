import type { Verdict } from '../../../domain/collection/decline-codes.ts';
import type { PaymentState } from '../../../domain/payment/state.ts';
import { Fact, Facts } from '../../components/facts.tsx';
import { Remark, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { isolate } from '../../text.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { StripeId } from '../parts/stripe-id.tsx';
import { Tag } from '../parts/tag.tsx';
import type { StripePlace } from '../stripe-links.ts';
import { STATE_TONES, PAYMENTS_WORDS as words } from '../words/payments.ts';
import { BookedLines, type BookedView, History, type HistoryView } from './background.tsx';
import { Disputes, type DisputeView, Refunds, type RefundView } from './went-back.tsx';

export type PaymentView = {
  readonly home: string;
  readonly id: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly amount: string;
  readonly state: PaymentState;
  /** Labels with what is known, without what is not. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly failure: {
    /** What the customer was told. */
    readonly sentence: string;
    readonly verdict: Verdict;
    readonly code: string;
    readonly advice: string | null;
  } | null;
  /** Why it ended without money, where a bank didn't decline it. */
  readonly ended: string | null;
  /** Null where no money came. */
  readonly receipt: { readonly number: string | null } | null;
  readonly at: StripePlace;
  readonly intentId: string | null;
  readonly chargeId: string | null;
  readonly invoices: readonly { readonly id: string; readonly number: string; readonly amount: string }[];
  readonly refunds: readonly RefundView[];
  readonly disputes: readonly DisputeView[];
  readonly booked: readonly BookedView[];
  readonly history: readonly HistoryView[];
  readonly may: { readonly refund: boolean; readonly close: boolean; readonly release: boolean };
  readonly said: string | null;
};

/** One payment: whose, for what, what became of it, and where it is at Stripe. */
export const paymentPage = (view: PaymentView, context: DashboardContext): string =>
  dashboardPage({
    title: words.of(view.amount, isolate(view.customer.name)),
    context,
    said: flashFor(words.said, view.said),
    styles: '.facts{margin-top:24px}.facts dd{overflow-wrap:anywhere}.list .small a{padding:0}',
    body: (
      <>
        <PageHead
          title={words.of(view.amount, isolate(view.customer.name))}
          action={
            view.may.refund ? (
              <a href={`${view.home}/payments/${view.id}/refund`}>{words.refundIt}</a>
            ) : view.may.close ? (
              <a href={`${view.home}/payments/${view.id}/close`}>{words.closeIt}</a>
            ) : undefined
          }
        />
        <Facts>
          <Fact label={words.facts.state}>
            <Tag tone={STATE_TONES[view.state]}>{words.states[view.state]}</Tag>
          </Fact>
          <Fact label={words.facts.customer}>
            <a href={`${view.home}/customers/${view.customer.id}`}>{view.customer.name}</a>
          </Fact>
          {view.facts.map(([label, text]) => (
            <Fact label={label}>{text}</Fact>
          ))}
          {view.receipt !== null && (
            <Fact label={words.facts.receipt}>
              <a href={`${view.home}/payments/${view.id}/receipt.pdf`}>
                {view.receipt.number ?? words.openReceipt}
              </a>
            </Fact>
          )}
          {view.intentId !== null && (
            <Fact label={words.facts.intent}>
              <StripeId at={view.at} thing="payments" id={view.intentId} />
            </Fact>
          )}
          {view.chargeId !== null && (
            <Fact label={words.facts.charge}>
              <StripeId at={view.at} thing="payments" id={view.chargeId} />
            </Fact>
          )}
        </Facts>
        <WhyNot view={view} />
        <Invoices view={view} />
        <Refunds view={view} csrf={context.frame.csrf} />
        <Disputes view={view} />
        <BookedLines lines={view.booked} />
        <History entries={view.history} />
        <WayOn href={`${view.home}/payments`}>{words.back}</WayOn>
      </>
    ),
  });

type Part = { readonly view: PaymentView };

const WhyNot = ({ view: { failure, ended } }: Part) =>
  failure !== null ? (
    <Section title={words.failedTitle}>
      <p>{words.verdicts[failure.verdict]}</p>
      <p>{words.payerRead(failure.sentence)}</p>
      <Remark>{words.code(failure.code, failure.advice)}</Remark>
    </Section>
  ) : ended === null ? null : (
    <Section title={words.endedTitle}>
      <p>{ended}</p>
    </Section>
  );

const Invoices = ({ view: { home, invoices } }: Part) => (
  <Section title={words.invoices}>
    {invoices.length === 0 ? (
      <p>{words.noInvoices}</p>
    ) : (
      <Table columns={[{ heading: words.invoice }, { heading: words.columns.amount, kind: 'amount' }]}>
        {invoices.map(({ id, number, amount }) => (
          <Row>
            <Cell kind="main">
              <a href={`${home}/invoices/${id}`}>{number}</a>
            </Cell>
            <Cell kind="amount" label={words.columns.amount}>
              {amount}
            </Cell>
          </Row>
        ))}
      </Table>
    )}
  </Section>
);
