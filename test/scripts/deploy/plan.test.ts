import { describe, expect, it } from 'vitest';
import type { Endpoint, Facts } from '../../../scripts/deploy/facts.ts';
import { planOf } from '../../../scripts/deploy/plan.ts';
import { OWN_EVENT_TYPES, USED_EVENT_TYPES } from '../../../src/domain/event-families.ts';
import { ANSWERS, database, ENDPOINT, OWN, THERE } from './fixtures.ts';

describe('the plan', () => {
  const appUrl = 'https://quittance.acme.workers.dev';
  const open = (facts: Facts) =>
    planOf({
      facts,
      answers: ANSWERS,
      state: { mailTried: true },
      appUrl,
      deploymentId: OWN,
      stripeVersion: 'v1',
    })
      .filter(({ isDone }) => !isDone)
      .map(({ id }) => id);

  it('leaves the upload and the checks where all is there', () => {
    expect(open(THERE)).toEqual(['worker', 'doctor']);
  });

  it('makes a bucket where its owner keeps files with invoices, and has no such step otherwise', () => {
    expect(open({ ...THERE, bucket: { isThere: false } })).toEqual(['bucket', 'worker', 'doctor']);
    expect(open({ ...THERE, bucket: { isThere: true } })).toEqual(['worker', 'doctor']);
  });

  it('invites an owner where a business has none, to its own address unless another is given', () => {
    const given = { state: {}, appUrl, deploymentId: OWN, stripeVersion: 'v1' };
    const step = (business: Partial<typeof ANSWERS.business>) =>
      planOf({
        ...given,
        answers: { ...ANSWERS, business: { ...ANSWERS.business, ...business } },
        facts: { ...THERE, ...database({ hasOwner: false }) },
      }).find(({ id }) => id === 'owner');
    expect(step({})).toMatchObject({ isDone: false, verb: 'invite', what: expect.stringMatching(/^a@acme/) });
    expect(step({ owner: 'ada@acme.example' })?.what).toMatch(/^ada@acme.example /);
  });

  it('brings a schema that is older after a backup, and notes checksums that were not noted', () => {
    const step = (more: Partial<NonNullable<Facts['database']>>) => {
      const given = { answers: ANSWERS, state: {}, appUrl, deploymentId: OWN, stripeVersion: 'v1' };
      return planOf({ ...given, facts: { ...THERE, ...database(more) } }).find(({ id }) => id === 'schema');
    };
    expect(step({ applied: ['0001_a.sql'] })).toMatchObject({
      isDone: false,
      what: '1 more of the migrations, after a backup',
    });
    expect(step({ checksums: new Map() })).toMatchObject({ isDone: false, verb: 'note' });
  });

  it.each<[string, Partial<Endpoint>]>([
    ['sends other events', { events: ['*'] }],
    ['is switched off', { isEnabled: false }],
    ['has another address', { url: 'https://old.acme.example/webhooks/stripe' }],
    ['has another version', { apiVersion: '2020-01-01' }],
    ['has a secret that the Worker may not have', { isStored: false }],
    ['was made by hand', { deploymentId: null }],
  ])('sets the webhook endpoint where it %s', (_, more) => {
    const stripe = { ...THERE.stripe, endpoints: [{ ...ENDPOINT, ...more }] };
    expect(open({ ...THERE, stripe })).toEqual(['webhook', 'worker', 'doctor']);
  });

  it('asks Stripe for exactly the events that are used', () => {
    expect(USED_EVENT_TYPES.filter((type) => !type.startsWith('account.'))).toEqual(OWN_EVENT_TYPES);
  });
});
