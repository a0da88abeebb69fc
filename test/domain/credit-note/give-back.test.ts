import { describe, expect, it } from 'vitest';
import { settle, type Way } from '../../../src/domain/credit-note/give-back.ts';

const SOURCES = [
  { paymentId: 'pay_new', refundable: 300 },
  { paymentId: 'pay_old', refundable: 500 },
];
const whole = (minor: number) => minor;
/** As of a currency that Stripe counts in hundreds. */
const hundreds = (minor: number) => Math.floor(minor / 100) * 100;

const settled = (
  payable: number,
  due: number,
  by: Way | null,
  { otherwise = null as 'credit' | 'outside' | null, kept = 1_000, sayable = whole, sources = SOURCES } = {},
) => settle(payable, due, { by, otherwise }, { sources, kept }, sayable);

describe('a credit note', () => {
  it('takes off what is still due first, and asks for a way only for the rest', () => {
    const nothing = { refunds: [], asCredit: 0, outside: 0 };
    expect(settled(100, 100, null)).toEqual({ offDue: 100, ...nothing });
    expect(settled(100, 400, 'refund')).toEqual({ offDue: 100, ...nothing });
    expect(settled(101, 100, null)).toEqual({ problem: 'way_missing', amount: 1 });
    expect(settled(101, 100, 'credit')).toEqual({ offDue: 100, refunds: [], asCredit: 1, outside: 0 });
    expect(settled(101, 100, 'outside')).toEqual({ offDue: 100, refunds: [], asCredit: 0, outside: 1 });
  });

  it('is refunded from the last payment first, and from the ones before it what is left', () => {
    const refunds = (amount: number) => {
      const found = settled(amount, 0, 'refund');
      return 'refunds' in found ? found.refunds : found;
    };
    expect(refunds(300)).toEqual([{ paymentId: 'pay_new', amount: 300 }]);
    expect(refunds(301)).toEqual([
      { paymentId: 'pay_new', amount: 300 },
      { paymentId: 'pay_old', amount: 1 },
    ]);
    expect(refunds(800)).toEqual([
      { paymentId: 'pay_new', amount: 300 },
      { paymentId: 'pay_old', amount: 500 },
    ]);
    expect(refunds(801)).toEqual({ problem: 'not_refundable', amount: 801, refundable: 800 });
  });

  it('passes over a payment of which nothing is left, or more went back than came', () => {
    const sources = [
      { paymentId: 'pay_none', refundable: 0 },
      { paymentId: 'pay_less', refundable: -50 },
      { paymentId: 'pay_old', refundable: 500 },
    ];
    expect(settled(200, 0, 'refund', { sources })).toEqual({
      offDue: 0,
      refunds: [{ paymentId: 'pay_old', amount: 200 }],
      asCredit: 0,
      outside: 0,
    });
  });

  it('gives what Stripe cannot refund in the other way that was named, and in none by itself', () => {
    const some = { sayable: hundreds };
    expect(settled(250, 0, 'refund', some)).toEqual({
      problem: 'not_refundable',
      amount: 250,
      refundable: 200,
    });
    const refunds = [{ paymentId: 'pay_new', amount: 200 }];
    expect(settled(250, 0, 'refund', { ...some, otherwise: 'credit' })).toEqual({
      offDue: 0,
      refunds,
      asCredit: 50,
      outside: 0,
    });
    expect(settled(250, 0, 'refund', { ...some, otherwise: 'outside' })).toEqual({
      offDue: 0,
      refunds,
      asCredit: 0,
      outside: 50,
    });
  });

  it('gives no more as credit than was received and is not on its way back', () => {
    expect(settled(700, 0, 'credit', { kept: 700 })).toMatchObject({ asCredit: 700 });
    expect(settled(700, 0, 'credit', { kept: 699 })).toEqual({
      problem: 'not_kept',
      amount: 700,
      kept: 699,
    });
    const mixed = { sayable: hundreds, otherwise: 'credit' } as const;
    expect(settled(250, 0, 'refund', { ...mixed, kept: 250 })).toMatchObject({ asCredit: 50 });
    expect(settled(250, 0, 'refund', { ...mixed, kept: 249 })).toEqual({
      problem: 'not_kept',
      amount: 50,
      kept: 49,
    });
    expect(settled(700, 0, 'outside', { kept: 0 })).toMatchObject({ outside: 700 });
  });
});
