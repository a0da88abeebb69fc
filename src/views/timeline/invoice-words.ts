import type { CollectStage, RestReason, WaitReason } from '../../domain/collection/types.ts';
import type { EntryData, EntryOf, EntryType } from '../../domain/journal.ts';
import { counted } from '../../domain/text.ts';
import { inWords, type Teller } from './teller.ts';
import { undeliveredText } from './undelivered-words.ts';

type Words = {
  readonly [K in EntryType<'invoice'>]: (data: EntryData<'invoice', K>, teller: Teller) => string;
};

export const STAGE_WORDS: Record<CollectStage, string> = {
  scheduled: 'Automatic charge scheduled',
  charging: 'Automatic charge under way',
  retrying: 'Automatic charge will be retried',
  needs_customer: 'Automatic charge waits for the customer',
  given_up: 'Automatic charges ended',
  off: 'Not charged automatically',
};

export const REASON_WORDS: Record<RestReason | WaitReason, string> = {
  settled: 'nothing is owed',
  not_sent: 'the invoice has not been sent',
  policy_never: 'automatic charges are off',
  opted_out: 'the customer opted out',
  over_cap: 'the amount is over the customer’s limit',
  no_cap: 'the customer has set no limit in this currency',
  no_recipient: 'nobody can be told by mail',
  nobody_told: 'nobody got the message that announces it',
  no_method: 'no payment method is on file',
  no_usable_method: 'no payment method on file can be charged',
  not_confirmed: 'the customer has not confirmed the payment method that a link kept',
  paused_by_customer: 'it is paused',
  awaiting_choice: 'a payment method was added, and the customer has not chosen yet what happens to it',
  not_connected: 'no Stripe account is connected',
  not_chargeable: 'Stripe cannot charge this amount',
  taken_back: 'an earlier payment was taken back',
  needs_customer: 'the last payment was declined',
  retries_used_up: 'all retries are used up',
  never_again: 'the payment method must not be tried again',
  scheduled: 'its time has not come',
  noticed: 'the customer was told when',
  payment_open: 'another payment is open',
  verb_pending: 'another change of the invoice is pending',
  paused: 'payments are paused on the Stripe account',
  account_held: 'the Stripe account cannot take charges at the moment',
  frozen: 'the invoice is frozen',
  disputed: 'the customer disputes a payment',
  retry_later: 'the last payment failed',
  network_limit: 'the limit of the card network is reached',
  method_pending: 'the bank account is not verified yet',
  notice_waiting: 'the notice is still on its way',
};

const credited = (amount: number | undefined, teller: Teller): string =>
  amount === undefined || amount === 0 ? '' : ` ${teller.amount(amount)} was paid from credit.`;
const addresses = (count: number): string => counted(count, 'address', 'addresses');
const waits = (what: string) => () => `${what} requested. It waits for the open payment.`;
const dropped = (what: string) => () => `${what} refused: the payment went through or is under way.`;
const refund = () => 'A refund of a payment changed.';
const pauser = (data: EntryData<'invoice', 'collecting_paused'>): string =>
  data === null ? 'the customer' : 'staff';

