import { describe, expect, it } from 'vitest';
import { LOST_RACE, refused, STRIPE_UNAVAILABLE } from '../../../src/domain/outcome.ts';
import type { Rejection } from '../../../src/domain/rejection.ts';
import { PROBLEMS } from '../../../src/routes/api/problem-catalogue.ts';
import { problemOf } from '../../../src/routes/api/problems.ts';

describe('a verb that was not done', () => {
  it.each([
    ['stripe_unavailable', STRIPE_UNAVAILABLE],
    ['busy', LOST_RACE],
  ] as const)('%s is 503, and says when to ask again', (code, outcome) => {
    expect(problemOf(outcome)).toMatchObject({ code, headers: { 'Retry-After': '2' } });
    expect(PROBLEMS[code].status).toBe(503);
  });

  const told: readonly (readonly [Rejection, string, string])[] = [
    [{ code: 'not_found', what: 'payment method' }, 'not_found', 'There is no such payment method.'],
    [
      { code: 'not_connected' },
      'invalid',
      'One field is invalid. There is no active Stripe connection in this mode.',
    ],
    [
      { code: 'too_many_setups' },
      'invalid',
      'One field is invalid. Too many payment methods were tried for this customer today. Try again tomorrow.',
    ],
    [{ code: 'setup_over' }, 'invalid', 'One field is invalid. This set-up is over. Begin another one.'],
    [
      { code: 'method_not_usable' },
      'invalid',
      'One field is invalid. methodId: This payment method cannot be charged now.',
    ],
    [
      { code: 'account_invalid', problems: [{ field: 'country', problem: 'not_us' }] },
      'invalid',
      'One field is invalid. country: Refused: not us.',
    ],
    [
      { code: 'deposits_invalid', problems: { first: 'missing', second: 'not_an_amount' } },
      'invalid',
      '2 fields are invalid. first: Refused: missing.',
    ],
    [{ code: 'payment_in_progress' }, 'payment_in_progress', PROBLEMS.payment_in_progress.meaning],
  ];

  it.each(told)('%o is told', (rejection, code, detail) => {
    expect(problemOf(refused(rejection))).toMatchObject({ code, detail });
  });
});
