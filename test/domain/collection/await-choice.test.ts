import { describe, expect, it } from 'vitest';
import type { InvoiceChoice } from '../../../src/domain/collection/types.ts';
import { a, b, type Changes, DAY, due, failed, HOUR, stepOf, utc } from './facts.ts';

const sentAt = utc('2026-12-01T12:00:00Z');
const asked = (askedAt: number, more: Partial<InvoiceChoice> = {}): InvoiceChoice => ({
  askedAt,
  choice: null,
  chosenAt: null,
  ...more,
});

/** The step at `now` of an invoice whose customer was asked at that instant, or at `askedAt`. */
const stepAt = (now: number, { askedAt = now, ...more }: Changes & { askedAt?: number } = {}) =>
  stepOf({ now, ...more, invoice: { asked: asked(askedAt), ...more.invoice } });

describe('an invoice that was open when a method came on file, without a choice', () => {
  it('waits where it would be charged at once, and does not stop waiting by itself', () => {
    const onSend: Changes = { merchant: { policy: 'on_send' } };
    const askedAt = sentAt + HOUR;
    expect(stepAt(askedAt, onSend)).toMatch(/^rest awaiting_choice/);
    expect(stepAt(sentAt + 40 * HOUR, { ...onSend, askedAt })).toMatch(/^rest awaiting_choice/);
    expect(stepAt(due - DAY, { ...onSend, askedAt })).toMatch(/^rest awaiting_choice/);
    // Without notices there is nothing that would announce it.
    const unannounced: Changes = { merchant: { policy: 'on_send', noticeDays: 0 } };
    expect(stepAt(sentAt + 5 * DAY, unannounced)).toMatch(/^rest awaiting_choice/);
    const today = due - 30 * 60_000;
    expect(stepAt(today, { merchant: { noticeDays: 0 } })).toMatch(/^rest awaiting_choice/);
  });

  it('waits where it is overdue, due today, or due on receipt', () => {
    expect(stepAt(due + 2 * DAY)).toBe('rest awaiting_choice 2026-12-18T09:00');
    expect(stepAt(due + HOUR)).toMatch(/^rest awaiting_choice/);
    expect(stepAt(sentAt + 5 * DAY, { invoice: { asked: asked(sentAt + 5 * DAY), dueDate: null } })).toMatch(
      /^rest awaiting_choice/,
    );
  });

  it('is retried on the day that was announced with a failure, and waits where another method is tried at once', () => {
    const early = sentAt + HOUR;
    const onSend = (code: string): Changes & { askedAt: number } => ({
      merchant: { policy: 'on_send' },
      methods: [a, { ...b, addedAt: early + HOUR }],
      attempts: [failed('pay_1', a, code, early)],
      askedAt: early + HOUR,
      invoice: { asked: asked(early + HOUR), notifiedOf: 'pay_1' },
    });
    expect(stepAt(early + 2 * HOUR, onSend('insufficient_funds'))).toBe('rest retry_later 2026-12-04T09:00');
    expect(stepAt(utc('2026-12-04T09:00:00Z'), onSend('insufficient_funds'))).toMatch(/^charge/);
    expect(stepAt(early + 2 * HOUR, onSend('authentication_required'))).toMatch(/^rest awaiting_choice/);
  });

  it('waits where a charge had failed before on its due date, and is reminded of as any other', () => {
    const attempts = [failed('pay_1', a, 'card_declined', due)];
    const invoice = { asked: asked(due + HOUR), notifiedOf: 'pay_1' };
    expect(stepAt(due + HOUR, { attempts, methods: [a, b], invoice })).toMatch(/^rest awaiting_choice/);
    expect(stepAt(due + 3 * DAY, { attempts, methods: [a, b], invoice })).toBe('remind 1');
  });

  it('goes on by the policy with its notice where it is not due yet', () => {
    expect(stepAt(sentAt + 2 * DAY)).toBe('rest scheduled 2026-12-12T09:00');
    expect(stepAt(utc('2026-12-12T09:00:00Z'), { askedAt: sentAt + DAY })).toBe('notice a 2026-12-15T09:00');
    const noticed = { asked: asked(sentAt + DAY), noticedFor: due };
    expect(stepAt(due, { invoice: noticed })).toBe('charge a');
    // Late for its notice: announced now, charged a day later.
    const late = utc('2026-12-14T23:00:00Z');
    expect(stepAt(late)).toBe('notice a 2026-12-16T09:00');
    expect(stepAt(sentAt + 5 * DAY, { merchant: { policy: 'on_send' } })).toBe('notice a 2026-12-07T09:00');
  });

  it('is retried as announced where it failed after that', () => {
    const attempts = [failed('pay_1', a, 'insufficient_funds', due)];
    const invoice = { asked: asked(sentAt + DAY), noticedFor: due, notifiedOf: 'pay_1' };
    expect(stepAt(due + HOUR, { attempts, invoice })).toBe('rest retry_later 2026-12-18T09:00');
  });
});

describe('an invoice whose customer has chosen', () => {
  const at = due + 5 * DAY;
  const chosen = (choice: NonNullable<InvoiceChoice['choice']>, more: Changes['invoice'] = {}): Changes => ({
    now: at + HOUR,
    invoice: { asked: asked(at - HOUR, { choice, chosenAt: at }), ...more },
  });

  it('waits on where it is to be paid now: the payer presses the button', () => {
    expect(stepOf(chosen('pay_now'))).toMatch(/^rest awaiting_choice|^remind/);
  });

  it('is announced and charged where it is to be charged by itself, whatever failed before', () => {
    expect(stepOf(chosen('on_due_date'))).toBe('notice a 2026-12-21T09:00');
    const attempts = [1, 2, 3, 4].map((n) => failed(`pay_${n}`, a, 'insufficient_funds', due + n * HOUR));
    const again = chosen('on_due_date', { noticedFor: at, notifiedOf: 'pay_4' });
    expect(stepOf({ ...again, attempts })).toBe('charge a');
  });

  it('is charged on its due date, not on sending, where that was chosen', () => {
    const early = sentAt + HOUR;
    const invoice = { asked: asked(early, { choice: 'on_due_date', chosenAt: early } as const) };
    expect(stepOf({ now: early, merchant: { policy: 'on_send' }, invoice })).toBe(
      'rest scheduled 2026-12-12T09:00',
    );
    const never: Changes = { now: early, merchant: { policy: 'never' }, invoice };
    expect(stepOf(never)).toMatch(/^rest policy_never/);
  });

  it('is not charged where it is paused, and by the policy once it is resumed', () => {
    expect(stepOf(chosen('not_automatically', { isPausedByCustomer: true }))).toMatch(
      /^rest paused_by_customer|^remind/,
    );
    expect(stepOf(chosen('not_automatically'))).toMatch(/^notice a/);
  });
});
