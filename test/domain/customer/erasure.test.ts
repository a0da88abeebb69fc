import { describe, expect, it } from 'vitest';
import { keptUntil, UNERASABLE, whyNotErasable } from '../../../src/domain/customer/erasure.ts';

const NOTHING = {
  payment_under_way: false,
  refund_under_way: false,
  dispute_open: false,
  invoice_open: false,
  credit_left: false,
  method_being_added: false,
  pays_for_others: false,
  schedule_running: false,
};

describe('erasing somebody', () => {
  it('is in nobody’s way where nothing is still to come', () => {
    expect(whyNotErasable(NOTHING)).toBeNull();
  });

  it.each(Object.keys(UNERASABLE))('waits for %s', (why) => {
    expect(whyNotErasable({ ...NOTHING, [why]: true })).toBe(why);
  });

  it('names money that moves before what only has to be tidied', () => {
    expect(whyNotErasable({ ...NOTHING, payment_under_way: true, invoice_open: true })).toBe(
      'payment_under_way',
    );
  });

  it.each([
    ['2026-01-01', '2036-12-31'],
    ['2026-12-31', '2036-12-31'],
    ['2028-02-29', '2038-12-31'],
    [null, null],
  ])('of somebody whose newest invoice is of %s keeps it until %s', (issued, until) => {
    expect(keptUntil(issued)).toBe(until);
  });
});
