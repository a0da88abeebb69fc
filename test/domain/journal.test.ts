import { describe, expect, it } from 'vitest';
import { isOn, parseEntry } from '../../src/domain/journal.ts';
import type { Json } from '../../src/domain/json.ts';

const parsed = (streamType: string, type: string, data: Json) =>
  parseEntry({ streamType, streamId: 'x_1', type, data });
const unknown = (streamType: string, recordedAs: string, recorded: Json) => ({
  stream: { type: streamType, id: 'x_1' },
  type: 'unknown',
  data: { recordedAs, recorded },
});

const targets = [{ invoiceId: 'inv_1', invoiceVersion: 1, amount: 100 }];
const claimed = { via: 'autopay', flow: 'intent', currency: 'USD', targets };

describe('a stored entry', () => {
  it.each<[string, string, Json]>([
    ['invoice', 'draft_created', { customerId: 'cus_1', currency: 'USD', total: 100 }],
    ['invoice', 'sent', { status: 'open', currency: 'USD', amountDue: 100, recipients: 1 }],
    ['invoice', 'void_dropped', null],
    ['invoice', 'payment_failed', { paymentId: 'pay_1', reason: 'refused' }],
    ['payment', 'session_unknown', {}],
    ['payment', 'processing', { intentId: null }],
    ['customer', 'method_setup_opened', { setupId: 'set_1', sessionId: 'cs_1' }],
    ['merchant', 'money_paused', { connectionId: 'con_1', reason: 'restored', by: 'inbox' }],
  ])('of %s: %s is read as it was written', (streamType, type, data) => {
    expect(parsed(streamType, type, data)).toEqual({ stream: { type: streamType, id: 'x_1' }, type, data });
  });

  it.each<[string, string, Json]>([
    ['payment', 'claimed', claimed],
    ['invoice', 'finalized', { status: 'open', currency: 'USD', amountDue: 100 }],
    ['invoice', 'payment_closed', { paymentId: 'pay_1' }],
    ['customer', 'method_setup_opened', { setupId: 'set_1' }],
  ])('of an earlier version, of %s: %s, is read with what it has', (streamType, type, data) => {
    expect(parsed(streamType, type, data)).toMatchObject({ type, data });
  });

  it('keeps why it was charged', () => {
    const because = {
      by: 'autopay',
      policy: 'on_due_date',
      setBy: 'customer',
      setAt: 1,
      dueAt: 2,
      noticedFor: 2,
      noticedAt: 1,
      attempt: 2,
      method: 'pm_1',
      passedOver: [{ methodId: 'pm_2', why: 'expired' }],
    };
    expect(parsed('payment', 'claimed', { ...claimed, because })).toMatchObject({ data: { because } });
    const press = { by: 'press', entrance: 'link', method: null };
    expect(parsed('payment', 'claimed', { ...claimed, because: press })).toMatchObject({
      data: { because: press },
    });
  });

  it.each<[string, string, Json]>([
    ['invoice', 'danced', { with: 'somebody' }],
    ['planet', 'draft_created', null],
    // Another stream's.
    ['invoice', 'claimed', claimed],
    // Erased.
    ['payment', 'claimed', null],
    // Not what this version knows.
    ['payment', 'claimed', { ...claimed, via: 'dashboard' }],
    ['payment', 'claimed', { ...claimed, because: { by: 'schedule' } }],
    ['payment', 'claimed', { ...claimed, targets: [{}] }],
    ['payment', 'claimed', [claimed]],
    ['payment', 'claimed', 'text'],
    ['payment', 'succeeded', { received: 1.5, currency: 'USD', surplus: 0, intentId: null }],
    ['invoice', 'voided', {}],
    ['invoice', 'constructor', null],
    ['__proto__', 'toString', null],
  ])('that this version cannot read, of %s: %s, is kept as it is', (streamType, type, data) => {
    const entry = parsed(streamType, type, data);
    expect(entry).toEqual(unknown(streamType, type, data));
    expect(isOn(entry, 'invoice')).toBe(false);
  });

  it('tells nothing that its version does not name', () => {
    expect(parsed('payment', 'refund_sending', { refundId: 'ref_1', name: 'Ada' })).toMatchObject({
      data: { refundId: 'ref_1' },
    });
    expect(parsed('payment', 'refund_sending', { refundId: 'ref_1', name: 'Ada' })).not.toHaveProperty(
      'data.name',
    );
  });
});
