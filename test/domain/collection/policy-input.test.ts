import { describe, expect, it } from 'vitest';
import {
  capProblems,
  dueDateProblem,
  merchantPolicyProblems,
  policyProblems,
} from '../../../src/domain/collection/policy-input.ts';

const paths = (problems: readonly { readonly path: string }[]) => problems.map(({ path }) => path);

describe('settings that contradict themselves are refused when they are set', () => {
  it.each([
    [{ hour: 24 }, 'hour'],
    [{ hour: -1 }, 'hour'],
    [{ hour: 9.5 }, 'hour'],
    [{ noticeDays: 31 }, 'noticeDays'],
    [{ noticeDays: -1 }, 'noticeDays'],
    [{ retryDays: [3, 0] }, 'retryDays[1]'],
    [{ retryDays: [-3] }, 'retryDays[0]'],
    [{ retryDays: [1.5] }, 'retryDays[0]'],
    [{ retryDays: [30, 31] }, 'retryDays'],
    [{ retryDays: [1, 1, 1, 1, 1, 1, 1, 1, 1] }, 'retryDays'],
    [{ remindDays: [3, 3] }, 'remindDays[1]'],
    [{ remindDays: [7, 3] }, 'remindDays[1]'],
    [{ remindDays: [0] }, 'remindDays[0]'],
    [{ remindDays: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, 'remindDays'],
    [{ debitRefundDays: 91 }, 'debitRefundDays'],
  ])('%j', (input, path) => expect(paths(merchantPolicyProblems(input))).toEqual([path]));

  it('and what makes sense is not', () => {
    expect(merchantPolicyProblems({})).toEqual([]);
    const input = { hour: 0, noticeDays: 0, retryDays: [], remindDays: [], debitRefundDays: 0 };
    expect(merchantPolicyProblems(input)).toEqual([]);
    expect(merchantPolicyProblems({ retryDays: [30, 30], remindDays: [1, 365] })).toEqual([]);
  });
});

describe('a cap', () => {
  it('of zero, below zero or without a currency is refused', () => {
    expect(capProblems(0, 'USD')[0]?.message).toContain('zero');
    expect(paths(capProblems(-1, 'USD'))).toEqual(['cap.amount']);
    expect(paths(capProblems(1.5, 'USD'))).toEqual(['cap.amount']);
    expect(paths(capProblems(100, null))).toEqual(['cap.currency']);
    expect(paths(capProblems(100, 'XXX'))).toEqual(['cap.currency']);
    expect(paths(capProblems(null, 'USD'))).toEqual(['cap.amount']);
  });

  it('may be there or not', () => {
    expect(capProblems(50_000, 'USD')).toEqual([]);
    expect(capProblems(null, null)).toEqual([]);
  });
});

describe('a due date', () => {
  it.each(['1970-01-01', '1989-12-31', '2201-01-01', '2999-12-31'])('of %s says what is wrong', (date) => {
    expect(dueDateProblem(date)?.message).toContain(date.slice(0, 4));
  });

  it('has to exist', () => expect(dueDateProblem('2026-02-30')?.path).toBe('dueDate'));

  it.each(['1990-01-01', '2026-12-15', '2200-12-31'])('of %s is accepted', (date) => {
    expect(dueDateProblem(date)).toBeNull();
  });
});

describe('charging by itself', () => {
  const able = { connected: true, hasRecipient: true, dueDate: '2026-12-15' } as const;

  it('is refused without a connection, without an address, and on a due date that is not there', () => {
    expect(policyProblems('policy', 'on_send', { ...able, connected: false })).toHaveLength(1);
    expect(policyProblems('policy', 'on_send', { ...able, hasRecipient: false })).toHaveLength(1);
    expect(policyProblems('policy', 'on_due_date', { ...able, dueDate: null })).toHaveLength(1);
    expect(policyProblems('policy', 'on_send', { ...able, dueDate: null })).toEqual([]);
  });

  it('can always be switched off', () => {
    const unable = { connected: false, hasRecipient: false, dueDate: null };
    expect(policyProblems('policy', 'never', unable)).toEqual([]);
  });

  it('is accepted where it can be done', () => {
    expect(policyProblems('policy', 'on_due_date', able)).toEqual([]);
    const merchants = { connected: true, hasRecipient: null, dueDate: 'not_asked' } as const;
    expect(policyProblems('policy', 'on_due_date', merchants)).toEqual([]);
  });
});
