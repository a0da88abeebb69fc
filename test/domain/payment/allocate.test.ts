import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/domain/payment/allocate.ts';

const minor = fc.integer({ min: 0, max: 99_999_999 });
const anyInvoice = fc
  .record({
    status: fc.constantFrom('draft', 'open', 'paid', 'void', 'uncollectible'),
    amountDue: minor,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ status, amountDue, share }) => ({
    status,
    amountDue,
    amountPaid: Math.floor(amountDue * share),
    pendingVerb: null,
  }));

describe('money that came', () => {
  it('is never allocated beyond what is owed, and not a minor unit of it is lost (I1)', () => {
    fc.assert(
      fc.property(anyInvoice, minor, (invoice, received) => {
        const { allocated, surplus } = allocate(invoice, received);
        expect(allocated).toBeGreaterThanOrEqual(0);
        expect(surplus).toBeGreaterThanOrEqual(0);
        expect(invoice.amountPaid + allocated).toBeLessThanOrEqual(invoice.amountDue);
        expect(allocated + surplus).toBe(received);
      }),
    );
  });

  it('goes to the invoice as far as it is owed, open or given up', () => {
    for (const status of ['open', 'uncollectible'] as const) {
      const invoice = { status, amountDue: 1_000, amountPaid: 400, pendingVerb: null };
      expect(allocate(invoice, 500)).toEqual({ allocated: 500, surplus: 0, becomesPaid: false });
      expect(allocate(invoice, 600)).toEqual({ allocated: 600, surplus: 0, becomesPaid: true });
      expect(allocate(invoice, 700)).toEqual({ allocated: 600, surplus: 100, becomesPaid: true });
      expect(allocate(invoice, 0)).toEqual({ allocated: 0, surplus: 0, becomesPaid: false });
    }
  });

  it('is all surplus where nothing is owed any more', () => {
    for (const status of ['paid', 'void', 'draft'] as const) {
      const invoice = { status, amountDue: 1_000, amountPaid: 0, pendingVerb: null };
      expect(allocate(invoice, 600)).toEqual({ allocated: 0, surplus: 600, becomesPaid: false });
    }
  });
});
