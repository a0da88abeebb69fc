import { describe, expect, it } from 'vitest';
import {
  type AccountNumbers,
  type BankAccount,
  tidyAccount,
} from '../../../src/domain/profile/bank-account.ts';
import { bankAccountProblems } from '../../../src/domain/profile/bank-account-problems.ts';
import { abaProblem, bicProblem, ibanProblem } from '../../../src/domain/profile/bank-codes.ts';
import { transferFor, transferOfIssued } from '../../../src/domain/profile/transfer.ts';

const IBAN = 'DE89370400440532013000';
const account = (numbers: AccountNumbers, more: Partial<BankAccount> = {}): BankAccount => ({
  currency: 'EUR',
  holder: 'Northwind LLC',
  bankName: null,
  numbers,
  reference: 'invoice_number',
  onNewInvoices: true,
  ...more,
});
const german = account({ kind: 'iban', iban: IBAN, bic: null });
const french = account({ kind: 'iban', iban: 'FR1420041010050500013M02606', bic: null });
const american = account(
  { kind: 'us', routingNumber: '110000000', accountNumber: '000123456789' },
  { currency: 'USD' },
);
const holding = (...bankAccounts: BankAccount[]) => ({ bankAccounts, bankDetails: null });

describe('the numbers of a bank account', () => {
  it.each([
    IBAN,
    'GB29NWBK60161331926819',
    'NL91ABNA0417164300',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
  ])('take the IBAN %s, and no other with a digit changed or two swapped', (iban) => {
    expect(ibanProblem(iban)).toBeNull();
    for (let at = 4; at < iban.length; at += 1) {
      const digit = iban.charAt(at) === '9' ? '8' : '9';
      const changed = `${iban.slice(0, at)}${digit}${iban.slice(at + 1)}`;
      if (changed !== iban) expect([changed, ibanProblem(changed)]).not.toEqual([changed, null]);
      const swapped = `${iban.slice(0, at)}${iban.charAt(at + 1)}${iban.charAt(at)}${iban.slice(at + 2)}`;
      if (swapped !== iban && swapped.length === iban.length)
        expect([swapped, ibanProblem(swapped)]).not.toEqual([swapped, null]);
    }
  });

  it('say what is wrong with an IBAN of another length, and with what is none', () => {
    expect(ibanProblem('DE8937040044053201300')).toBe('An IBAN of DE has 22 characters; this one has 21.');
    expect(ibanProblem('123')).toContain('two letters');
    expect(ibanProblem('DE00370400440532013000')).toContain('check digits');
  });

  it('take a routing number by its check digit, a BIC by its country, and digits by their count', () => {
    expect(abaProblem('110000000')).toBeNull();
    expect(abaProblem('110000001')).toContain('check digit');
    expect(abaProblem('000000000')).toContain('check digit');
    expect(abaProblem('11000000')).toContain('nine');
    expect(bicProblem('COBADEFFXXX', IBAN)).toBeNull();
    expect(bicProblem('BNPAFRPP', IBAN)).toContain('a bank in FR');
    expect(bicProblem('BNPAFRPP', 'MC5811222000010123456789030')).toBeNull();
    const wrong = account({ kind: 'gb', sortCode: '12345', accountNumber: '1234567' });
    expect(bankAccountProblems([wrong]).map(({ path }) => path)).toEqual([
      'bankAccounts[0].numbers.sortCode',
      'bankAccounts[0].numbers.accountNumber',
    ]);
  });

  it('are told apart by how many digits each number has', () => {
    const jp = {
      bankCode: '0001',
      branchCode: '002',
      accountType: 'ordinary',
      accountNumber: '1234567',
    } as const;
    const [us, gb] = [
      { routingNumber: '110000000', accountNumber: '1234' },
      { sortCode: '123456', accountNumber: '12345678' },
    ];
    const wrong = (numbers: BankAccount['numbers']) =>
      bankAccountProblems([account(numbers)]).map(({ path }) => path.replace('bankAccounts[0].numbers.', ''));
    expect(wrong({ kind: 'jp', ...jp })).toEqual([]);
    for (const [name, values] of [
      ['bankCode', ['001', '00001']],
      ['branchCode', ['02', '0002']],
      ['accountNumber', ['123456', '12345678']],
    ] as const) {
      for (const value of values) expect(wrong({ kind: 'jp', ...jp, [name]: value })).toEqual([name]);
    }
    expect(wrong({ kind: 'gb', ...gb })).toEqual([]);
    expect(wrong({ kind: 'gb', ...gb, sortCode: '1234567' })).toEqual(['sortCode']);
    expect(wrong({ kind: 'gb', ...gb, accountNumber: '123456789' })).toEqual(['accountNumber']);
    expect(wrong({ kind: 'us', ...us })).toEqual([]);
    expect(wrong({ kind: 'us', ...us, accountNumber: '12345678901234567' })).toEqual([]);
    expect(wrong({ kind: 'us', ...us, accountNumber: '123' })).toEqual(['accountNumber']);
    expect(wrong({ kind: 'us', ...us, accountNumber: '123456789012345678' })).toEqual(['accountNumber']);
  });

  it('of another kind are a text, which says something and no more than 500 characters', () => {
    const said = (lines: string) =>
      bankAccountProblems([account({ kind: 'other', lines })]).map(({ message }) => message);
    expect(said('Bank\nAccount 1')).toEqual([]);
    expect(said('x'.repeat(500))).toEqual([]);
    expect(said('x'.repeat(501))).toEqual(['Give 500 characters at most.']);
    expect(said('')).toEqual(['This cannot be empty.']);
    expect(said('a\u0000b')).toEqual([expect.stringMatching(/^This text .+\.$/)]);
  });

  it('have a BIC of eight or eleven characters', () => {
    expect(bicProblem('COBADEFF', IBAN)).toBeNull();
    for (const bic of [
      'COBADEF',
      'COBADEFFX',
      'COBADEFFXX',
      'COBADEFFXXXX',
      'COBA12FF',
      'cobadeff',
      ' COBADEFF',
    ]) {
      expect([bic, bicProblem(bic, IBAN)]).toEqual([
        bic,
        'Give a BIC of 8 or 11 characters, such as COBADEFFXXX.',
      ]);
    }
    // The other way round: an account in France at a bank of Monaco.
    expect(bicProblem('CMBMMCMX', 'FR1420041010050500013M02606')).toBeNull();
  });

  it('are stored without the spaces, hyphens and full-width digits that people write', () => {
    const { numbers } = tidyAccount(
      account({ kind: 'iban', iban: ' de89 3704-0044 0532 0130 00', bic: ' ' }),
    );
    expect(numbers).toEqual({ kind: 'iban', iban: IBAN, bic: null });
    const jp = { kind: 'jp', accountType: 'ordinary' } as const;
    const zengin = account({ ...jp, bankCode: '０００１', branchCode: '0-01', accountNumber: '1234567' });
    expect(bankAccountProblems([tidyAccount(zengin)])).toEqual([]);
  });

  it('name one account once', () => {
    expect(bankAccountProblems([german, german])).toEqual([
      { path: 'bankAccounts[1]', message: 'This account is listed twice.' },
    ]);
  });
});

