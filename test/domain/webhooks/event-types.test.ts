import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/domain/journal.ts';
import { payloadOf } from '../../../src/domain/webhooks/event.ts';
import { EVENT_TYPES, eventsOf, placeOf } from '../../../src/domain/webhooks/event-types.ts';

const invoice = { type: 'invoice', id: 'inv_1' } as const;
const payment = { type: 'payment', id: 'pay_1' } as const;
const told = (entry: Entry) => eventsOf(entry).map(({ type, id, when }) => [type, id, when]);

describe('a journal entry', () => {
  it('of an invoice that is issued and sent at once is told in that order', () => {
    const data = { status: 'open', currency: 'USD', amountDue: 5, recipients: 1 } as const;
    expect(told({ stream: invoice, type: 'finalized_and_sent', data })).toEqual([
      ['invoice.finalized', 'inv_1', null],
      ['invoice.sent', 'inv_1', null],
      ['invoice.paid', 'inv_1', 'paid'],
    ]);
    expect([placeOf(7, 0), placeOf(7, 1), placeOf(8, 0)]).toEqual([700, 701, 800]);
  });

  it('of several refunds and disputes tells of each by how it stands', () => {
    const refunds = [
      { id: 'ref_1', stripeRefundId: 're_1', amount: 1, state: 'succeeded' },
      { id: 'ref_2', stripeRefundId: 're_2', amount: 1, state: 'pending' },
      { id: 'ref_3', stripeRefundId: 're_3', amount: 1, state: 'failed' },
      { id: 'ref_4', stripeRefundId: 're_4', amount: 1, state: 'canceled' },
    ] as const;
    expect(told({ stream: payment, type: 'refunds_recorded', data: { refunds } })).toEqual([
      ['refund.updated', 'ref_2', null],
      ['refund.succeeded', 'ref_1', null],
      ['refund.failed', 'ref_3', null],
      ['refund.canceled', 'ref_4', null],
    ]);
    const disputes = [
      { id: 'dis_1', stripeDisputeId: 'dp_1', amount: 1, status: 'needs_response' },
      { id: 'dis_2', stripeDisputeId: 'dp_2', amount: 1, status: 'lost' },
    ] as const;
    expect(told({ stream: payment, type: 'taken_back', data: { disputes, taken: [] } })).toEqual([
      ['payment.returned', 'pay_1', null],
      ['dispute.updated', 'dis_1', null],
      ['dispute.closed', 'dis_2', null],
    ]);
  });

  it('that is no business of others is told nobody', () => {
    expect(told({ stream: invoice, type: 'link_rotated', data: { linkVersion: 2 } })).toEqual([]);
    expect(
      told({ stream: { type: 'merchant', id: 'mer_1' }, type: 'api_key_revoked', data: { keyId: 'k' } }),
    ).toEqual([]);
  });
});

describe('what is posted', () => {
  const event = {
    id: 'evt_1',
    type: 'invoice.credited',
    merchantId: 'mer_1',
    livemode: true,
    objectId: 'inv_1',
    orderingKey: 'invoice/inv_1',
    seq: 700,
    at: Date.parse('2026-11-30T09:00:00Z'),
    data: { series: 'ü-', numberValue: 7, status: 'paid', amountDue: 5, amountPaid: 5, amountCredited: 5 },
  } as const;

  it('has the same bytes each time, with the number as it is printed and the status as the API shows it', () => {
    expect(payloadOf(event)).toBe(payloadOf({ ...event }));
    expect(JSON.parse(payloadOf(event))).toEqual({
      id: 'evt_1',
      type: 'invoice.credited',
      timestamp: '2026-11-30T09:00:00.000Z',
      businessId: 'mer_1',
      livemode: true,
      orderingKey: 'invoice/inv_1',
      sequence: 700,
      data: {
        object: 'invoice',
        id: 'inv_1',
        number: 'ü-0007',
        status: 'credited',
        amountDue: 5,
        amountPaid: 5,
        amountCredited: 5,
      },
    });
  });

  it('says of what was deleted that it was', () => {
    expect(JSON.parse(payloadOf({ ...event, type: 'invoice.deleted', data: {} })).data).toEqual({
      object: 'invoice',
      id: 'inv_1',
    });
  });

  it('is of a type that says in a sentence what it is', () => {
    for (const { says } of Object.values(EVENT_TYPES)) expect(says).toMatch(/^[A-Z].*\.$/);
  });
});
