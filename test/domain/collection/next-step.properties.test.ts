import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BANK_DEBIT_RETURNS,
  CARD_DECLINES,
  PAYMENT_ERRORS,
} from '../../../src/domain/collection/decline-codes.ts';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import { whenToCollect } from '../../../src/domain/collection/policy.ts';
import type { Attempt, CollectionFacts, MethodOnFile } from '../../../src/domain/collection/types.ts';
import { runs } from '../../support/properties.ts';
import { asPlanned, bank, card, DAY, factsOf, HOUR, utc } from './facts.ts';

const START = utc('2026-10-01T00:00:00Z');
const code = fc.constantFrom(
  null,
  'unheard_of',
  ...Object.keys(CARD_DECLINES),
  ...Object.keys(BANK_DEBIT_RETURNS),
  ...Object.keys(PAYMENT_ERRORS),
);
const instant = fc.integer({ min: START, max: START + 400 * DAY });
/** Mostly not: else hardly anything would ever be charged. */
const seldom = fc.integer({ min: 0, max: 11 }).map((n) => n === 0);
const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const early = fc.integer({ min: START, max: START + 100 * DAY });
const policy = fc.constantFrom('on_send', 'on_due_date', 'never');
const state = fc.constantFrom(
  'claimed',
  'session_open',
  'confirming',
  'authenticating',
  'verifying',
  'processing',
  'unknown',
);

const method: fc.Arbitrary<MethodOnFile> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    isBank: fc.boolean(),
    state: fc.constantFrom('usable', 'usable', 'usable', 'pending_verification', 'unusable', 'detached'),
    position: fc.integer({ min: 1, max: 4 }),
    expYear: fc.constantFrom(2026, 2027, 2030),
  })
  .map(({ id, isBank, expYear, ...rest }) => (isBank ? bank(id, rest) : card(id, { ...rest, expYear })));

const attempt: fc.Arbitrary<Attempt> = fc.record({
  paymentId: fc.string({ minLength: 1, maxLength: 4 }),
  via: fc.constantFrom('autopay', 'link', 'portal'),
  state: fc.constantFrom('failed', 'canceled'),
  failureCode: code,
  adviceCode: fc.constantFrom(null, null, 'try_again_later', 'do_not_try_again', 'confirm_card_data', 'new'),
  methodId: fc.constantFrom('a', 'b', 'c', 'd', null),
  fingerprint: fc.constantFrom('fp_a', 'fp_b', null),
  kind: fc.constantFrom('card', 'us_bank_account', null),
  claimedAt: instant,
  closedAt: fc.option(instant),
});

const days = (most: number) => fc.array(fc.integer({ min: 1, max: most }), { maxLength: 4 });

const anyFacts: fc.Arbitrary<CollectionFacts> = fc
  .record({
    now: instant,
    merchant: fc.record({
      policy,
      hour: fc.integer({ min: 0, max: 23 }),
      noticeDays: fc.integer({ min: 0, max: 30 }),
      retryDays: days(15),
      remindDays: days(30).map((list) => [...new Set(list)].toSorted((x, y) => x - y)),
      timeZone: fc.constantFrom(
        'UTC',
        'America/New_York',
        'Europe/Paris',
        'Asia/Kolkata',
        'Australia/Lord_Howe',
      ),
    }),
    customer: fc.record({
      policy: fc.option(policy),
      autopay: fc.constantFrom('default', 'default', 'on', 'off'),
      autopayWhen: fc.option(fc.constantFrom('on_send', 'on_due_date')),
      caps: rarely(
        fc.array(
          fc.record({ amount: fc.integer({ min: 1, max: 90_000 }), currency: fc.constantFrom('USD', 'EUR') }),
          { minLength: 1, maxLength: 2 },
        ),
      ).map((caps) => caps ?? []),
      hasRecipient: seldom.map((not) => !not),
    }),
    invoice: fc.record({
      status: fc.constantFrom('open', 'open', 'open', 'open', 'draft', 'paid', 'void', 'uncollectible'),
      policy: fc.option(policy),
      sentAt: fc.option(early, { freq: 10 }),
      dueDate: fc.option(
        fc.integer({ min: 0, max: 200 }).map((n) => new Date(START + n * DAY).toISOString().slice(0, 10)),
      ),
      noticedFor: rarely(early),
      reminders: fc.integer({ min: 0, max: 4 }),
      isPausedByCustomer: seldom,
      isFrozen: seldom,
      hasPendingVerb: seldom,
      wasTakenBack: seldom,
    }),
    slot: rarely(
      fc.record({
        state,
        via: fc.constantFrom('autopay', 'link', 'portal', 'staff'),
        flow: fc.constantFrom('session', 'intent'),
        claimedAt: instant,
      }),
    ),
    isChargeable: seldom.map((not) => !not),
    connection: fc.constantFrom('active', 'active', 'active', 'active', 'paused', 'none'),
    hasOpenDispute: seldom,
    methods: fc.uniqueArray(method, { selector: ({ id }) => id, maxLength: 4 }),
    attempts: fc.array(attempt, { maxLength: 6 }),
    spent: fc.constant(new Map()),
    isNoticed: fc.boolean(),
  })
  .map(({ isNoticed, invoice, ...facts }) =>
    factsOf({ ...facts, invoice: { ...invoice, ...(isNoticed && { noticedFor: facts.now }) } }),
  );

