import { expect, it } from 'vitest';
import { readStoredRequest } from '../../../src/domain/payment/stored-request.ts';

it.each([
  [true, { payment_intent_data: { receipt_email: 'ap@payer.test' } }],
  [false, { payment_intent_data: { description: 'Invoice' } }],
  [true, { create: { receipt_email: 'ap@payer.test' }, confirm: {} }],
  [false, { create: { amount: 1 }, confirm: {} }],
])('Stripe writes to the payer (%s) exactly where the request said to whom', (sends, request) => {
  expect(readStoredRequest(JSON.stringify(request)).stripeSendsReceipt).toBe(sends);
});
