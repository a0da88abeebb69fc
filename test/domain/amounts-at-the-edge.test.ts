import { describe, expect, it } from 'vitest';
import { parseCurrency } from '../../src/domain/currency.ts';
import { divideRound } from '../../src/domain/decimal.ts';
import { emailProblem } from '../../src/domain/email-address.ts';
import { toDecimalString } from '../../src/domain/money.ts';
import { allocate } from '../../src/domain/payment/allocate.ts';
import { takeBack } from '../../src/domain/payment/take-back.ts';

describe('an amount', () => {
  const usd = parseCurrency('USD');
  if (usd === null) throw new Error('no dollar');

  it('is written with a sign below nothing only', () => {
    expect([-5, 0, 5].map((minor) => toDecimalString({ currency: usd, minor }))).toEqual([
      '-0.05',
      '0.00',
      '0.05',
    ]);
    expect(() => toDecimalString({ currency: usd, minor: Number.NaN })).toThrow(
      'not a number of minor units',
    );
  });

  it('is divided by what is positive', () => {
    expect(() => divideRound(1n, 0n)).toThrow('the denominator is not positive');
    expect(() => divideRound(1n, -1n)).toThrow('the denominator is not positive');
    expect(divideRound(1n, 1n)).toBe(1n);
  });

  it('that is received covers what is owed, on an invoice that is owed', () => {
    const invoice = { status: 'open', amountDue: 500, amountPaid: 200, pendingVerb: null } as const;
    expect(allocate(invoice, 300)).toEqual({ allocated: 300, surplus: 0, becomesPaid: true });
    expect(allocate(invoice, 299)).toEqual({ allocated: 299, surplus: 0, becomesPaid: false });
    expect(allocate({ ...invoice, status: 'uncollectible' }, 301)).toMatchObject({
      surplus: 1,
      becomesPaid: true,
    });
    expect(allocate({ ...invoice, status: 'void' }, 300)).toEqual({
      allocated: 0,
      surplus: 300,
      becomesPaid: false,
    });
    expect(allocate({ ...invoice, amountPaid: 500 }, 0)).toMatchObject({ becomesPaid: false });
    expect(allocate({ ...invoice, amountPaid: 499 }, 1)).toMatchObject({ becomesPaid: true });
  });

  it('that is taken back comes from the surplus, then from invoices in their order, none twice', () => {
    const allocated = [
      { invoiceId: 'a', amount: -3 },
      { invoiceId: 'b', amount: 5 },
      { invoiceId: 'c', amount: 5 },
    ];
    expect(takeBack(9, 2, allocated)).toEqual({
      fromCredit: 2,
      fromInvoices: [
        { invoiceId: 'b', amount: 5 },
        { invoiceId: 'c', amount: 2 },
      ],
    });
    expect(takeBack(2, 2, allocated)).toEqual({ fromCredit: 2, fromInvoices: [] });
  });
});

describe('an email address', () => {
  it.each([
    ['ada@payer@example.com', 'has more than one @'],
    ['@example.com', 'is no email address: write it like ada@example.com'],
    ['ada@', 'is no email address: write it like ada@example.com'],
    ['ada@a.12', 'has a number for a domain'],
    ['ada@12.example', null],
    ['ada@a.12.example', null],
  ])('%s', (address, problem) => {
    expect(emailProblem(address)).toBe(problem);
  });
});
