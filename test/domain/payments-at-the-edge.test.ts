import { describe, expect, it } from 'vitest';
import {
  DISPUTE_STATUSES,
  type DisputeStatus,
  isMoneyTaken,
  isWithdrawnBy,
} from '../../src/domain/payment/disputes.ts';
import { followDisputes } from '../../src/domain/payment/follow-disputes.ts';
import { readStoredRequest, reduceRequest } from '../../src/domain/payment/stored-request.ts';

describe('the money of a dispute', () => {
  const of = (state: DisputeStatus, wasTaken: boolean) => ({ state, wasTaken });

  it.each(DISPUTE_STATUSES)('that is %s stays where it is, as Stripe’s books say', (status) => {
    const isOpen = /^(?:needs|under|appeal)/.test(status);
    for (const withdrawn of [true, false, null]) {
      const given = isMoneyTaken(of('needs_response', true), status, withdrawn);
      const expected = status === 'lost' ? true : isOpen ? withdrawn !== false : withdrawn === true;
      expect(given, `withdrawn: ${withdrawn}`).toBe(expected);
      const fresh = isMoneyTaken(null, status, withdrawn);
      const isLost = status === 'lost' ? withdrawn !== false : /^appeal/.test(status) && withdrawn === true;
      expect(fresh, `new, withdrawn: ${withdrawn}`).toBe(isLost);
    }
    expect(isWithdrawnBy(status)).toBe(isOpen || status === 'lost');
  });

  it('that was won and is lost again is taken, and so it is where the books say it', () => {
    expect(isMoneyTaken(of('won', false), 'lost', false)).toBe(true);
    expect(isMoneyTaken(of('lost', true), 'lost', false, true)).toBe(false);
    expect(isMoneyTaken(of('lost', false), 'lost', true, true)).toBe(true);
    expect(isMoneyTaken(of('won', false), 'lost', false, true)).toBe(false);
  });

  it.each(['appeal_needs_response', 'appeal_under_review'] as const)(
    'whose loss was missed is taken where it is %s, as it would have been at the loss',
    (status) => {
      for (const before of ['needs_response', 'under_review', 'won'] as const) {
        expect(isMoneyTaken(of(before, false), status, true)).toBe(true);
        // Stripe may show two of its transactions and not the third: the books say it.
        expect(isMoneyTaken(of(before, false), status, false)).toBe(false);
        expect(isMoneyTaken(of(before, false), status, null)).toBe(false);
      }
      for (const before of ['lost', 'appeal_needs_response', 'appeal_under_review'] as const) {
        expect(isMoneyTaken(of(before, false), status, true)).toBe(false);
        expect(isMoneyTaken(of(before, false), status, true, true)).toBe(true);
        expect(isMoneyTaken(of(before, true), status, false, true)).toBe(false);
      }
    },
  );

  const found = { stripeDisputeId: 'du_1', methodKind: 'card' as const };
  const row = { id: 'dis_1', stripeDisputeId: 'du_1', takenAmount: null, withdrawn: false };

  it('moves once, by the row of that very dispute', () => {
    const other = { ...row, id: 'dis_2', stripeDisputeId: 'du_2', state: 'lost' as const };
    const [move] = followDisputes([other], [{ ...found, status: 'lost', withdrawn: true }]);
    expect(move).toMatchObject({
      known: null,
      takes: true,
      givesBack: null,
      stages: ['lost'],
      withdrawn: true,
    });
    const known = { ...row, state: 'needs_response' as const };
    const open = followDisputes([known], [{ ...found, status: 'under_review', withdrawn: null }]);
    expect(open).toMatchObject([{ known, takes: false, givesBack: null, stages: [], withdrawn: true }]);
  });

  it('that was lost moves by the books alone', () => {
    const lost = { ...row, state: 'lost' as const, takenAmount: 900, withdrawn: true };
    const again = (isBooked?: boolean) =>
      followDisputes(
        [lost],
        [{ ...found, status: 'lost', withdrawn: false, ...(isBooked !== undefined && { isBooked }) }],
      );
    expect(again()).toEqual([]);
    expect(again(false)).toEqual([]);
    expect(again(true)).toMatchObject([{ givesBack: 900, takes: false, withdrawn: false }]);
    const untaken = { ...lost, takenAmount: null, withdrawn: false };
    const booked = followDisputes([untaken], [{ ...found, status: 'lost', withdrawn: true, isBooked: true }]);
    expect(booked).toMatchObject([{ takes: true, givesBack: null }]);
  });

  it('that Stripe is late with says nothing', () => {
    const known = { ...row, state: 'under_review' as const };
    expect(followDisputes([known], [{ ...found, status: 'needs_response', withdrawn: true }])).toEqual([]);
    const bank = {
      ...found,
      methodKind: 'us_bank_account' as const,
      status: 'lost' as const,
      withdrawn: true,
    };
    expect(followDisputes([], [bank])).toMatchObject([{ kind: 'return', stages: [] }]);
  });
});

describe('a stored request', () => {
  const read = (request: object) => readStoredRequest(JSON.stringify(request));

  it('names the customer, wherever it stands, and what Stripe does with the payer’s address and method', () => {
    expect(read({ customer: 'cus_1' }).stripeCustomerId).toBe('cus_1');
    expect(read({ create: { customer: 'cus_2' } }).stripeCustomerId).toBe('cus_2');
    expect(read({ create: {} }).stripeCustomerId).toBeNull();
    expect(read({}).stripeCustomerId).toBeNull();
    expect(read({ payment_intent_data: { receipt_email: 'a' } }).stripeSendsReceipt).toBe(true);
    expect(read({ create: { receipt_email: 'a' } }).stripeSendsReceipt).toBe(true);
    expect(read({ payment_intent_data: {} }).stripeSendsReceipt).toBe(false);
    expect(read({ payment_intent_data: { setup_future_usage: 'off_session' } }).savesMethod).toBe(true);
    const save = (payment_method_save: string) =>
      read({ saved_payment_method_options: { payment_method_save } });
    expect(save('enabled').savesMethod).toBe(true);
    expect(save('disabled').savesMethod).toBe(false);
  });

  it('is reduced to that, and to nothing where there is nothing', () => {
    expect(reduceRequest('{}')).toBe('{}');
    expect(reduceRequest('{"customer":"cus_1","x":1}')).toBe('{"customer":"cus_1"}');
    const whole = {
      customer: 'cus_1',
      payment_intent_data: { receipt_email: 'a', setup_future_usage: 'off_session' },
    };
    const reduced = reduceRequest(JSON.stringify(whole));
    expect(readStoredRequest(reduced)).toEqual(readStoredRequest(JSON.stringify(whole)));
    expect(reduced).not.toContain('"a"');
  });
});
