import { describe, expect, it } from 'vitest';
import { awaitsChoice, countedSince } from '../../../src/domain/collection/await-choice.ts';
import { LEAD } from '../../../src/domain/collection/charge-dates.ts';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import { waitBefore } from '../../../src/domain/collection/waits.ts';
import { a, b, type Changes, card, DAY, due, factsOf, failed, HOUR, utc } from './facts.ts';

const MINUTE = 60_000;
const sentAt = utc('2026-12-01T12:00:00Z');

describe('an invoice whose customer was asked', () => {
  const asked = (askedAt: number) => ({ choice: null, askedAt, chosenAt: null });
  const awaits = (changes: Changes, at = due) =>
    awaitsChoice(factsOf(changes), sentAt, 'on_due_date', { at, failures: [] });

  it('waits where it was due already, or has no day, and goes on where it is announced first', () => {
    expect(awaits({})).toBe(false);
    expect(awaits({ invoice: { asked: asked(sentAt) } })).toBe(false);
    expect(awaits({ invoice: { asked: asked(sentAt), dueDate: null } })).toBe(true);
    const endOfDay = utc('2026-12-16T00:00:00Z');
    expect(awaits({ invoice: { asked: asked(endOfDay - 1) } }, endOfDay)).toBe(false);
    expect(awaits({ invoice: { asked: asked(endOfDay) } }, endOfDay + 1)).toBe(true);
    expect(awaits({ invoice: { asked: asked(due) } })).toBe(true);
  });

  it.each(['on_due_date', 'not_automatically'] as const)('and who chose %s does not wait', (choice) => {
    expect(awaits({ invoice: { asked: { ...asked(due), choice }, dueDate: null } })).toBe(false);
  });

  it('waits after a failure before the asking, unless its retry is half a day off', () => {
    const failure = {
      ...failed('p1', a, null, due - DAY),
      failedAt: due - DAY,
      verdict: 'retry_later',
    } as const;
    const waits = (policy: 'on_send' | 'on_due_date', at: number, askedAt = due - DAY) =>
      awaitsChoice(factsOf({ invoice: { asked: asked(askedAt) } }), sentAt, policy, {
        at,
        failures: [failure],
      });
    expect(waits('on_due_date', due + DAY)).toBe(true);
    expect(waits('on_send', due - DAY + LEAD - 1)).toBe(true);
    expect(waits('on_send', due - DAY + LEAD)).toBe(false);
    // Asked before it failed: the failure itself told what follows.
    expect(waits('on_due_date', due + DAY, due - DAY - 1)).toBe(false);
  });

  it('counts from when they chose', () => {
    expect(countedSince(null)).toBe(-Infinity);
    expect(countedSince(asked(5))).toBe(-Infinity);
    expect(countedSince({ choice: 'on_due_date', askedAt: 5, chosenAt: 9 })).toBe(9);
    expect(countedSince({ choice: 'on_due_date', askedAt: 5, chosenAt: null })).toBe(5);
  });
});

describe('what holds a step up', () => {
  const slot = { state: 'session_open', flow: 'session', via: 'link', claimedAt: due } as const;
  const until = (now: number, change: object, kind: 'rest' | 'charge' = 'charge') => {
    const step =
      kind === 'charge'
        ? nextStep(factsOf({ merchant: { policy: 'on_send' } })).step
        : nextStep(factsOf()).step;
    const wait = waitBefore(factsOf({ now, slot: { ...slot, ...change } }), step);
    return wait === null ? null : wait.until - due;
  };

  it('is a payer who types, for a quarter of an hour', () => {
    expect(until(due, {})).toBe(15 * MINUTE);
    expect(until(due + 15 * MINUTE - 1, {})).toBe(15 * MINUTE);
    expect(until(due + 15 * MINUTE, {})).toBeNull();
    for (const state of ['claimed', 'unknown'] as const) expect(until(due, { state })).toBe(15 * MINUTE);
  });

  it('is money that may be moving', () => {
    expect(until(due, { flow: 'intent' })).toBe(30 * MINUTE);
    for (const state of ['confirming', 'authenticating', 'verifying']) {
      expect(until(due + DAY, { state })).toBe(DAY + 30 * MINUTE);
    }
    expect(until(due + DAY, { state: 'processing' })).toBe(DAY + 6 * HOUR);
    for (const state of ['succeeded', 'failed', 'canceled', 'returned'])
      expect(until(due, { state })).toBeNull();
  });

  it.each([
    ['verb_pending', { invoice: { hasPendingVerb: true } }, 30 * MINUTE],
    ['frozen', { invoice: { isFrozen: true } }, 30 * MINUTE],
    ['paused', { connection: 'paused' }, 30 * MINUTE],
    ['disputed', { hasOpenDispute: true }, DAY],
  ] as const)('is %s', (reason, changes, ms) => {
    const wait = waitBefore(factsOf({ now: due, ...changes }), nextStep(factsOf()).step);
    expect(wait).toEqual({ until: due + ms, reason });
  });
});

