import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import type { ChargeReason } from '../../../src/domain/collection/types.ts';
import { b, type Changes, card, DAY, due, factsOf, failed, utc } from './facts.ts';

function reasonOf(changes: Changes): ChargeReason {
  const { step } = nextStep(factsOf(changes));
  if (step.kind !== 'charge') throw new Error(`a ${step.kind} was decided`);
  return step.reason;
}

describe('a charge', () => {
  it('says by which policy, whose word that is, when it was due and announced', () => {
    expect(reasonOf({ now: due, invoice: { noticedFor: due } })).toEqual({
      policy: 'on_due_date',
      setBy: 'merchant',
      dueAt: due,
      noticedFor: due,
      attempt: 1,
      passedOver: [],
    });
  });

  it('names the customer who opted in, and the invoice that says otherwise', () => {
    const customer = { autopay: 'on', autopayWhen: 'on_send' } as const;
    const noticed = { noticedFor: due };
    expect(reasonOf({ now: due, customer, invoice: noticed })).toMatchObject({
      policy: 'on_send',
      setBy: 'customer',
    });
    const invoice = { ...noticed, policy: 'on_send' } as const;
    expect(reasonOf({ now: due, customer, invoice })).toMatchObject({ setBy: 'invoice' });
  });

  it('counts what a bank refused before it, and names what is passed over', () => {
    const expired = card('a', { isDefault: true, expMonth: 1, expYear: 2020 });
    const reason = reasonOf({
      now: due + 4 * DAY,
      invoice: { noticedFor: due },
      methods: [expired, b],
      attempts: [failed('pay_1', b, 'insufficient_funds', due)],
    });
    expect(reason).toMatchObject({ attempt: 2, passedOver: [{ methodId: 'a', why: 'expired' }] });
    expect(reason.dueAt).toBeGreaterThan(utc('2026-12-17T00:00:00Z'));
  });
});
