import type { EntryData, EntryOf, EntryType } from '../../domain/journal.ts';
import type { CloseReason, RefundState } from '../../domain/payment/state.ts';
import { begunText } from './because.ts';
import { inWords, type Teller } from './teller.ts';

type Words = {
  readonly [K in EntryType<'payment'>]: (data: EntryData<'payment', K>, teller: Teller) => string;
};

const CLOSED: Record<CloseReason, string> = {
  expired: 'The payment page expired.',
  canceled: 'The payment was canceled.',
  refused: 'Stripe refused the payment.',
  failed: 'The payment failed.',
  never_created: 'The payment was given up: nothing of it was found at Stripe.',
  unreachable:
    'The payment was ended: its Stripe account is disconnected, and nobody can say what came of it.',
  by_staff: 'The payment was closed by hand.',
};

const REFUND: Record<RefundState, string> = {
  requested: 'was requested',
  unknown: 'has no answer from Stripe yet',
  pending: 'is pending at Stripe',
  requires_action: 'waits for the payer',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'was canceled',
};

const closed = ({ reason, failureCode, adviceCode }: EntryData<'payment', 'closed'>): string =>
  [
    CLOSED[reason],
    ...(failureCode === null ? [] : [`Reason: ${inWords(failureCode)}.`]),
    ...(adviceCode === undefined ? [] : [`Stripe advises: ${inWords(adviceCode)}.`]),
  ].join(' ');

const disputed = (
  { disputes }: Pick<EntryData<'payment', 'disputes_recorded'>, 'disputes'>,
  teller: Teller,
): string =>
  disputes.map(({ amount, status }) => `Dispute of ${teller.amount(amount)}: ${inWords(status)}.`).join(' ');

const WORDS: Words = {
  claimed: ({ via, currency, targets, because }, teller) => {
    const amount = teller.amount(
      targets.reduce((total, target) => total + target.amount, 0),
      currency,
    );
    if (because !== undefined) return begunText(because, amount, teller);
    return via === 'autopay'
      ? `Automatic charge of ${amount} started. The reason was not recorded.`
      : `Payment of ${amount} started (${via}).`;
  },
  adopted: ({ stripeId }) => `Payment restored from Stripe’s ${stripeId}.`,
  intent_made: () => 'Charge prepared at Stripe, not confirmed yet.',
  session_opened: () => 'Payment page opened at Stripe.',
  session_unknown: () => 'Stripe has not said whether the payment page was made.',
  session_open: () => 'The payment page is open.',
  authenticating: () => 'Waiting for the payer to authenticate.',
  verifying: () => 'Waiting for the bank account to be verified.',
  processing: () => 'The payment is processing at the bank.',
  succeeded: ({ received, currency, surplus }, teller) => {
    const more = surplus === 0 ? '' : ` ${teller.amount(surplus, currency)} of it was more than owed.`;
    return `Payment succeeded: ${teller.amount(received, currency)} received.${more}`;
  },
  failed: closed,
  canceled: closed,
  closed,
  closed_by_hand: ({ by, reason, state, stripeSaid }) =>
    `Payment closed by ${by}, without proof (it was ${inWords(state)}; Stripe said: ${stripeSaid}): ${reason}`,
  refund_requested: ({ amount, currency, purpose }, teller) =>
    purpose === 'surplus'
      ? `Refund of ${teller.amount(amount, currency)} requested automatically: more was paid than owed.`
      : `Refund of ${teller.amount(amount, currency)} requested.`,
  refund_released: ({ releasedBy }) => `Refund released early by ${releasedBy}.`,
  refund_sending: () => 'Refund sent to Stripe.',
  refund_unknown: () => 'Stripe has not said what became of the refund.',
  refund_failed: ({ reason }) => `Refund failed. Reason: ${inWords(reason)}.`,
  refunds_recorded: ({ refunds }, teller) =>
    refunds.map(({ amount, state }) => `Refund of ${teller.amount(amount)} ${REFUND[state]}.`).join(' '),
  evidence_submitted: ({ by, sha256 }) =>
    `Answer to the dispute submitted by ${by} (SHA-256 ${sha256.slice(0, 12)}…).`,
  disputes_recorded: disputed,
  taken_back: (data, teller) => {
    const taken = data.taken.reduce((total, { amount }) => total + amount, 0);
    const owed = taken === 0 ? '' : ` ${teller.amount(taken)} is owed again.`;
    return `${disputed(data, teller)} The money was taken back.${owed}`;
  },
  given_back: (data, teller) => {
    const paid = data.given.reduce((total, { amount }) => total + amount, 0);
    return [
      `${disputed(data, teller)} The money came back.`,
      ...(paid === 0 ? [] : [`${teller.amount(paid)} is paid again.`]),
      ...(data.credited === 0 ? [] : [`${teller.amount(data.credited)} became credit.`]),
    ].join(' ');
  },
};

export const paymentText = <K extends EntryType<'payment'>>(
  { type, data }: EntryOf<'payment', K>,
  teller: Teller,
): string => WORDS[type](data, teller);