describe('the accounts of an invoice', () => {
  it('are those of its currency; the free text only where there are none', () => {
    const now = { bankAccounts: [german, american], bankDetails: 'By cheque' };
    expect(transferFor('EUR', now)).toEqual({ kind: 'accounts', accounts: [german] });
    expect(transferFor('GBP', now)).toEqual({ kind: 'text', text: 'By cheque' });
    expect(transferFor('GBP', holding(german))).toBeNull();
  });

  it('stay those that it was issued with while all of them take money, whatever is new', () => {
    const kept = { ...german, onNewInvoices: false, bankName: 'New name of the bank' };
    expect(transferOfIssued('EUR', holding(german), holding(french, kept))).toEqual({
      transfer: { kind: 'accounts', accounts: [german] },
      isReplaced: false,
    });
    expect(transferFor('EUR', holding(french, kept))).toEqual({ kind: 'accounts', accounts: [french] });
  });

  it('are replaced altogether once one of them is closed: never some of each', () => {
    expect(transferOfIssued('EUR', holding(german, french), holding(french, american))).toEqual({
      transfer: { kind: 'accounts', accounts: [french] },
      isReplaced: true,
    });
    expect(transferOfIssued('EUR', holding(german), holding(american))).toEqual({
      transfer: null,
      isReplaced: false,
    });
  });

  it('take the place of a free text that was changed, and of nothing', () => {
    const text = (bankDetails: string) => ({ bankAccounts: [], bankDetails });
    expect(transferOfIssued('EUR', text('Old bank'), text('Old bank')).transfer).toEqual({
      kind: 'text',
      text: 'Old bank',
    });
    expect(transferOfIssued('EUR', text('Old bank'), holding(german))).toEqual({
      transfer: { kind: 'accounts', accounts: [german] },
      isReplaced: true,
    });
    expect(transferOfIssued('EUR', holding(), holding(german)).isReplaced).toBe(false);
  });
});
