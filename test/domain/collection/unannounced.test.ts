import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeNamedAtSending } from '../../../src/domain/collection/named-at-sending.ts';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import type { Announced, CollectPolicy } from '../../../src/domain/collection/types.ts';
import { runs } from '../../support/properties.ts';
import { a, b, card, DAY, due, factsOf, failed, HOUR, stepOf, utc } from './facts.ts';

const sentAt = utc('2026-12-01T12:00:00Z');
const said = (charge: number | null): Announced => ({
  sent: 'reached',
  notice: 'none',
  charge,
  retryAt: null,
});
const soon = sentAt + HOUR;

describe('a charge that the invoice did not name when it was sent', () => {
  it('is announced the notice days before, however soon after sending the policy became charge on send', () => {
    const onSend = { policy: 'on_send', noticeDays: 3 } as const;
    const invoice = { announced: said(null), dueDate: '2026-10-22' };
    expect(stepOf({ now: soon, merchant: onSend, invoice })).toBe('notice a 2026-12-04T09:00');
    expect(stepOf({ now: sentAt + 40 * DAY, merchant: onSend, invoice })).toBe('notice a 2027-01-13T09:00');
    // It named its due date, and is charged before that.
    expect(stepOf({ now: soon, merchant: onSend, invoice: { announced: said(due) } })).toBe(
      'notice a 2026-12-04T09:00',
    );
  });

  it('is announced a day before where the merchant gives no notice', () => {
    const merchant = { policy: 'on_send', noticeDays: 0 } as const;
    expect(stepOf({ now: soon, merchant, invoice: { announced: said(null) } })).toBe(
      'notice a 2026-12-02T09:00',
    );
  });

  it('is announced where it fell due sooner than its notice', () => {
    const invoice = { announced: said(null), dueDate: '2026-12-02' };
    expect(stepOf({ now: soon, invoice })).toBe('notice a 2026-12-04T09:00');
    expect(stepOf({ now: utc('2026-12-13T10:00:00Z'), invoice: { announced: said(null) } })).toBe(
      'notice a 2026-12-16T09:00',
    );
    expect(stepOf({ now: soon, invoice: { announced: said(null) } })).toBe('rest scheduled 2026-12-12T09:00');
  });
});

describe('what was announced for a day that is long past', () => {
  it('is announced anew, whether the invoice named it or a notice', () => {
    const invoice = { dueDate: '2026-12-02' };
    const at = utc('2026-12-02T09:00:00Z');
    expect(stepOf({ now: at, invoice })).toBe('charge a');
    expect(stepOf({ now: at + 40 * DAY, invoice })).toBe('notice a 2027-01-12T09:00');
    expect(stepOf({ now: due + DAY, invoice: { noticedFor: due } })).toBe('charge a');
    expect(stepOf({ now: due + 40 * DAY, invoice: { noticedFor: due } })).toBe('notice a 2027-01-25T09:00');
  });

  it('is announced anew before a further attempt, and not before the next method of the same round', () => {
    const attempts = [failed('pay_1', a, 'insufficient_funds', due)];
    const invoice = { notifiedOf: 'pay_1', noticedFor: due };
    const retry = utc('2026-12-18T09:00:00Z');
    expect(stepOf({ now: retry + DAY, attempts, invoice })).toBe('charge a');
    expect(stepOf({ now: retry + 40 * DAY, attempts, invoice })).toBe('notice a 2027-01-28T09:00');
    const noticed = { ...invoice, noticedFor: utc('2027-01-28T09:00:00Z') };
    expect(stepOf({ now: noticed.noticedFor, attempts, invoice: noticed })).toBe('charge a');
    const [late] = [failed('pay_2', a, 'insufficient_funds', retry)];
    const both = [...attempts, ...(late === undefined ? [] : [late])];
    expect(stepOf({ now: retry + HOUR, attempts: both, methods: [a, b], invoice })).toBe('charge b');
  });
});

describe('what an invoice names when it is sent', () => {
  const named = (policy: CollectPolicy, change: object = {}) => {
    const { merchant, customer, invoice, methods } = factsOf({ merchant: { policy } });
    const facts = { merchant, customer, invoice, methods, isConnected: true, isChargeable: true, sentAt };
    return chargeNamedAtSending({ ...facts, ...change });
  };

  it('is its charge by the policy', () => {
    expect(named('on_send')).toBe(sentAt);
    expect(named('on_due_date')).toBe(due);
    expect(named('never')).toBeNull();
  });

  it('is nothing where it could not be charged', () => {
    const { customer } = factsOf();
    const caps = [{ amount: 100, currency: 'USD' }];
    const unable = [
      { isConnected: false },
      { isChargeable: false },
      { customer: { ...customer, caps } },
      { methods: [] },
      { methods: [{ ...a, state: 'unusable' }] },
      { methods: [{ ...a, link: 'confirmed' }] },
      { methods: [card('old', { expMonth: 1, expYear: 2026 })] },
    ];
    for (const change of unable) expect(named('on_send', change)).toBeNull();
  });
});

it('whatever was said, nothing is charged for the first time that neither the invoice nor a notice named', () => {
  const policy = fc.constantFrom<CollectPolicy>('on_send', 'on_due_date', 'never');
  const within = (days: number) => fc.integer({ min: 0, max: days * 24 }).map((n) => n * HOUR);
  fc.assert(
    fc.property(
      policy,
      fc.option(within(20)),
      within(60),
      fc.option(within(40)),
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: -30, max: 30 }),
      (now, charge, passed, noticed, noticeDays, dueIn) => {
        const at = sentAt + passed;
        const facts = factsOf({
          now: at,
          merchant: { policy: now, noticeDays },
          invoice: {
            announced: said(charge === null ? null : sentAt + charge),
            noticedFor: noticed === null ? null : sentAt + noticed,
            dueDate: new Date(sentAt + dueIn * DAY).toISOString().slice(0, 10),
          },
        });
        if (nextStep(facts).step.kind !== 'charge') return;
        const isIn = (named: number | null, most: number) =>
          named !== null && named - DAY < at - sentAt && at - sentAt <= named + most;
        const byInvoice = isIn(charge, noticeDays === 0 ? Infinity : DAY);
        expect(byInvoice || isIn(noticed, 7 * DAY)).toBe(true);
      },
    ),
    runs(3_000),
  );
});