describe('a decision', () => {
  const decided = (changes: Changes) => nextStep(factsOf(changes));
  const stage = (changes: Changes) => decided(changes).stage;
  const moving = { state: 'processing', flow: 'session', via: 'link', claimedAt: due } as const;

  it('collects the last minor unit, and nothing of what is settled', () => {
    const owed = (amountRemaining: number) => decided({ invoice: { amountRemaining } }).step;
    expect(owed(1)).not.toMatchObject({ reason: 'settled' });
    expect(owed(0)).toMatchObject({ reason: 'settled' });
    expect(decided({ invoice: { status: 'paid' } })).toMatchObject({ stage: 'off', notify: null });
  });

  it('is called charging while a charge is under way, scheduled while a person holds it up', () => {
    const now = due + DAY;
    const noticed = { invoice: { noticedFor: due } };
    expect(stage({ now, ...noticed, slot: moving })).toBe('charging');
    expect(stage({ now, ...noticed, slot: { ...moving, state: 'session_open', claimedAt: now } })).toBe(
      'scheduled',
    );
    expect(stage({ now, ...noticed, slot: { ...moving, state: 'claimed', flow: 'intent' } })).toBe(
      'charging',
    );
    expect(stage({ now, ...noticed, hasOpenDispute: true })).toBe('scheduled');
    expect(stage({ hasOpenDispute: true, methods: [] })).toBe('needs_customer');
    expect(stage({ now: due, ...noticed })).toBe('charging');
    expect(stage({})).toBe('scheduled');
  });

  it('is called retrying after a failure, and needs_customer where only they can go on', () => {
    const declined = failed('p1', a, 'insufficient_funds', due);
    expect(stage({ now: due + HOUR, attempts: [declined], invoice: { noticedFor: due } })).toBe('retrying');
    const pending = card('a', { state: 'pending_verification' });
    const waiting = decided({ methods: [pending] });
    expect(waiting).toMatchObject({
      stage: 'needs_customer',
      step: { reason: 'method_pending', until: due },
    });
    const late = decided({ now: due, methods: [pending] });
    expect(late.step).toMatchObject({ until: due + 6 * HOUR });
  });

  it('of a card at its limit waits for its day, and else for a charge that is under way', () => {
    const spent = (open: number) => new Map([['fp_a', { last24h: 10, last30d: 10, open, failures: [] }]]);
    expect(decided({ spent: spent(0) }).step).toMatchObject({ until: due, reason: 'scheduled' });
    const at = (open: number) => decided({ now: due, spent: spent(open), invoice: { noticedFor: due } }).step;
    expect(at(0)).toMatchObject({ until: due + DAY, reason: 'network_limit' });
    expect(at(1)).toMatchObject({ until: due + 10 * MINUTE, reason: 'network_limit' });
  });

  it('says that a card is refused for good where that is the last that was heard', () => {
    const stolen = failed('p1', a, 'stolen_card', due);
    const later = { now: due + HOUR, invoice: { noticedFor: due } };
    expect(decided({ ...later, attempts: [stolen] }).step).toMatchObject({ reason: 'never_again' });
    const spent = new Map([
      ['fp_a', { last24h: 0, last30d: 1, open: 0, failures: [{ code: 'stolen_card', advice: null }] }],
    ]);
    expect(decided({ ...later, spent }).step).toMatchObject({ reason: 'no_usable_method' });
  });

  it('waits for a notice that is on its way, unless it failed before', () => {
    const announced = { sent: 'reached', notice: 'waiting', charge: due, retryAt: null } as const;
    const invoice = { noticedFor: due, announced };
    expect(decided({ now: due, invoice }).step).toMatchObject({
      reason: 'notice_waiting',
      until: due + 30 * MINUTE,
    });
    const declined = failed('p1', a, 'generic_decline', due - HOUR);
    expect(decided({ now: due, invoice, methods: [a, b], attempts: [declined] }).step.kind).not.toBe('rest');
  });

  it('rests where nobody was told, until somebody may be', () => {
    const announced = { sent: 'reached', notice: 'none', charge: due, retryAt: due + HOUR } as const;
    const at = (now: number) => decided({ now, invoice: { announced } });
    expect(at(due + HOUR - 1)).toMatchObject({ stage: 'needs_customer', step: { reason: 'nobody_told' } });
    expect(at(due + HOUR).step).not.toMatchObject({ reason: 'nobody_told' });
  });

  it('counts failures from when its customer chose, and not the one of that instant', () => {
    const chosenAt = due - DAY;
    const asked = { choice: 'on_due_date', askedAt: 0, chosenAt } as const;
    const at = (failedAt: number) =>
      decided({
        now: due,
        merchant: { retryDays: [] },
        invoice: { asked, noticedFor: due },
        attempts: [failed('p1', a, 'insufficient_funds', failedAt)],
      }).step;
    expect(at(chosenAt).kind).toBe('charge');
    expect(at(chosenAt + 1)).toMatchObject({ reason: 'retries_used_up' });
  });
});
