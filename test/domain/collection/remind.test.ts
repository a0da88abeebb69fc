import { describe, expect, it } from 'vitest';
import { a, type Changes, due, failed, stepOf, utc } from './facts.ts';

describe('a reminder', () => {
  const overdue = (now: string, changes: Changes = {}): Changes => ({
    now: utc(now),
    ...changes,
    merchant: { policy: 'never', ...changes.merchant },
  });

  it('goes to a customer who is not charged, on the days after the due date, so many times', () => {
    expect(stepOf(overdue('2026-12-15T23:00:00Z'))).toBe('rest policy_never 2026-12-18T09:00');
    expect(stepOf(overdue('2026-12-18T09:00:00Z'))).toBe('remind 1');
    expect(stepOf(overdue('2026-12-18T09:00:01Z', { invoice: { reminders: 1 } }))).toBe(
      'rest policy_never 2026-12-22T09:00',
    );
    expect(stepOf(overdue('2027-06-01T09:00:00Z', { invoice: { reminders: 3 } }))).toBe(
      'rest policy_never -',
    );
  });

  it('comes half a day after a failure at the earliest, at the merchant’s hour', () => {
    const attempts = [failed('p1', a, 'expired_card', utc('2026-12-16T21:00:00Z'))];
    const merchant = { remindDays: [1], policy: 'on_due_date' } as const;
    const at = (now: string, failures = attempts) =>
      stepOf({ now: utc(now), attempts: failures, merchant, invoice: { notifiedOf: 'p1' } });
    expect(at('2026-12-17T08:59:59Z')).toBe('rest needs_customer 2026-12-17T09:00');
    expect(at('2026-12-17T09:00:00Z')).toBe('remind 1');
    const later = [failed('p1', a, 'expired_card', utc('2026-12-16T21:00:01Z'))];
    expect(at('2026-12-17T09:00:00Z', later)).toBe('rest needs_customer 2026-12-18T09:00');
  });

  it('that was missed is not followed by its successor at once', () => {
    expect(stepOf(overdue('2026-12-23T00:00:00Z'))).toBe('remind 2');
  });

  it('is counted from the sending of an invoice that was sent when it was overdue already', () => {
    const invoice = { dueDate: '2026-09-01' };
    expect(stepOf(overdue('2026-12-01T12:00:00Z', { invoice }))).toBe('rest policy_never 2026-12-04T09:00');
  });

  it('goes to no customer on autopay while the invoice is being collected', () => {
    const now = utc('2026-12-20T09:00:00Z');
    expect(stepOf({ now, invoice: { noticedFor: now } })).toBe('charge a');
    const attempts = [failed('p1', a, 'insufficient_funds', utc('2026-12-20T09:00:00Z'))];
    const facts = { now: utc('2026-12-22T09:00:00Z'), attempts, invoice: { noticedFor: due } };
    expect(stepOf(facts)).toBe('rest retry_later 2026-12-23T09:00');
  });

  it('goes to no invoice that is not due, or that nobody can be told of', () => {
    expect(stepOf(overdue('2027-06-01T09:00:00Z', { invoice: { dueDate: null } }))).toBe(
      'rest policy_never -',
    );
    expect(stepOf(overdue('2027-06-01T09:00:00Z', { customer: { hasRecipient: false } }))).toBe(
      'rest policy_never -',
    );
  });

  it('of an invoice due on the calendar’s last day never comes, and breaks nothing', () => {
    const now = '2026-12-15T09:00:00Z';
    expect(stepOf(overdue(now, { invoice: { dueDate: '2999-12-31' } }))).toBe('rest policy_never -');
  });
});
