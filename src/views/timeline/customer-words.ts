import type { Choice } from '../../domain/collection/types.ts';
import type { Lost } from '../../domain/customer/lost.ts';
import type { SharedField } from '../../domain/customer/shared-fields.ts';
import type { EntryData, EntryOf, EntryType } from '../../domain/journal.ts';
import type { MethodState } from '../../domain/methods/follow.ts';
import type { SetupKind } from '../../domain/methods/setup.ts';
import { counted } from '../../domain/text.ts';
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

const CHOICE: Record<Choice, string> = {
  pay_now: 'pay now',
  on_due_date: 'charge on the due date',
  not_automatically: 'do not charge automatically',
};
const LOST: Record<Lost, string> = {
  deleted: ', which was deleted',
  missing: '',
  other_mode: ' in this mode',
};
const SHARED: Record<SharedField, string> = {
  name: 'name',
  email: 'email address',
  phone: 'telephone',
  address: 'postal address',
};
const sharedWords = (fields: readonly SharedField[]): string =>
  fields.map((field) => SHARED[field]).join(', ');

const ended =
  (what: string) =>
  ({ code }: EntryData<'customer', 'method_setup_failed'>) =>
    code === null ? `${what}.` : `${what}. Reason: ${inWords(code)}.`;

const addedText = (
  method: string,
  kept: { readonly paymentId: string; readonly isConfirmed: boolean } | undefined,
): string => {
  if (kept === undefined) return `${method} added.`;
  const byLink = `${method} kept by payment ${kept.paymentId} through the link`;
  return kept.isConfirmed ? `${byLink}.` : `${byLink}, waits for the customer to confirm it.`;
};

const WORDS: Words = {
  customer_created: () => 'Customer created.',
  customer_updated: (data) => {
    const changed =
      data === null || data.changed.length === 0
        ? 'Customer changed.'
        : `Customer changed here: ${sharedWords(data.changed)}.`;
    if (data?.by === 'customer') return `By the customer themselves, in the portal. ${changed}`;
    if (data?.parentId === undefined) return changed;
    return data.parentId === null
      ? `${changed} No other customer pays for it any more.`
      : `${changed} ${data.parentId} pays for it where it has nothing of its own switched on.`;
  },
  message_undelivered: undeliveredText,
  customer_deleted: () => 'Customer deleted.',
  customer_erased: ({ stripeCustomer, left = [] }) =>
    `The customer’s data was erased; their customer at Stripe was ${stripeCustomer}.${
      left.length === 0
        ? ''
        : ` Left at Stripe: ${left.map(({ stripeCustomerId }) => stripeCustomerId).join(', ')}.`
    }`,
  address_erased: ({ wasInUse }) =>
    wasInUse
      ? 'An address was taken off the customer and erased.'
      : 'A former address of the customer was erased.',

  stripe_customer_requested: () => 'Customer requested at Stripe.',
  stripe_customer_linked: ({ stripeCustomerId }) => `Linked to Stripe’s ${stripeCustomerId}.`,
  stripe_customer_gone: ({ stripeCustomerId }) => `Stripe’s ${stripeCustomerId} is gone.`,
  stripe_customer_lost: ({ stripeCustomerId, reason }) =>
    `The Stripe account does not have ${stripeCustomerId}${LOST[reason]}; automatic payment rests.`,
  stripe_customer_unlinked: ({ stripeCustomerId, by }) =>
    `Unlinked from Stripe’s ${stripeCustomerId} by ${by}.`,

  customer_followed: ({ taken, sends, sent, leftOut }) =>
    [
      ...(taken.length > 0 ? [`Changed in Stripe, and taken over: ${sharedWords(taken)}.`] : []),
      ...(sends.length > 0 ? [`Being sent to Stripe: ${sharedWords(sends)}.`] : []),
      ...(sent.length > 0 ? [`Sent to Stripe: ${sharedWords(sent)}.`] : []),
      ...(leftOut.length > 0 ? [`Stripe does not take: ${sharedWords(leftOut)}.`] : []),
    ].join(' ') || 'Compared with Stripe.',
  tax_ids_followed: ({ added, removed }) =>
    `Tax ids compared with Stripe: ${added} sent, ${removed} taken away.`,

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
  methods_followed: ({ added, changed, kept = [] }, teller) =>
    [
      ...added.map((id) =>
        addedText(
          teller.method(id),
          kept.find((each) => each.id === id),
        ),
      ),
      ...changed.map(({ id, state }) => `${teller.method(id)} ${STATE[state]}.`),
    ].join(' ') || 'Payment methods checked at Stripe.',
  method_confirmed: ({ methodId, by }, teller) =>
    `${teller.method(methodId)}, kept by a link, confirmed by ${by === 'staff' ? 'staff' : 'the customer'}.`,
  method_refused: ({ methodId }, teller) =>
    `Whoever paid by link with ${teller.method(methodId)} refused that it is charged again.`,
  card_expiry_told: ({ methodId, month }, teller) =>
    `Customer told that ${teller.method(methodId)} expires (${month}).`,
  statement_mailed: ({ from, to, recipients }) =>
    `Statement from ${from} to ${to} mailed to ${recipients === 1 ? 'one address' : `${recipients} addresses`}.`,
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

  invoices_chosen: ({ choice, invoiceIds, methodId }, teller) => {
    const which = `${counted(invoiceIds.length, 'invoice', 'invoices')} (${invoiceIds.join(', ')})`;
    const paidWith = methodId === null ? 'on Stripe’s page' : `with ${teller.method(methodId)}`;
    return `Customer chose for ${which}: ${CHOICE[choice]}${choice === 'pay_now' ? ` ${paidWith}` : ''}.`;
  },

  sign_in_link_sent: () => 'Sign-in link sent.',
  method_link_sent: () => 'Link to add a payment method sent.',
};

export const customerText = <K extends EntryType<'customer'>>(
  { type, data }: EntryOf<'customer', K>,
  teller: Teller,
): string => WORDS[type](data, teller);
