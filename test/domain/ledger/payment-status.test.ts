import { expect, it } from 'vitest';
import { shownPaymentStatus } from '../../../src/domain/ledger/payment-status.ts';

it.each([
  ['none', 0, 'none'],
  ['none', 100, 'partially_refunded'],
  ['none', 300, 'refunded'],
  ['refunded', 100, 'partially_refunded'],
  ['partially_refunded', 0, 'none'],
  ['processing', 100, 'processing'],
  ['disputed', 100, 'disputed'],
  ['returned', 100, 'returned'],
] as const)('stored as %s, with %i of 300 gone back, it is shown as %s', (stored, refunded, shown) => {
  expect(shownPaymentStatus(stored, { refunded, paid: 300 })).toBe(shown);
});
