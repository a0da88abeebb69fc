import { describe, expect, it } from 'vitest';
import { readDeposit, readDepositAnswer, readDepositCode } from '../../../src/domain/methods/deposits.ts';

describe('the amount of a deposit', () => {
  it('is understood however people write it', () => {
    for (const typed of [
      '0.32',
      '0,32',
      '$0.32',
      '.32',
      ',32',
      '32',
      ' 32 ',
      '$ 0.32',
      '32¢',
      '0.32 USD',
      '００．３２',
    ]) {
      expect([typed, readDeposit(typed)]).toEqual([typed, { ok: true, value: 32 }]);
    }
    expect(readDeposit('0.5')).toEqual({ ok: true, value: 50 });
    expect(readDeposit('0.05')).toEqual({ ok: true, value: 5 });
    expect(readDeposit('5')).toEqual({ ok: true, value: 5 });
    expect(readDeposit('032')).toEqual({ ok: true, value: 32 });
  });

  it('is refused with a reason where it cannot be one', () => {
    const problem = (typed: string) => {
      const read = readDeposit(typed);
      return read.ok ? null : read.problem;
    };
    expect(['', ' $ '].map(problem)).toEqual(['missing', 'missing']);
    expect(['0.325', '3 2 x', '-0.32', '0.3.2', '.', '1,000.00'].map(problem)).toEqual(
      Array.from({ length: 6 }, () => 'not_an_amount'),
    );
    expect(['0', '0.00', '1.00', '1.32', '100', '3200'].map(problem)).toEqual(
      Array.from({ length: 6 }, () => 'not_under_a_dollar'),
    );
  });
});

describe('the code of a deposit', () => {
  it('is understood in any case and with spaces', () => {
    for (const typed of ['SM11AA', 'sm11aa', ' sm 11 aa ', 'SM-11AA']) {
      expect(readDepositCode(typed)).toEqual({ ok: true, value: 'SM11AA' });
    }
  });

  it('is refused where it is not six characters that begin with SM', () => {
    for (const typed of ['11AA', 'SM11AAA', 'AB11AA', 'SM11A!']) {
      expect(readDepositCode(typed)).toEqual({ ok: false, problem: 'not_a_code' });
    }
    expect(readDepositCode(' ')).toEqual({ ok: false, problem: 'missing' });
  });
});

describe('what was typed of deposits', () => {
  const typed = { first: '0.32', second: '45', code: ' sm 11aa ' };

  it('is two amounts or a code, as the account asks for', () => {
    expect(readDepositAnswer('amounts', typed)).toEqual({
      ok: true,
      answer: { kind: 'amounts', cents: [32, 45] },
    });
    expect(readDepositAnswer('descriptor_code', typed)).toEqual({
      ok: true,
      answer: { kind: 'code', code: 'SM11AA' },
    });
  });

  it('is refused at each field that is wrong, and at no other', () => {
    expect(readDepositAnswer('amounts', { ...typed, second: 'x' })).toEqual({
      ok: false,
      problems: { second: 'not_an_amount' },
    });
    expect(readDepositAnswer('amounts', { first: '', second: '100', code: 'SM11AA' })).toEqual({
      ok: false,
      problems: { first: 'missing', second: 'not_under_a_dollar' },
    });
    expect(readDepositAnswer('descriptor_code', { ...typed, code: '32' })).toEqual({
      ok: false,
      problems: { code: 'not_a_code' },
    });
  });
});
