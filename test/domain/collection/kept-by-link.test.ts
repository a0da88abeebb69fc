import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import { type Changes, card, DAY, factsOf, failed, utc } from './facts.ts';

const SENT = utc('2026-12-01T12:00:00Z');
const DUE = utc('2026-12-15T09:00:00Z');
const link = card('link', { isDefault: true, link: 'confirmed' });
const stepOf = (changes: Changes) => nextStep(factsOf({ methods: [link], ...changes })).step;

describe('a method that a link kept', () => {
  it('is never charged on send: it is announced first, and charged days later', () => {
    const onSend = { policy: 'on_send' as const };
    const step = stepOf({ now: SENT, merchant: onSend });
    expect(step).toEqual({ kind: 'notice', chargeAt: utc('2026-12-04T09:00:00Z'), methodId: 'link' });
    const noticed = { noticedFor: utc('2026-12-04T09:00:00Z'), noticedMethod: 'link' };
    expect(stepOf({ now: SENT, merchant: onSend, invoice: noticed })).toMatchObject({
      kind: 'rest',
      until: noticed.noticedFor,
    });
    expect(stepOf({ now: noticed.noticedFor, merchant: onSend, invoice: noticed })).toMatchObject({
      kind: 'charge',
    });
  });

  it('is announced where the merchant gives no notice', () => {
    const step = stepOf({ now: SENT, merchant: { policy: 'on_send', noticeDays: 0 } });
    expect(step.kind === 'notice' && step.chargeAt >= SENT + DAY / 2).toBe(true);
  });

  it('is announced on its day before the due date, and late is announced late and charged later', () => {
    expect(stepOf({ now: SENT })).toMatchObject({ kind: 'rest', until: DUE - 3 * DAY });
    expect(stepOf({ now: DUE - 3 * DAY + 60_000 })).toMatchObject({ kind: 'notice', chargeAt: DUE });
    const late = stepOf({ now: DUE + 60_000 });
    expect(late.kind === 'notice' && late.chargeAt >= DUE + 2 * DAY).toBe(true);
  });

  it('is not charged on a notice that named another method', () => {
    const own = card('own', { isDefault: true, state: 'detached' });
    const invoice = { noticedFor: DUE, noticedMethod: 'own' };
    expect(stepOf({ now: DUE, methods: [own, link], invoice })).toMatchObject({
      kind: 'notice',
      methodId: 'link',
    });
  });

  it('is not the next in line after another one failed before it was announced itself', () => {
    const own = card('own', { isDefault: true });
    const fallback = card('link', { position: 2, link: 'confirmed' });
    const decision = nextStep(
      factsOf({
        now: DUE + 60_000,
        methods: [own, fallback],
        invoice: { noticedFor: DUE, noticedMethod: 'own' },
        attempts: [failed('p1', own, 'expired_card', DUE + 1_000)],
      }),
    );
    expect(decision.step).toMatchObject({ kind: 'notice', methodId: 'link' });
    expect(decision.notify).toMatchObject({ paymentId: 'p1' });
  });

  it.each(['not_confirmed', 'refused'] as const)('is passed over where it is %s', (standing) => {
    const own = card('own', { position: 9 });
    const other = card('other', { isDefault: true, link: standing });
    const step = stepOf({ now: DUE, methods: [other, own], invoice: { noticedFor: DUE } });
    expect(step).toMatchObject({
      kind: 'charge',
      methodId: 'own',
      reason: { passedOver: [{ methodId: 'other', why: standing }] },
    });
  });

  it('that alone is on file rests until its customer confirms it, and reminders go on', () => {
    const waiting = card('link', { isDefault: true, link: 'not_confirmed' });
    expect(stepOf({ now: DUE, methods: [waiting] })).toMatchObject({ reason: 'not_confirmed' });
    expect(stepOf({ now: DUE + 3 * DAY, methods: [waiting] })).toMatchObject({ kind: 'remind' });
  });
});
