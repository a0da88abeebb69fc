import { expect, it } from 'vitest';
import { DONE, LOST_RACE, refused, STRIPE_UNAVAILABLE } from '../../../src/domain/outcome.ts';
import { HANDLED, verdictOf } from '../../../src/operations/core/event-handler.ts';
import { FINISHED, jobResultOf } from '../../../src/operations/outbox/job-result.ts';

const refusal = refused({ code: 'payment_in_progress' });

it('a job is over with what was done or refused, and comes back where nobody knows yet', () => {
  expect([DONE, refusal].map(jobResultOf)).toEqual([FINISHED, FINISHED]);
  expect(jobResultOf(STRIPE_UNAVAILABLE)).toEqual({ kind: 'later', reason: 'stripe_unavailable' });
  expect(jobResultOf(LOST_RACE)).toEqual({ kind: 'later', reason: 'lost_race' });
});

it('an event is handled, kept for a person with the reason, or comes back', () => {
  expect(verdictOf(DONE)).toBe(HANDLED);
  expect(verdictOf(refusal)).toEqual({ state: 'quarantined', reason: 'payment_in_progress' });
  expect(verdictOf(STRIPE_UNAVAILABLE)).toEqual({ state: 'later', reason: 'stripe_unavailable' });
  expect(verdictOf(LOST_RACE)).toEqual({ state: 'later', reason: 'lost_race' });
});
