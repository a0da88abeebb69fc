import { describe, expect, it } from 'vitest';
import { collectAt, whenToCollect } from '../../../src/domain/collection/policy.ts';
import { utc } from './facts.ts';

const silent = { policy: null, autopay: 'default', autopayWhen: null } as const;
const iso = (policy: 'on_send' | 'on_due_date', dates: Partial<Parameters<typeof collectAt>[1]>) => {
  const found = collectAt(policy, {
    hour: 9,
    timeZone: 'UTC',
    dueDate: '2026-12-15',
    sentAt: utc('2026-12-01T12:00:00Z'),
    noticedFor: null,
    ...dates,
  });
  if (found === null) throw new Error('never');
  return { ...found, at: new Date(found.at).toISOString() };
};

describe('whose word decides', () => {
  it('a customer who opted out is never charged, whatever anybody else chose', () => {
    const customer = { ...silent, policy: 'on_send', autopay: 'off', autopayWhen: 'on_send' } as const;
    expect(whenToCollect({ policy: 'on_send' }, customer, 'on_send')).toEqual({
      policy: 'never',
      decidedBy: 'customer',
    });
  });

  it('the invoice comes before the customer, the customer before the merchant', () => {
    const customer = { policy: 'never', autopay: 'on', autopayWhen: 'on_due_date' } as const;
    const merchant = { policy: 'on_send' } as const;
    expect(whenToCollect(merchant, customer, 'never').decidedBy).toBe('invoice');
    expect(whenToCollect(merchant, customer, null)).toEqual({
      policy: 'on_due_date',
      decidedBy: 'customer',
    });
    expect(whenToCollect(merchant, { ...silent, policy: 'on_due_date' }, null)).toEqual({
      policy: 'on_due_date',
      decidedBy: 'merchant_for_customer',
    });
    expect(whenToCollect(merchant, silent, null)).toEqual({ policy: 'on_send', decidedBy: 'merchant' });
  });

  it('autopay without a date is when the merchant charges, else on the due date', () => {
    const customer = { ...silent, autopay: 'on' } as const;
    expect(whenToCollect({ policy: 'on_send' }, customer, null).policy).toBe('on_send');
    expect(whenToCollect({ policy: 'never' }, customer, null)).toEqual({
      policy: 'on_due_date',
      decidedBy: 'customer',
    });
    expect(whenToCollect({ policy: 'on_send' }, { ...customer, policy: 'never' }, null).policy).toBe(
      'on_due_date',
    );
  });
});

describe('when it is charged first', () => {
  it('never where nothing is charged by itself', () => {
    const dates = { hour: 9, timeZone: 'UTC', dueDate: '2026-12-15', sentAt: 0, noticedFor: null };
    expect(collectAt('never', dates)).toBeNull();
  });

  it('when it is sent, or at the merchant’s hour on the due date where the merchant is', () => {
    expect(iso('on_send', {})).toEqual({ at: '2026-12-01T12:00:00.000Z', local: null });
    expect(iso('on_due_date', { timeZone: 'Asia/Tokyo' })).toEqual({
      at: '2026-12-15T00:00:00.000Z',
      local: { date: '2026-12-15', hour: 9, timeZone: 'Asia/Tokyo' },
    });
  });

  it('when it is sent, where there is no due date', () => {
    expect(iso('on_due_date', { dueDate: null }).at).toBe('2026-12-01T12:00:00.000Z');
  });

  it('never before it is sent, nor before what was announced (I10)', () => {
    expect(iso('on_due_date', { dueDate: '2026-11-01' }).at).toBe('2026-12-01T12:00:00.000Z');
    const noticedFor = utc('2026-12-20T09:00:00Z');
    expect(iso('on_due_date', { noticedFor }).at).toBe('2026-12-20T09:00:00.000Z');
    expect(iso('on_send', { noticedFor }).at).toBe('2026-12-20T09:00:00.000Z');
  });

  it('at the first valid instant after an hour that daylight saving skips', () => {
    const dates = { dueDate: '2027-03-28', hour: 2, timeZone: 'Europe/Paris' };
    expect(iso('on_due_date', dates).at).toBe('2027-03-28T01:00:00.000Z');
  });

  it('at the first of an hour that comes twice', () => {
    const dates = { dueDate: '2027-10-31', hour: 2, timeZone: 'Europe/Paris' };
    expect(iso('on_due_date', dates).at).toBe('2027-10-31T00:00:00.000Z');
  });

  it('on the last day of a month, and of a leap February', () => {
    expect(iso('on_due_date', { dueDate: '2026-12-31', hour: 0, timeZone: 'Asia/Kolkata' }).at).toBe(
      '2026-12-30T18:30:00.000Z',
    );
    expect(iso('on_due_date', { dueDate: '2028-02-29', hour: 23 }).at).toBe('2028-02-29T23:00:00.000Z');
  });
});
