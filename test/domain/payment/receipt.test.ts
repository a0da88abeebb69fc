import { expect, it } from 'vitest';
import { stripeSendsReceipt } from '../../../src/domain/payment/receipt.ts';

it.each([
  [true, { payment_intent_data: { receipt_email: 'ap@payer.test' } }],
  [false, { payment_intent_data: { description: 'Invoice' } }],
  [true, { create: { receipt_email: 'ap@payer.test' }, confirm: {} }],
  [false, { create: { amount: 1 }, confirm: {} }],
])('Stripe writes to the payer (%s) exactly where the request said to whom', (sends, request) => {
  expect(stripeSendsReceipt(JSON.stringify(request))).toBe(sends);
});
