import { describe, expect, it } from 'vitest';
import type { MethodCard } from '../../../src/domain/collection/types.ts';
import { type EntryData, parseEntry } from '../../../src/domain/journal.ts';
import type { Json } from '../../../src/domain/json.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { tellerFor } from '../../../src/views/timeline/teller.ts';
import { entryText } from '../../../src/views/timeline/words.ts';

const visa: MethodCard = { kind: 'card', brand: 'visa', last4: '4242', expMonth: 1, expYear: 2030 };
const bank: MethodCard = { kind: 'us_bank_account', bankName: 'STRIPE TEST BANK', last4: '6789' };
const teller = tellerFor(
  {
    timeZone: 'America/New_York',
    currency: 'USD',
    cards: new Map<string, MethodCard>([
      ['pm_visa', visa],
      ['pm_bank', bank],
      ['pm_link', { kind: 'other', type: 'link' }],
    ]),
    credits: new Map([['crd_1', 'EUR']]),
  },
  await speechFor('en'),
);
const told = (streamType: string, type: string, data: Json) =>
  entryText(parseEntry({ streamType, streamId: 'x_1', type, data }), teller);

const utc = (text: string) => Date.parse(text);
const targets = [{ invoiceId: 'inv_1', invoiceVersion: 1, amount: 42_000 }];
const claim = (data: { readonly [name: string]: Json }) =>
  told('payment', 'claimed', { via: 'autopay', flow: 'intent', currency: 'USD', targets, ...data });

type Because = Extract<NonNullable<EntryData<'payment', 'claimed'>['because']>, { by: 'autopay' }>;
const autopay: Because = {
  by: 'autopay',
  policy: 'on_due_date',
  setBy: 'customer',
  // Still the 3rd in New York.
  setAt: utc('2026-03-04T03:00:00Z'),
  dueAt: utc('2026-03-11T13:00:00Z'),
  noticedFor: utc('2026-03-08T13:00:00Z'),
  noticedAt: utc('2026-03-05T14:00:00Z'),
  attempt: 2,
  method: 'pm_visa',
  passedOver: [{ methodId: 'pm_bank', why: 'pending' }],
};

describe('why a payment was begun', () => {
  it('explains an automatic charge in one sentence', () => {
    expect(claim({ because: autopay })).toBe(
      'Automatic charge of $420.00 started because: on due date, set by the customer on 3 Mar 2026, ' +
        'announced on 5 Mar 2026, second attempt, due 11 Mar 2026, Visa •••• 4242, ' +
        'passed over: STRIPE TEST BANK •••• 6789 (not verified yet).',
    );
  });

  it('leaves out what is not known, and says what was not done', () => {
    const because: Because = {
      ...autopay,
      policy: 'on_send',
      setBy: 'merchant',
      setAt: null,
      noticedFor: null,
      noticedAt: null,
      attempt: 12,
      method: 'pm_gone',
      passedOver: [],
    };
    expect(claim({ because })).toBe(
      'Automatic charge of $420.00 started because: on send, set by the business for all customers, ' +
        'not announced, attempt 12, due 11 Mar 2026, payment method pm_gone.',
    );
  });

  it.each([
    ['link', null, 'Payment of $420.00 started from the payment link.'],
    ['link', 'pm_visa', 'Payment of $420.00 started from the payment link with Visa •••• 4242 on file.'],
    ['portal', 'pm_link', 'Payment of $420.00 started by the customer in the portal with link on file.'],
    ['staff', null, 'Payment of $420.00 started by staff.'],
  ] as const)('is told of a press: %s, %s', (entrance, method, text) => {
    expect(claim({ because: { by: 'press', entrance, method } })).toBe(text);
  });

  it('is not made up for a claim of an earlier version', () => {
    expect(claim({})).toBe('Automatic charge of $420.00 started. The reason was not recorded.');
    expect(claim({ via: 'link' })).toBe('Payment of $420.00 started (link).');
  });
});

describe('what happened', () => {
  it.each<[string, string, Json, string]>([
    ['invoice', 'draft_created', { customerId: 'c', currency: 'JPY', total: 500 }, 'Draft created: ¥500.'],
    [
      'invoice',
      'finalized_and_sent',
      { status: 'open', currency: 'USD', amountDue: 100, recipients: 2, credited: 50 },
      'Invoice finalized and sent to 2 addresses: $1.00 due. $0.50 was paid from credit.',
    ],
    [
      'invoice',
      'collection_decided',
      { step: 'rest', stage: 'needs_customer', reason: 'over_cap', told: null },
      'Automatic charge waits for the customer: the amount is over the customer’s limit.',
    ],
    [
      'invoice',
      'collection_decided',
      { step: 'rest', stage: 'retrying', reason: 'retry_later', told: 'pay_1' },
      'Automatic charge will be retried: the last payment failed. The failed payment was reported.',
    ],
    [
      'payment',
      'failed',
      { reason: 'failed', failureCode: 'insufficient_funds' },
      'The payment failed. Reason: insufficient funds.',
    ],
    [
      'payment',
      'succeeded',
      { received: 42_000, currency: 'USD', surplus: 2_000, intentId: 'pi_1' },
      'Payment succeeded: $420.00 received. $20.00 of it was more than owed.',
    ],
    [
      'payment',
      'refunds_recorded',
      { refunds: [{ id: 'ref_1', stripeRefundId: 're_1', amount: 700, state: 'succeeded' }] },
      'Refund of $7.00 succeeded.',
    ],
    [
      'payment',
      'taken_back',
      {
        disputes: [{ id: 'dis_1', stripeDisputeId: 'dp_1', amount: 42_000, status: 'lost' }],
        taken: [{ invoiceId: 'inv_1', amount: 42_000 }],
      },
      'Dispute of $420.00: lost. The money was taken back. $420.00 is owed again.',
    ],
    [
      'customer',
      'autopay_on',
      {
        agreementId: 'agr_1',
        when: 'on_due_date',
        cap: { amount: 50_000, currency: 'USD' },
        methodId: 'pm_visa',
      },
      'Customer turned on automatic payment on due date with Visa •••• 4242, up to $500.00 an invoice.',
    ],
    [
      'customer',
      'credit_moved',
      { creditId: 'crd_1', amount: -250 },
      '€2.50 taken from credit for a refund or a dispute.',
    ],
    [
      'customer',
      'credit_moved',
      { creditId: 'crd_2', amount: 250 },
      '250 (minor units) put back into credit.',
    ],
    [
      'customer',
      'methods_followed',
      { connectionId: 'con_1', added: [], changed: [] },
      'Payment methods checked at Stripe.',
    ],
    ['merchant', 'money_resumed', { connectionId: 'con_1', by: 'Ada' }, 'Payments resumed by Ada.'],
    ['invoice', 'danced', null, 'Recorded by another version of this software: danced.'],
    ['payment', 'claimed', null, 'Recorded by another version of this software: claimed.'],
  ])('is told in plain words of %s: %s', (streamType, type, data, text) => {
    expect(told(streamType, type, data)).toBe(text);
  });
});

it('ends a sentence in one full stop, whoever is named last', () => {
  expect(told('payment', 'refund_released', { refundId: 'ref_1', releasedBy: 'Ann Smith Jr.' })).toBe(
    'Refund released early by Ann Smith Jr.',
  );
});
