import type { DisputeKind, DisputeStatus } from '../../../domain/payment/disputes.ts';
import type { RefundState } from '../../../domain/payment/state.ts';
import { VerbForm } from '../../components/form.tsx';
import { Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { StripeId } from '../parts/stripe-id.tsx';
import { Tag } from '../parts/tag.tsx';
import { type StripePlace, stripeHref } from '../stripe-links.ts';
import { DISPUTE_TONES, disputeReason, REFUND_TONES, PAYMENTS_WORDS as words } from '../words/payments.ts';

export type RefundView = {
  readonly id: string;
  readonly state: RefundState;
  readonly purpose: keyof typeof words.purposes;
  readonly reason: keyof typeof words.reasons | null;
  readonly requestedBy: string | null;
  readonly failure: string | null;
  readonly heldUntil: string | null;
  readonly stripeId: string | null;
  readonly day: string;
  readonly amount: string;
};

export type DisputeView = {
  readonly id: string;
  readonly stripeId: string;
  readonly kind: DisputeKind;
  readonly state: DisputeStatus;
  readonly reason: string;
  readonly deadline: string | null;
  readonly day: string;
  readonly amount: string;
};

type Of = {
  readonly home: string;
  readonly id: string;
  readonly at: StripePlace;
  readonly refunds: readonly RefundView[];
  readonly disputes: readonly DisputeView[];
  readonly may: { readonly release: boolean };
};

/** What of a payment went back, and what is on its way. */
export const Refunds = ({ view, csrf }: { readonly view: Of; readonly csrf: string }) => (
  <Section title={words.refunds}>
    {view.refunds.length === 0 ? (
      <p>{words.noRefundsOfIt}</p>
    ) : (
      <Table
        columns={[
          { heading: words.refund },
          { heading: words.columns.state },
          { heading: words.columns.day },
          { heading: words.columns.amount, kind: 'amount' },
        ]}
      >
        {view.refunds.map((refund) => (
          <Row>
            <Cell kind="main">
              {refund.reason === null ? words.purposes[refund.purpose] : words.reasons[refund.reason]}
              {refund.requestedBy !== null && <span class="block small">{words.by(refund.requestedBy)}</span>}
              {refund.stripeId !== null && (
                <span class="block small">
                  <StripeId at={view.at} thing="refunds" id={refund.stripeId} />
                </span>
              )}
            </Cell>
            <Cell label={words.columns.state}>
              <span>
                <Tag tone={REFUND_TONES[refund.state]}>{words.refundStates[refund.state]}</Tag>
                {refund.failure !== null && <span class="block small">{refund.failure}</span>}
                {refund.heldUntil !== null && (
                  <span class="block small">{words.heldUntil(refund.heldUntil)}</span>
                )}
                {refund.heldUntil !== null && view.may.release && (
                  <VerbForm
                    csrf={csrf}
                    action={`${view.home}/payments/${view.id}/refunds/${refund.id}/release`}
                    label={words.release}
                    fullLabel={words.releaseFull(refund.amount)}
                  />
                )}
              </span>
            </Cell>
            <Cell kind="day" label={words.columns.day}>
              {refund.day}
            </Cell>
            <Cell kind="owed">{refund.amount}</Cell>
          </Row>
        ))}
      </Table>
    )}
  </Section>
);

const ANSWERABLE: ReadonlySet<DisputeStatus> = new Set([
  'warning_needs_response',
  'needs_response',
  'appeal_needs_response',
]);

/** What the customer takes back through their bank, and until when that can be answered. */
export const Disputes = ({ view }: { readonly view: Of }) => (
  <Section title={words.disputes}>
    {view.disputes.length === 0 ? (
      <p>{words.noDisputesOfIt}</p>
    ) : (
      <Table
        columns={[
          { heading: words.dispute },
          { heading: words.columns.state },
          { heading: words.columns.day },
          { heading: words.columns.amount, kind: 'amount' },
        ]}
      >
        {view.disputes.map((dispute) => (
          <Row>
            <Cell kind="main">
              {words.disputeKinds[dispute.kind]}
              <span class="block small">{disputeReason(dispute.reason)}</span>
              <span class="block small">
                <StripeId at={view.at} thing="disputes" id={dispute.stripeId} />
              </span>
            </Cell>
            <Cell label={words.columns.state}>
              <span>
                <Tag tone={DISPUTE_TONES[dispute.state]}>{words.disputeStates[dispute.state]}</Tag>
                {dispute.kind === 'inquiry' && <span class="block small">{words.noMoneyTaken}</span>}
                {ANSWERABLE.has(dispute.state) && dispute.kind !== 'return' && (
                  <span class="block small">
                    {dispute.deadline !== null && <>{words.answerBy(dispute.deadline)} · </>}
                    <a
                      href={
                        view.may.release
                          ? `${view.home}/payments/${view.id}/disputes/${dispute.id}/evidence`
                          : stripeHref(view.at, 'disputes', dispute.stripeId)
                      }
                    >
                      {view.may.release ? words.answerHere : words.answer}
                    </a>
                  </span>
                )}
              </span>
            </Cell>
            <Cell kind="day" label={words.columns.day}>
              {dispute.day}
            </Cell>
            <Cell kind="owed">{dispute.amount}</Cell>
          </Row>
        ))}
      </Table>
    )}
  </Section>
);
