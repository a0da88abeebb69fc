import { describe, expect, test } from 'vitest';
import { type MessageTruth, mayStillBeSent } from '../../../src/domain/invoice/messages.ts';
import type { InvoiceMessage } from '../../../src/domain/message.ts';

const NOW = Date.UTC(2027, 0, 9);
const CHARGE_AT = NOW + 3 * 86_400_000;
const OPEN: MessageTruth = {
  now: NOW,
  status: 'open',
  paymentStatus: 'none',
  noticedFor: CHARGE_AT,
  isAutopayOff: false,
};
const method = { kind: 'card', brand: 'visa', last4: '4242', expMonth: 1, expYear: 2030 } as const;
const failure = {
  amount: 100,
  method,
  failureCode: 'expired_card',
  nextAttemptAt: null,
  wasAutomatic: true,
} as const;
const NOTICE: InvoiceMessage = { template: 'charge_notice', chargeAt: CHARGE_AT, amount: 100, method };

const ASKS: readonly InvoiceMessage[] = [
  { template: 'payment_failed', ...failure },
  { template: 'collection_ended', ...failure },
  { template: 'authentication_needed', amount: 100, method },
  { template: 'payment_returned', amount: 100, method },
  { template: 'reminder', number: 1, failed: false },
  NOTICE,
];
const HAPPENED: readonly InvoiceMessage[] = [
  { template: 'receipt' },
  { template: 'refund_made', amount: 100, method, refundId: 'ref_1', isSurplus: true },
  { template: 'payment_returned_business', amount: 100, method, reason: 'R01' },
  { template: 'refund_failed_business', amount: 100, refundId: 'ref_1', reason: null },
  {
    template: 'dispute_business',
    stage: 'opened',
    isInquiry: false,
    amount: 100,
    reason: 'general',
    evidenceDueAt: null,
  },
];

describe('a message that asks a customer for money', () => {
  test.each(ASKS)('$template goes while the invoice is owed', (message) => {
    expect(mayStillBeSent(message, OPEN)).toBe(true);
  });

  test.each(ASKS)(
    '$template does not go once the invoice is paid, void, given up or being paid',
    (message) => {
      for (const status of ['paid', 'void', 'uncollectible', 'draft'] as const) {
        expect(mayStillBeSent(message, { ...OPEN, status })).toBe(false);
      }
      expect(mayStillBeSent(message, { ...OPEN, paymentStatus: 'processing' })).toBe(false);
    },
  );
});

describe('the notice of a charge', () => {
  test('does not go when the charge was moved, stopped, or has begun', () => {
    expect(mayStillBeSent(NOTICE, { ...OPEN, noticedFor: CHARGE_AT + 1 })).toBe(false);
    expect(mayStillBeSent(NOTICE, { ...OPEN, isAutopayOff: true })).toBe(false);
    expect(mayStillBeSent(NOTICE, { ...OPEN, now: CHARGE_AT })).toBe(false);
  });
});

describe('what happened to money', () => {
  test.each(HAPPENED)('$template stays true, whatever became of the invoice', (message) => {
    for (const status of ['open', 'paid', 'void', 'uncollectible'] as const) {
      for (const paymentStatus of ['none', 'processing', 'returned', 'refunded', 'disputed'] as const) {
        expect(mayStillBeSent(message, { ...OPEN, status, paymentStatus })).toBe(true);
      }
    }
  });
});

describe('other messages', () => {
  test('the business is told of a failure while the invoice is owed, also while another payment runs', () => {
    const message: InvoiceMessage = { template: 'payment_failed_business', ...failure };
    expect(mayStillBeSent(message, { ...OPEN, paymentStatus: 'processing' })).toBe(true);
    expect(mayStillBeSent(message, { ...OPEN, status: 'paid' })).toBe(false);
  });

  test('nobody is reminded of what they dispute', () => {
    const message: InvoiceMessage = { template: 'reminder', number: 2, failed: true };
    expect(mayStillBeSent(message, { ...OPEN, paymentStatus: 'disputed' })).toBe(false);
  });

  test('a debit is under way only while it is', () => {
    const message: InvoiceMessage = { template: 'debit_started', amount: 100, method, expectedAt: CHARGE_AT };
    expect(mayStillBeSent(message, { ...OPEN, paymentStatus: 'processing' })).toBe(true);
    expect(mayStillBeSent(message, { ...OPEN, paymentStatus: 'failed' })).toBe(false);
    expect(mayStillBeSent(message, { ...OPEN, status: 'paid' })).toBe(false);
  });

  test('an invoice goes out as a copy when it is paid; that it is void, only when it is', () => {
    expect(mayStillBeSent({ template: 'invoice_sent' }, { ...OPEN, status: 'paid' })).toBe(true);
    expect(mayStillBeSent({ template: 'invoice_sent' }, { ...OPEN, status: 'void' })).toBe(false);
    expect(mayStillBeSent({ template: 'invoice_voided' }, OPEN)).toBe(false);
    expect(mayStillBeSent({ template: 'invoice_voided' }, { ...OPEN, status: 'void' })).toBe(true);
  });
});
