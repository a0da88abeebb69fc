import type { z } from '@hono/zod-openapi';
import type { Entry, UnknownEntry } from '../../../domain/journal.ts';
import { mapDone, type Outcome } from '../../../domain/outcome.ts';
import { listCustomerTimeline } from '../../../operations/timeline/list-customer-timeline.ts';
import { listInvoiceTimeline } from '../../../operations/timeline/list-invoice-timeline.ts';
import { listPaymentTimeline } from '../../../operations/timeline/list-payment-timeline.ts';
import type { Timeline } from '../../../operations/timeline/timeline.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import { tellerFor } from '../../../views/timeline/teller.ts';
import { entryText } from '../../../views/timeline/words.ts';
import { type Contract, endpoint, NOTHING } from '../endpoint.ts';
import { byId, listOf } from '../schemas/lists.ts';
import { timelineEntry, timelinePage, timelineQuery } from './schema.ts';

const answer = listOf(timelineEntry).openapi('Timeline');
const shape = { method: 'get', params: byId, query: timelineQuery, body: NOTHING, answer } as const;
const refuses: Contract['refuses'] = ['not_found'];

const ofInvoice = endpoint(
  {
    ...shape,
    path: '/invoices/{id}/timeline',
    operationId: 'listInvoiceTimeline',
    tag: 'Invoices',
    summary: 'List what happened to an invoice, newest first',
    description: 'With its payments, refunds and disputes: why it was charged, when, and what came of it.',
    refuses,
  },
  async ({ ctx, caller: { scope }, params, query }) =>
    told(await listInvoiceTimeline(ctx, { scope, invoiceId: params.id, ...timelinePage(query) })),
);

const ofPayment = endpoint(
  {
    ...shape,
    path: '/payments/{id}/timeline',
    operationId: 'listPaymentTimeline',
    tag: 'Payments',
    summary: 'List what happened to a payment, newest first',
    description: 'With its refunds and disputes.',
    refuses,
  },
  async ({ ctx, caller: { scope }, params, query }) =>
    told(await listPaymentTimeline(ctx, { scope, paymentId: params.id, ...timelinePage(query) })),
);

const ofCustomer = endpoint(
  {
    ...shape,
    path: '/customers/{id}/timeline',
    operationId: 'listCustomerTimeline',
    tag: 'Customers',
    summary: 'List what happened to a customer, newest first',
    description: 'Automatic payment, payment methods and credit. Each invoice has a timeline of its own.',
    refuses,
  },
  async ({ ctx, caller: { scope }, params, query }) =>
    told(await listCustomerTimeline(ctx, { scope, customerId: params.id, ...timelinePage(query) })),
);

export const timelineEndpoints = [ofInvoice, ofPayment, ofCustomer];

/** Timelines are read by staff and by developers: in English, beside codes that programs read. */
const LOCALE = 'en';

async function told(listed: Outcome<Timeline>): Promise<Outcome<z.input<typeof answer>>> {
  const speech = await speechFor(LOCALE);
  return mapDone(listed, ({ page, facts }) => {
    const teller = tellerFor(facts, speech);
    return {
      ...page,
      data: page.data.map(({ id, seq, at, entry }) => ({
        id,
        object: 'timeline_entry' as const,
        subject: entry.stream,
        seq,
        at: new Date(at).toISOString(),
        code: codeOf(entry),
        text: entryText(entry, teller),
        data: entry.data,
      })),
    };
  });
}

const codeOf = ({ type, stream }: Entry | UnknownEntry): string =>
  type === 'unknown' ? type : `${stream.type}.${type}`;
