import type { EntryData, EntryOf, EntryType } from '../../domain/journal.ts';
import type { MethodState } from '../../domain/methods/follow.ts';
import type { SetupKind } from '../../domain/methods/setup.ts';
import { inWords, type Teller } from './teller.ts';
import { undeliveredText } from './undelivered-words.ts';

type Words = {
  readonly [K in EntryType<'customer'>]: (data: EntryData<'customer', K>, teller: Teller) => string;
};

const SETUP: Record<SetupKind, string> = {
  card: 'a card',
  bank_instant: 'a bank account',
  bank_deposits: 'a bank account by test deposits',
};

const STATE: Record<MethodState, string> = {
  pending_verification: 'waits for verification',
  usable: 'can be charged',
  unusable: 'cannot be charged',
  detached: 'is no longer on file',
};

const ended =
  (what: string) =>
  ({ code }: EntryData<'customer', 'method_setup_failed'>) =>
    code === null ? `${what}.` : `${what}. Reason: ${inWords(code)}.`;

const WORDS: Words = {
  customer_created: () => 'Customer created.',
  customer_updated: () => 'Customer changed.',
  message_undelivered: undeliveredText,
  customer_deleted: () => 'Customer deleted.',

  stripe_customer_requested: () => 'Customer requested at Stripe.',
  stripe_customer_linked: ({ stripeCustomerId }) => `Linked to Stripe’s ${stripeCustomerId}.`,
  stripe_customer_gone: ({ stripeCustomerId }) => `Stripe’s ${stripeCustomerId} is gone.`,

  credit_given: ({ amount, currency }, teller) => `Credit of ${teller.amount(amount, currency)} given.`,
  credit_spent: ({ invoiceId, credits }, teller) => {
    const parts = credits.map(({ creditId, amount }) => teller.ofCredit(creditId, amount));
    return `${parts.join(' and ')} of credit paid invoice ${invoiceId}.`;
  },
  credit_moved: ({ creditId, amount }, teller) =>
    amount < 0
      ? `${teller.ofCredit(creditId, -amount)} taken from credit for a refund or a dispute.`
      : `${teller.ofCredit(creditId, amount)} put back into credit.`,

  autopay_on: ({ when, cap, otherCaps = [], methodId }, teller) => {
    const caps = [...(cap === null ? [] : [cap]), ...otherCaps];
    const most = caps.map(({ amount, currency }) => teller.amount(amount, currency)).join(' or ');
    const limit = caps.length === 0 ? '' : `, up to ${most} an invoice`;
    const moment = when === 'on_send' ? 'when an invoice is sent' : 'on due date';
    return `Customer turned on automatic payment ${moment} with ${teller.method(methodId)}${limit}.`;
  },
  autopay_off: () => 'Customer turned off automatic payment.',

  default_method_set: ({ methodId }, teller) => `${teller.method(methodId)} made the default.`,
  method_order_changed: ({ places }, teller) => {
    const inOrder = places.toSorted((a, b) => a.position - b.position);
    return `Order of payment methods changed: ${inOrder.map(({ id }) => teller.method(id)).join(', then ')}.`;
  },
  methods_followed: ({ added, changed }, teller) =>
    [
      ...added.map((id) => `${teller.method(id)} added.`),
      ...changed.map(({ id, state }) => `${teller.method(id)} ${STATE[state]}.`),
    ].join(' ') || 'Payment methods checked at Stripe.',
  card_expiry_told: ({ methodId, month }, teller) =>
    `Customer told that ${teller.method(methodId)} expires (${month}).`,
  method_removal_begun: ({ methodId }, teller) => `Removal of ${teller.method(methodId)} started.`,
  method_removal_dropped: ({ methodId }, teller) =>
    `Removal of ${teller.method(methodId)} dropped: a payment with it is under way.`,
  method_removed: ({ methodId }, teller) => `${teller.method(methodId)} removed.`,

  method_setup_begun: ({ kind }) => `Adding ${SETUP[kind]} started.`,
  method_setup_opened: () => 'Page for adding a payment method opened at Stripe.',
  method_setup_unknown: () => 'Stripe has not said whether adding a payment method started.',
  method_setup_verifying: ({ arrivesAt }, teller) =>
    `Test deposits are on their way, expected on ${teller.day(arrivesAt)}.`,
  method_setup_succeeded: () => 'Payment method added.',
  method_setup_failed: ended('Adding a payment method failed'),
  method_setup_expired: ended('Adding a payment method expired'),
  deposits_answered_wrongly: () => 'Wrong amounts or code given for the test deposits.',

  sign_in_link_sent: () => 'Sign-in link sent.',
};

export const customerText = <K extends EntryType<'customer'>>(
  { type, data }: EntryOf<'customer', K>,
  teller: Teller,
): string => WORDS[type](data, teller);
