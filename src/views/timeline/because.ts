import type { Decider, WhyNot } from '../../domain/collection/types.ts';
import type { AutopayBecause, Because } from '../../domain/journal/because.ts';
import type { Teller } from './teller.ts';

const SET_BY: Record<Decider, string> = {
  customer: 'the customer',
  invoice: 'the invoice itself',
  merchant_for_customer: 'the business for this customer',
  merchant: 'the business for all customers',
};

const WHY_NOT: Record<WhyNot, string> = {
  detached: 'removed',
  pending: 'not verified yet',
  unusable: 'blocked',
  wrong_currency: 'wrong currency',
  not_taken: 'the Stripe account does not take it',
  expired: 'expired',
  failed: 'declined before',
  never_again: 'must not be tried again',
  presented_too_often: 'presented too often',
  network_limit: 'limit of the card network reached',
  declined: 'its last charge was declined',
  not_confirmed: 'kept by a link and not confirmed',
  refused: 'refused by its owner',
};

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

/** Why a payment was begun, as a sentence. */
export function begunText(because: Because, amount: string, teller: Teller): string {
  if (because.by === 'autopay') {
    return `Automatic charge of ${amount} started because: ${reasons(because, teller).join(', ')}.`;
  }
  const method = because.method === null ? '' : ` with ${teller.method(because.method)} on file`;
  switch (because.entrance) {
    case 'link':
      return `Payment of ${amount} started from the payment link${method}.`;
    case 'portal':
      return `Payment of ${amount} started by the customer in the portal${method}.`;
    case 'staff':
      return `Payment of ${amount} started by staff${method}.`;
  }
}

function reasons(because: AutopayBecause, teller: Teller): readonly string[] {
  const { policy, setBy, setAt, dueAt, noticedFor, noticedAt, attempt, method, passedOver } = because;
  const others = passedOver.map(({ methodId, why }) => `${teller.method(methodId)} (${WHY_NOT[why]})`);
  return [
    policy === 'on_due_date' ? 'on due date' : 'on send',
    `set by ${SET_BY[setBy]}${setAt === null ? '' : ` on ${teller.day(setAt)}`}`,
    noticedFor === null ? 'not announced' : announced(noticedFor, noticedAt, teller),
    `${ordinal(attempt)}, due ${teller.day(dueAt)}`,
    teller.method(method),
    ...(others.length === 0 ? [] : [`passed over: ${others.join(', ')}`]),
  ];
}

const ordinal = (attempt: number): string => {
  const word = ORDINALS[attempt - 1];
  return word === undefined ? `attempt ${attempt}` : `${word} attempt`;
};

const announced = (chargeAt: number, at: number | null, teller: Teller): string =>
  at === null ? `announced for ${teller.day(chargeAt)}` : `announced on ${teller.day(at)}`;