/** Facts in which nothing but the policy and the clock stand between the invoice and its charge. */
const openFacts = anyFacts
  .map(
    (facts): CollectionFacts => ({
      ...facts,
      slot: null,
      isChargeable: true,
      connection: 'active',
      hasOpenDispute: false,
      attempts: [],
      customer: { ...facts.customer, caps: [], hasRecipient: true, autopay: 'default' },
      invoice: {
        ...facts.invoice,
        status: 'open',
        sentAt: facts.now,
        isPausedByCustomer: false,
        isFrozen: false,
        hasPendingVerb: false,
        wasTakenBack: false,
        noticedFor: null,
        reminders: 0,
      },
    }),
  )
  .map((facts) => ({ ...facts, invoice: { ...facts.invoice, announced: asPlanned(facts) } }));

describe('whatever the facts', () => {
  it('the decision is the same for the same facts, and waits only for what is to come', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = nextStep(facts);
        expect(nextStep(structuredClone(facts))).toEqual(decision);
        const { step } = decision;
        if (step.kind === 'rest' && step.until !== null) expect(step.until).toBeGreaterThan(facts.now);
        if (step.kind === 'notice') expect(step.chargeAt).toBeGreaterThanOrEqual(facts.now + 12 * HOUR);
        if (step.kind === 'remind') expect(step.number).toBeGreaterThan(facts.invoice.reminders);
      }),
      runs(3_000),
    );
  });

  it('nothing is charged that was not sent, is not owed or chosen, is held, or was announced for later', () => {
    let charged = 0;
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { step } = nextStep(facts);
        if (step.kind !== 'charge') return;
        charged++;
        const { invoice, slot, customer, merchant } = facts;
        expect(invoice).toMatchObject({ status: 'open', hasPendingVerb: false, isFrozen: false });
        expect(invoice).toMatchObject({ wasTakenBack: false, isPausedByCustomer: false });
        expect(invoice.sentAt).toBeTypeOf('number');
        expect(invoice.noticedFor ?? 0).toBeLessThanOrEqual(facts.now);
        expect(facts).toMatchObject({ connection: 'active', isChargeable: true, hasOpenDispute: false });
        expect(customer).toMatchObject({ hasRecipient: true });
        expect(customer.autopay).not.toBe('off');
        expect(whenToCollect(merchant, customer, invoice.policy).policy).not.toBe('never');
        const own = customer.caps.filter(({ currency }) => currency === invoice.currency);
        if (customer.caps.length > 0) expect(own).not.toEqual([]);
        for (const { amount } of own) expect(amount).toBeGreaterThanOrEqual(invoice.amountRemaining);
        expect(facts.methods.find(({ id }) => id === step.methodId)?.state).toBe('usable');
        if (slot === null) return;
        expect(slot.flow).toBe('session');
        expect(['claimed', 'session_open', 'unknown']).toContain(slot.state);
        expect(slot.claimedAt).toBeLessThanOrEqual(facts.now - HOUR / 4);
      }),
      // All of them, always: fewer would meet too few charges to show anything.
      { numRuns: 10_000 },
    );
    expect(charged).toBeGreaterThan(50);
  });

  it('nobody is reminded or noticed who cannot be, or while money may be on its way', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { step } = nextStep(facts);
        if (step.kind !== 'remind' && step.kind !== 'notice') return;
        expect(facts.customer.hasRecipient).toBe(true);
        expect(facts.invoice.wasTakenBack || facts.hasOpenDispute || facts.invoice.isFrozen).toBe(false);
        if (step.kind === 'remind') expect(facts.slot).toBeNull();
      }),
      runs(3_000),
    );
  });
});

