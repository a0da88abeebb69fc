import { describe, expect, it } from 'vitest';
import { isAddressOf, linkStanding } from '../../../src/domain/methods/kept-by-link.ts';

const CUSTOMER = { email: 'Ada@Payer.test', billingEmails: [' ap@payer.test'] };
const kept = { keptBy: 'pay_1', payerEmail: 'friend@example.com', confirmedAt: null, refusedAt: null };

describe('a payer’s address', () => {
  it.each([
    ['ada@payer.test', true],
    ['AP@PAYER.TEST ', true],
    ['friend@example.com', false],
    ['', false],
    [' ', false],
    [null, false],
  ])('%j is one of the customer’s: %s', (address, isTheirs) => {
    expect(isAddressOf(address, CUSTOMER)).toBe(isTheirs);
  });

  it('that is empty is no address of a customer without any', () => {
    expect(isAddressOf('', { email: '', billingEmails: [''] })).toBe(false);
    expect(isAddressOf('a@b.test', { email: null, billingEmails: [] })).toBe(false);
  });
});

describe('a method that a link kept', () => {
  it('waits for its customer where somebody else paid', () => {
    expect(linkStanding(kept, CUSTOMER)).toBe('not_confirmed');
    expect(linkStanding({ ...kept, payerEmail: null }, CUSTOMER)).toBe('not_confirmed');
  });

  it('may be charged once they confirmed it, or where they paid', () => {
    expect(linkStanding({ ...kept, confirmedAt: 1 }, CUSTOMER)).toBe('confirmed');
    expect(linkStanding({ ...kept, payerEmail: 'ADA@payer.test' }, CUSTOMER)).toBe('confirmed');
    expect(linkStanding(kept, { ...CUSTOMER, billingEmails: ['friend@example.com'] })).toBe('confirmed');
  });

  it('stays confirmed when the customer’s address changes', () => {
    const theirs = { ...kept, payerEmail: 'ada@payer.test', confirmedAt: 1 };
    expect(linkStanding(theirs, { email: 'new@payer.test', billingEmails: [] })).toBe('confirmed');
  });

  it('is never charged once its owner refused, whoever confirmed it', () => {
    expect(linkStanding({ ...kept, confirmedAt: 1, refusedAt: 2 }, CUSTOMER)).toBe('refused');
  });

  it('is another matter where it came another way', () => {
    expect(linkStanding({ ...kept, keptBy: null }, CUSTOMER)).toBeNull();
  });
});
