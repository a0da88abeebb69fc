import { describe, expect, it } from 'vitest';
import { chooseMethod } from '../../../src/domain/collection/choose-method.ts';
import { bank, card, DAY, factsOf, failed, utc } from './facts.ts';

const now = utc('2026-12-15T09:00:00Z');
const choose = (changes: Parameters<typeof factsOf>[0], at = now) => {
  const { method, passedOver } = chooseMethod(factsOf(changes), at);
  return [method?.id ?? null, ...passedOver.map(({ methodId, why }) => `${methodId} ${why}`)];
};

describe('the method that is charged', () => {
  it('is the default, then the next in the customer’s order', () => {
    const methods = [
      card('c', { position: 3 }),
      card('b', { position: 2 }),
      card('a', { isDefault: true, position: 9 }),
    ];
    expect(choose({ methods })).toEqual(['a']);
    expect(choose({ methods: methods.slice(0, 2) })).toEqual(['b']);
    expect(choose({ methods: [] })).toEqual([null]);
  });

  it('is none that is waiting for verification, unusable or gone', () => {
    const methods = [
      card('a', { isDefault: true, state: 'detached' }),
      bank('b', { state: 'pending_verification' }),
      card('c', { state: 'unusable' }),
    ];
    expect(choose({ methods })).toEqual([null, 'a detached', 'b pending', 'c unusable']);
  });

  it('is no bank account for a currency other than dollars', () => {
    const methods = [bank('a', { isDefault: true }), card('b')];
    expect(choose({ methods, invoice: { currency: 'EUR' } })).toEqual(['b', 'a wrong_currency']);
    expect(choose({ methods })).toEqual(['a']);
  });

  it('is no card whose last month has ended where the merchant is', () => {
    const methods = [card('a', { expMonth: 11, expYear: 2026 }), card('b', { expMonth: 12, expYear: 2026 })];
    const tokyo = { methods, merchant: { timeZone: 'Asia/Tokyo' } };
    expect(choose(tokyo, utc('2026-11-30T14:59:59Z'))).toEqual(['a']);
    expect(choose(tokyo, utc('2026-11-30T15:00:00Z'))).toEqual(['b', 'a expired']);
    expect(choose(tokyo, utc('2026-12-31T15:00:00Z'))).toEqual([null, 'a expired', 'b expired']);
  });

  it('is none that failed this invoice for a reason that lasts', () => {
    const methods = [card('a', { isDefault: true }), card('b')];
    const [a] = methods;
    if (a === undefined) throw new Error('no method');
    const attempts = [failed('p1', a, 'expired_card', now - DAY)];
    expect(choose({ methods, attempts })).toEqual(['b', 'a failed']);
    const later = [failed('p1', a, 'insufficient_funds', now - DAY)];
    expect(choose({ methods, attempts: later })).toEqual(['a']);
  });

  it('is no card or account that must never be tried again, under whatever new id', () => {
    const old = bank('old', { fingerprint: 'same' });
    const methods = [bank('new', { fingerprint: 'same', isDefault: true })];
    const attempts = [failed('p1', old, 'debit_not_authorized', now - DAY)];
    expect(choose({ methods, attempts })).toEqual([null, 'new never_again']);
    const mistyped = [failed('p1', card('old', { fingerprint: 'same' }), 'incorrect_cvc', now - DAY)];
    expect(choose({ methods: [card('new', { fingerprint: 'same' })], attempts: mistyped })).toEqual(['new']);
  });

  it('is no card that was lost according to another invoice', () => {
    const spent = new Map([
      ['fp_a', { open: 0, last24h: 1, last30d: 1, failures: [{ code: 'lost_card', advice: null }] }],
    ]);
    expect(choose({ spent })).toEqual([null, 'a never_again']);
  });

  it('is no card that its issuer advised not to try again, for whatever invoice and however long ago', () => {
    const failures = [
      { code: 'generic_decline', advice: 'try_again_later' },
      { code: 'generic_decline', advice: 'do_not_try_again' },
    ];
    expect(choose({ spent: new Map([['fp_a', { open: 0, last24h: 0, last30d: 0, failures }]]) })).toEqual([
      null,
      'a never_again',
    ]);
    const said = (adviceCode: string) =>
      choose({ attempts: [failed('p1', card('a'), 'generic_decline', now - 40 * DAY, { adviceCode })] });
    expect(said('do_not_try_again')).toEqual([null, 'a never_again']);
    expect(said('confirm_card_data')).toEqual([null, 'a failed']);
    expect(said('try_again_later')).toEqual(['a']);
    expect(said('a_word_of_next_year')).toEqual(['a']);
  });

  it('rests at the networks’ limits on failed attempts, over all invoices', () => {
    const at = (last24h: number, last30d: number) =>
      choose({
        spent: new Map([
          ['fp_a', { open: 0, last24h, last30d, failures: [{ code: 'generic_decline', advice: null }] }],
        ]),
      });
    expect(at(9, 14)).toEqual(['a']);
    expect(at(10, 10)).toEqual([null, 'a network_limit']);
    expect(at(0, 15)).toEqual([null, 'a network_limit']);
  });

  it('is presented to a bank three times for one invoice, within 180 days (Nacha 2.12.4)', () => {
    const account = bank('a', { isDefault: true });
    const bounced = (count: number, first: number) =>
      Array.from({ length: count }, (_, i) =>
        failed(`p${i}`, account, 'insufficient_funds', first + i * DAY),
      );
    const of = (count: number, first = now - 20 * DAY) =>
      choose({ methods: [account], attempts: bounced(count, first) });
    expect(of(2)).toEqual(['a']);
    expect(of(3)).toEqual([null, 'a presented_too_often']);
    expect(of(1, now - 181 * DAY)).toEqual([null, 'a presented_too_often']);
  });
});
