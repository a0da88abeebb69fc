import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference, parameterMissing } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import type { Scope } from '../core/scope.ts';
import { toAddress } from './address.ts';
import { cardError } from './attach.ts';
import type { MethodCreateInput } from './method-params.ts';
import { bankTraits, createBank, createCard } from './payment-method.ts';
import { NOT_A_TEST_CARD, passesLuhn, testCardByNumber, testCardByToken } from './test-cards.ts';

/** `POST /v1/payment_methods`: from a test number, a test token, or a test bank account. */
export function createPaymentMethod(scope: Scope, input: MethodCreateInput): Stripe.PaymentMethod {
  if (input.type === undefined) throw parameterMissing('type');
  const { name, email, phone } = input.billing_details ?? {};
  const details = {
    billing: {
      name,
      email,
      phone,
      address: input.billing_details?.address && toAddress(input.billing_details.address),
    },
    metadata: mergeMetadata({}, input.metadata),
    redisplay: input.allow_redisplay,
  };
  const { card, us_bank_account: bank } = input;
  if (input.type === 'card') {
    if (!card) throw parameterMissing('card');
    const known = card.token === undefined ? byNumber(card.number) : testCardByToken(card.token);
    if (!known) throw noSuchReference('token', card.token ?? '', 'card[token]');
    const year = new Date(scope.nowMs()).getUTCFullYear();
    const expiry = checkExpiry(card, year, card.token !== undefined);
    return createCard(scope, { card: known, ...expiry }, details);
  }
  if (!bank) throw parameterMissing('us_bank_account');
  if (bank.account_number === undefined) throw parameterMissing('us_bank_account[account_number]');
  if (bank.routing_number === undefined) throw parameterMissing('us_bank_account[routing_number]');
  if (name === undefined) throw parameterMissing('billing_details[name]');
  if (bank.routing_number !== '110000000') {
    throw invalidRequest('You must use the test routing number 110000000 in test mode.', {
      code: 'routing_number_invalid',
      param: 'us_bank_account[routing_number]',
    });
  }
  return createBank(
    scope,
    {
      number: bank.account_number,
      routingNumber: bank.routing_number,
      holderType: bank.account_holder_type ?? 'individual',
      accountType: bank.account_type ?? 'checking',
      traits: bankTraits(bank.account_number, 'us_bank_account[account_number]'),
    },
    details,
  );
}

function byNumber(number: string | undefined) {
  if (number === undefined) throw parameterMissing('card[number]');
  const digits = number.replace(/[\s-]/g, '');
  if (!passesLuhn(digits)) {
    throw cardError(
      {
        code: 'incorrect_number',
        declineCode: null,
        message: 'Your card number is incorrect.',
        adviceCode: null,
        networkDeclineCode: null,
      },
      { param: 'number' },
    );
  }
  const card = testCardByNumber(digits);
  if (!card) throw cardError(NOT_A_TEST_CARD);
  return card;
}

function checkExpiry(card: NonNullable<MethodCreateInput['card']>, year: number, fromToken: boolean) {
  const {
    exp_month: expMonth = fromToken ? 12 : undefined,
    exp_year: expYear = fromToken ? year + 3 : undefined,
  } = card;
  if (expMonth === undefined) throw parameterMissing('card[exp_month]');
  if (expYear === undefined) throw parameterMissing('card[exp_year]');
  if (expMonth < 1 || expMonth > 12) throw badExpiry('month');
  if (expYear < year) throw badExpiry('year');
  return { expMonth, expYear };
}

function badExpiry(part: 'month' | 'year') {
  const message = `Your card's expiration ${part} is invalid.`;
  return cardError(
    {
      code: `invalid_expiry_${part}`,
      declineCode: null,
      message,
      adviceCode: null,
      networkDeclineCode: null,
    },
    { param: `exp_${part}` },
  );
}
