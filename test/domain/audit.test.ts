import { describe, expect, it } from 'vitest';
import { auditedBy } from '../../src/domain/audit.ts';

const merchant = { type: 'merchant', id: 'mer_1' } as const;

describe('what the audit log keeps of an entry', () => {
  it('is a change of a setting, with the values that the entry only names', () => {
    const entry = {
      stream: merchant,
      type: 'collection_settings_changed',
      data: { changed: ['hour'] },
    } as const;
    expect(auditedBy(entry, { before: { hour: 9 }, after: { hour: 7 } })).toEqual({
      action: 'collection_settings_changed',
      subjectType: 'settings',
      subjectId: 'collection',
      by: null,
      before: { hour: 9 },
      after: { hour: 7 },
    });
  });

  it('is a decision by hand, without what the person wrote', () => {
    const dismissed = auditedBy({
      stream: merchant,
      type: 'finding_dismissed',
      data: {
        connectionId: 'con_1',
        kind: 'unknown_object',
        subject: 'pay_1',
        by: 'Ada',
        reason: 'Mr Payer called',
      },
    });
    expect(dismissed).toMatchObject({ action: 'finding_dismissed', subjectId: 'pay_1', by: 'Ada' });
    const closed = auditedBy({
      stream: { type: 'payment', id: 'pay_1' },
      type: 'closed_by_hand',
      data: { by: 'Ada', reason: 'Mr Payer called', state: 'processing', stripeSaid: 'processing' },
    });
    expect(closed).toMatchObject({
      action: 'payment_closed_by_hand',
      subjectId: 'pay_1',
      by: 'Ada',
      before: { state: 'processing' },
      after: { state: 'canceled' },
    });
    expect(JSON.stringify([dismissed, closed])).not.toContain('Payer');
  });

  it('is a customer that was deleted, and nothing of who that was', () => {
    const entry = {
      stream: { type: 'customer', id: 'cus_1' },
      type: 'customer_deleted',
      data: null,
    } as const;
    expect(auditedBy(entry)).toMatchObject({ action: 'customer_deleted', subjectId: 'cus_1', before: null });
  });

  it('is nothing of what happens to an invoice or by itself', () => {
    expect(
      auditedBy({
        stream: { type: 'invoice', id: 'inv_1' },
        type: 'payment_closed',
        data: { paymentId: 'pay_1' },
      }),
    ).toBeNull();
    expect(
      auditedBy({ stream: merchant, type: 'stripe_refusals_ended', data: { refusalIds: [] } }),
    ).toBeNull();
  });
});
