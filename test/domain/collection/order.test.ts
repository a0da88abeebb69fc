import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import { inOrder, leaderOf } from '../../../src/domain/collection/order.ts';
import { bank, type Changes, card, DAY, due, factsOf, failed, HOUR, stepOf } from './facts.ts';

const a = card('a', { isDefault: true });
const b = card('b', { position: 2 });
const c = card('c', { position: 3 });
const ready = (changes: Changes): Changes => ({
  now: due,
  ...changes,
  invoice: { noticedFor: due, ...changes.invoice },
});

describe('who paid last leads', () => {
  it('whatever is the default, until the customer chooses one after that', () => {
    const paid = { ...b, paidAt: due - 30 * DAY };
    expect(stepOf(ready({ methods: [a, paid, c] }))).toBe('charge b');
    const chosen = { ...a, defaultSetAt: due - 29 * DAY };
    expect(stepOf(ready({ methods: [chosen, paid, c] }))).toBe('charge a');
    expect(stepOf(ready({ methods: [{ ...chosen, defaultSetAt: due - 31 * DAY }, paid, c] }))).toBe(
      'charge b',
    );
  });

  it('the later of two, and behind it the customer’s own order', () => {
    const methods = [a, { ...b, paidAt: due - 9 * DAY }, { ...c, paidAt: due - 2 * DAY }];
    expect(inOrder(methods).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(leaderOf(methods)?.id).toBe('c');
    expect(leaderOf([b, c])).toBeNull();
  });

  it('with each entry of a card that was entered more than once: where one is gone, another leads in its place', () => {
    const gone = card('g', { state: 'detached', position: 0, paidAt: due - 9 * DAY });
    const same = { ...c, paidAt: due - 9 * DAY };
    expect(stepOf(ready({ methods: [gone, a, b, same] }))).toBe('charge c');
    expect(inOrder([gone, a, b, same]).map(({ id }) => id)).toEqual(['g', 'c', 'a', 'b']);
    expect(leaderOf([a, b, same])?.id).toBe('c');
  });
});

describe('a method whose last charge was declined', () => {
  const marked = { ...a, declinedAt: due - 20 * DAY };

  it('steps back at the customer’s next invoice, and the reason is kept', () => {
    const { step } = nextStep(factsOf(ready({ methods: [marked, b, c] })));
    expect(step).toMatchObject({ kind: 'charge', methodId: 'b' });
    expect(step.kind === 'charge' && step.reason.passedOver).toEqual([{ methodId: 'a', why: 'declined' }]);
  });

  it('is charged all the same where nothing else can be', () => {
    expect(stepOf(ready({ methods: [marked] }))).toBe('charge a');
    expect(stepOf(ready({ methods: [marked, card('x', { expYear: 2020 })] }))).toBe('charge a');
    expect(stepOf(ready({ methods: [marked, bank('x')], invoice: { currency: 'EUR' } }))).toBe('charge a');
  });

  it('comes first again once its owner says so after the decline', () => {
    expect(stepOf(ready({ methods: [{ ...marked, defaultSetAt: due - DAY }, b] }))).toBe('charge a');
    expect(stepOf(ready({ methods: [{ ...marked, defaultSetAt: due - 21 * DAY }, b] }))).toBe('charge b');
  });
});

describe('after a decline the next usable method is tried before days are waited', () => {
  const at = due + 5_000;
  const given = (attempts: NonNullable<Changes['attempts']>, changes: Changes = {}): Changes =>
    ready({ now: at + 2 * attempts.length * 1_000, methods: [a, b, c], ...changes, attempts });
  const no = (n: number, method: typeof a, code: string, when = at + n * 1_000) =>
    failed(`p${n}`, method, code, when);

  it.each(['generic_decline', 'insufficient_funds', 'do_not_honor', 'card_velocity_exceeded', 'stolen_card'])(
    '%s, one after the other, and then on the merchant’s day',
    (code) => {
      expect(stepOf(given([no(1, a, code)]))).toBe('charge b');
      expect(stepOf(given([no(1, a, code), no(2, b, code)]))).toBe('charge c');
      const all = stepOf(given([no(1, a, code), no(2, b, 'generic_decline'), no(3, c, code)]));
      expect(all).toBe('rest retry_later 2026-12-18T09:00');
    },
  );

  it.each(['processing_error', 'issuer_not_available', 'reenter_transaction', 'duplicate_transaction'])(
    'but %s says nothing about the method: the same one is tried again on its day',
    (code) => {
      expect(stepOf(given([no(1, a, code)]))).toBe('rest retry_later 2026-12-18T09:00');
      expect(stepOf(given([no(1, a, code)], { now: due + 3 * DAY }))).toBe('charge a');
    },
  );

  it('one that cannot pay at all does not bring the first back the same minute', () => {
    const attempts = [no(1, a, 'generic_decline'), no(2, b, 'stolen_card'), no(3, c, 'expired_card')];
    expect(stepOf(given(attempts))).toBe('rest retry_later 2026-12-18T09:00');
    expect(stepOf(given(attempts, { now: due + 3 * DAY }))).toBe('charge a');
  });

  it('a round of all methods counts as one retry of the merchant’s', () => {
    const first = [no(1, a, 'generic_decline'), no(2, b, 'generic_decline')];
    const day3 = due + 3 * DAY;
    const second = [...first, no(3, a, 'generic_decline', day3 + 1_000)];
    const methods = [a, b];
    expect(stepOf(given(second, { methods, now: day3 + 2_000 }))).toBe('charge b');
    const both = [...second, no(4, b, 'generic_decline', day3 + 3_000)];
    expect(stepOf(given(both, { methods, now: day3 + 4_000 }))).toBe('rest retry_later 2026-12-23T09:00');
  });

  it('cards that were declined within a minute are told of together, a bank debit before it begins', () => {
    const attempts = [no(1, a, 'generic_decline'), no(2, b, 'insufficient_funds')];
    expect(nextStep(factsOf(given(attempts))).notify).toBeNull();
    const all = [...attempts, no(3, c, 'expired_card')];
    expect(nextStep(factsOf(given(all))).notify).toMatchObject({
      paymentId: 'p3',
      before: ['p1', 'p2'],
      nextMethodId: 'a',
    });
    const debit = given(attempts, { methods: [a, b, bank('d', { position: 4 })] });
    expect(nextStep(factsOf(debit)).notify).toMatchObject({
      paymentId: 'p2',
      before: ['p1'],
      nextMethodId: 'd',
    });
  });

  it('what was declined is told where a dispute keeps the next one waiting', () => {
    const facts = given([no(1, a, 'generic_decline')], { hasOpenDispute: true });
    expect(nextStep(factsOf(facts)).notify).toMatchObject({ paymentId: 'p1', nextAttemptAt: null });
  });

  it('what another card collected after all is told with the decline before it, once', () => {
    const paid = failed('p2', b, null, at + HOUR, { state: 'succeeded', claimedAt: at + 3_000 });
    const facts = given([no(1, a, 'generic_decline'), paid], {
      invoice: { status: 'paid', amountRemaining: 0 },
    });
    expect(nextStep(factsOf(facts)).notify).toMatchObject({ paymentId: 'p1', paidBy: 'p2' });
    const told = { ...facts, invoice: { ...facts.invoice, notifiedOf: 'p1' } };
    expect(nextStep(factsOf(told)).notify).toBeNull();
    const byHand = given([no(1, a, 'generic_decline'), { ...paid, via: 'link' }], {
      invoice: { status: 'paid', amountRemaining: 0 },
    });
    expect(nextStep(factsOf(byHand)).notify).toBeNull();
  });
});