const WORDS: Words = {
  draft_created: ({ currency, total }, teller) => `Draft created: ${teller.amount(total, currency)}.`,
  draft_updated: ({ currency, total }, teller) => `Draft changed: ${teller.amount(total, currency)}.`,
  draft_deleted: () => 'Draft deleted.',
  finalized: ({ currency, amountDue, credited: spent }, teller) =>
    `Invoice finalized: ${teller.amount(amountDue, currency)} due.${credited(spent, teller)}`,
  finalized_and_sent: ({ currency, amountDue, recipients, credited: spent }, teller) =>
    `Invoice finalized and sent to ${addresses(recipients)}: ` +
    `${teller.amount(amountDue, currency)} due.${credited(spent, teller)}`,
  sent: ({ recipients }) => `Invoice sent to ${addresses(recipients)}.`,
  method_link_sent: () => 'Link to add a payment method sent to whoever pays.',
  reminded: ({ recipients }) => `Reminder sent to ${addresses(recipients)}.`,
  link_rotated: () => 'Payment link replaced. The old one no longer works.',
  message_undelivered: undeliveredText,
  voiding_announced: ({ messages }) => `${counted(messages, 'recipient')} told that the invoice is void.`,

  void_requested: waits('Void'),
  void_dropped: dropped('Void'),
  voided: () => 'Invoice voided.',
  mark_uncollectible_requested: waits('Marking as uncollectible'),
  mark_uncollectible_dropped: dropped('Marking as uncollectible'),
  marked_uncollectible: () => 'Invoice marked as uncollectible.',
  record_payment_requested: waits('Recording a payment'),
  record_payment_dropped: dropped('Recording a payment'),
  offline_payment_recorded: ({ amount }, teller) => `Payment of ${teller.amount(amount)} recorded by staff.`,
  reverse_payment_requested: waits('Reversing a recorded payment'),
  reverse_payment_dropped: dropped('Reversing a recorded payment'),
  offline_payment_reversed: ({ amount, by }, teller) =>
    `Recorded payment of ${teller.amount(amount)} reversed by ${by}.`,
  apply_credit_requested: waits('Applying credit'),
  apply_credit_dropped: dropped('Applying credit'),
  credit_applied: () => 'Credit applied.',
  taken_over: ({ amountDue, paid, fileName, line, by }, teller) => {
    const from = fileName === null ? `line ${line} of a file` : `line ${line} of ${fileName}`;
    const covered = paid === 0 ? 'nothing of it paid' : `${teller.amount(paid)} of it paid`;
    return `Taken over from another system by ${by}, from ${from}: ${teller.amount(amountDue)}, ${covered}.`;
  },
  collecting_started: () => 'Collecting was switched on, without a mail.',
  credit_note_requested: waits('Credit note'),
  credit_note_dropped: dropped('Credit note'),
  credit_note_issued: ({ total, offDue, refunded, asCredit, outside, by }, teller) => {
    const settled = [
      [offDue, 'taken off what was due'],
      [refunded, 'refunded'],
      [asCredit, 'given as credit'],
      [outside, 'given back outside'],
    ] as const;
    const parts = settled.flatMap(([minor, how]) => (minor === 0 ? [] : [`${teller.amount(minor)} ${how}`]));
    return `Credit note over ${teller.amount(total)} issued by ${by}: ${parts.join(', ')}.`;
  },

  attachment_added: () => 'A file was attached.',
  attachment_removed: () => 'An attached file was removed.',

  collection_decided: ({ step, stage, reason, told }) => {
    const failure = told === null ? '' : ' The failed payment was reported.';
    switch (step) {
      case 'notice':
        return `Customer told of the coming charge.${failure}`;
      case 'remind':
        return `Customer reminded to pay.${failure}`;
      case 'rest':
        return `${STAGE_WORDS[stage]}${reason === null ? '' : `: ${REASON_WORDS[reason]}`}.${failure}`;
    }
  },
  collecting_paused: (data) => `Automatic charge of this invoice paused by ${pauser(data)}.`,
  collecting_resumed: (data) => `Automatic charge of this invoice resumed by ${pauser(data)}.`,

  payment_claimed: () => 'Payment started.',
  payment_adopted: () => 'Payment restored from Stripe.',
  payment_processing: () => 'The payment is processing at the bank.',
  payment_succeeded: ({ allocated }, teller) => `${teller.amount(allocated)} of this invoice paid.`,
  payment_failed: () => 'The payment failed.',
  payment_closed: () => 'The payment ended without money.',
  refund_requested: () => 'A refund was requested.',
  refund_sending: refund,
  refund_unknown: refund,
  refund_failed: () => 'A refund failed.',
  refund_released: refund,
  refunds_recorded: refund,
  disputes_recorded: () => 'A dispute of a payment changed.',
  taken_back: () => 'A payment was taken back.',
  given_back: () => 'A payment that was taken back came back.',

  invoice_frozen: ({ stripeId, reason }) =>
    reason === 'unreachable'
      ? `Invoice frozen: its Stripe account is disconnected, and nobody can say whether ${stripeId} was paid.`
      : `Invoice frozen: Stripe’s ${stripeId} names it and is not known here (${inWords(reason)}).`,
  unknown_object_settled: ({ by }) => `Question about a payment at Stripe settled by ${by}.`,
};

export const invoiceText = <K extends EntryType<'invoice'>>(
  { type, data }: EntryOf<'invoice', K>,
  teller: Teller,
): string => WORDS[type](data, teller);