/** Does what the decisions say; every charge is refused with the next code, some are cancelled before the bank. */
function live(start: CollectionFacts, codes: readonly (string | null)[]) {
  let facts = start;
  const charges: { readonly methodId: string; readonly at: number }[] = [];
  const told: string[] = [];
  let notices = 0;
  for (let looks = 0; looks < 400; looks++) {
    const { step, notify } = nextStep(facts);
    if (notify !== null) {
      told.push(...notify.before, notify.paymentId);
      facts = { ...facts, invoice: { ...facts.invoice, notifiedOf: notify.paymentId } };
    }
    switch (step.kind) {
      case 'rest':
        if (step.until === null) return { charges, told, notices, facts, looks, reason: step.reason };
        facts = { ...facts, now: step.until };
        break;
      case 'notice':
        notices++;
        facts = { ...facts, invoice: { ...facts.invoice, noticedFor: step.chargeAt } };
        break;
      case 'remind':
        facts = { ...facts, invoice: { ...facts.invoice, reminders: step.number } };
        break;
      case 'charge': {
        const used = facts.methods.find(({ id }) => id === step.methodId);
        if (used === undefined) throw new Error('charged an unknown method');
        const failureCode = codes[charges.length % codes.length] ?? null;
        const now = facts.now + 1_000;
        charges.push({ methodId: step.methodId, at: facts.now });
        const made: Attempt = {
          paymentId: `p${charges.length}`,
          via: 'autopay',
          state: failureCode === null ? 'canceled' : 'failed',
          failureCode,
          adviceCode: null,
          methodId: used.id,
          fingerprint: used.fingerprint,
          kind: used.kind,
          claimedAt: facts.now,
          closedAt: now,
        };
        facts = { ...facts, now, attempts: [...facts.attempts, made] };
        break;
      }
    }
  }
  return null;
}

describe('followed by the clock alone', () => {
  it('collecting that never succeeds ends, tells every failure once, and keeps to the schedule', () => {
    const codes = fc.array(
      code.filter((each) => each !== null),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(openFacts, codes, (start, refusals) => {
        // A method that waits for its verification is looked at for ever, and the networks’ limits are not counted here.
        const methods = start.methods.filter(({ state }) => state !== 'pending_verification');
        const end = live({ ...start, methods }, refusals);
        expect(end).not.toBeNull();
        if (end === null) return;
        const failures = end.facts.attempts.map(({ paymentId }) => paymentId);
        expect(end.told).toEqual(failures);
        expect(end.notices).toBeLessThanOrEqual(1);
        // Each method at most once on each of its days.
        expect(end.charges.length).toBeLessThanOrEqual(
          methods.length * (1 + start.merchant.retryDays.length),
        );
        expect(end.facts.invoice.reminders).toBeLessThanOrEqual(start.merchant.remindDays.length);
      }),
      runs(1_500),
    );
  });

  it('attempts that never reach the bank go on, five at once, then more and more slowly, hourly in the end', () => {
    const start = factsOf({ merchant: { policy: 'on_send' } });
    expect(live(start, [null])).toBeNull();
    let facts = start;
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      let { step } = nextStep(facts);
      const before = facts.now;
      while (step.kind === 'rest' && step.until !== null) {
        facts = { ...facts, now: step.until };
        ({ step } = nextStep(facts));
      }
      waits.push(facts.now - before);
      const [used] = facts.methods;
      if (used === undefined) throw new Error('no method');
      const made: Attempt = {
        paymentId: `p${n}`,
        via: 'autopay',
        state: 'canceled',
        failureCode: null,
        adviceCode: null,
        methodId: used.id,
        fingerprint: used.fingerprint,
        kind: used.kind,
        claimedAt: facts.now,
        closedAt: facts.now,
      };
      facts = { ...facts, attempts: [...facts.attempts, made] };
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, HOUR / 6, HOUR / 3, (HOUR * 2) / 3]);
  });
});
