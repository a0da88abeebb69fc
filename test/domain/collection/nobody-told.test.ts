import { describe, expect, it } from 'vitest';
import type { Announced } from '../../../src/domain/collection/types.ts';
import { type Changes, DAY, due, HOUR, stepOf, utc } from './facts.ts';

const sentAt = utc('2026-12-01T12:00:00Z');
const UNTOLD: Announced = { sent: 'nobody', notice: 'none', charge: null, retryAt: null };

/** The step at `now` of an invoice of which this is known of its messages. */
const stepAt = (now: number, announced: Announced, { invoice, ...more }: Changes = {}) =>
  stepOf({ now, ...more, invoice: { announced, ...invoice } });

describe('what nobody got does not count as told', () => {
  const onSend: Changes = { merchant: { policy: 'on_send' } };

  it('waits on sending as on the due date, until it is tried again', () => {
    const waits = { ...UNTOLD, retryAt: sentAt + DAY };
    expect(stepAt(sentAt + HOUR, waits, onSend)).toBe('rest nobody_told 2026-12-02T12:00');
    expect(stepAt(due, { ...UNTOLD, retryAt: due + DAY })).toMatch(/^rest nobody_told/);
  });

  it('is announced by a notice of its own afterwards, also where the business gives none', () => {
    expect(stepAt(sentAt + HOUR, UNTOLD, onSend)).toMatch(/^notice/);
    expect(stepAt(sentAt + HOUR, UNTOLD, { merchant: { policy: 'on_send', noticeDays: 0 } })).toMatch(
      /^notice/,
    );
    expect(stepAt(due, UNTOLD, { merchant: { noticeDays: 0 } })).toMatch(/^notice/);
  });

  it('waits for a notice that is still on its way', () => {
    const invoice = { noticedFor: due };
    expect(stepAt(due, { ...UNTOLD, sent: 'reached', notice: 'waiting' }, { invoice })).toMatch(
      /^rest notice_waiting/,
    );
    expect(stepAt(due, { ...UNTOLD, sent: 'reached', notice: 'reached' }, { invoice })).toMatch(/^charge/);
  });

  it('is charged as ever where somebody got the invoice', () => {
    const named = { ...UNTOLD, charge: sentAt };
    expect(stepAt(sentAt + HOUR, { ...named, sent: 'reached' }, onSend)).toMatch(/^charge/);
    expect(stepAt(sentAt + HOUR, { ...named, sent: 'waiting' }, onSend)).toMatch(/^charge/);
  });
});
