import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test';
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { bindingTransport } from '../../src/adapters/email/binding.ts';
import { readSendingEvent } from '../../src/adapters/email/reports/sending-events.ts';
import { emails } from '../../src/db/schema/index.ts';
import { patchNote } from '../../src/db/writes/watch-notes.ts';
import worker from '../../src/index.ts';
import { consumeMailEvents, isMailEventQueue } from '../../src/jobs/mail-events.ts';
import { newId } from '../../src/operations/core/context.ts';
import { deliverEmail } from '../../src/operations/emails/deliver.ts';
import type { Mailer } from '../../src/operations/emails/mailer.ts';
import { sendInvoice } from '../../src/operations/invoices/send.ts';
import { readHealth } from '../../src/operations/watch/health.ts';
import { apiClient } from '../support/worker/api.ts';
import { addApiKey } from '../support/worker/context.ts';
import { readyInvoice } from '../support/worker/guards.ts';
import { must, openShop, type Shop } from '../support/worker/shop.ts';

const QUEUE = 'quittance-mail-events';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** An invoice's mail that the service took, and its name there. */
async function taken(recipient = 'ap@payer.test') {
  const { invoiceId } = await readyInvoice(shop);
  const order = { scope: shop.scope, invoiceId, commandId: `send/${invoiceId}`, to: [recipient] };
  must(await sendInvoice(shop.ctx, order));
  const of = and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'invoice_sent'));
  const [row] = await shop.ctx.db.select().from(emails).where(of);
  if (row === undefined) throw new Error('nothing was queued');
  const name = `<${newId(shop.ctx, 'req')}@send.billing.test>`;
  const text = async () => ({ subject: '', html: '', text: '' });
  const mailer: Mailer = {
    from: 'billing@billing.test',
    render: text,
    renderForCustomer: text,
    renderForStaff: text,
    pdf: async () => new Uint8Array([1]),
    receipt: async () => new Uint8Array([1]),
    eInvoice: async () => '',
    returnPaths: { token: async (id) => id, open: async () => null },
    transport: bindingTransport({ send: async () => ({ messageId: name }) }),
  };
  await deliverEmail(shop.ctx, mailer, row.id);
  return { id: row.id, name, invoiceId };
}
const event = (type: string, messageId: string, more: object = {}) => ({
  type: `cf.email.sending.message.${type}`,
  source: { type: 'email.sending', zoneId: 'zone', domain: 'billing.test' },
  payload: { eventId: crypto.randomUUID(), messageId, recipient: 'ap@payer.test', delivery: {}, ...more },
  metadata: { eventSchemaVersion: 1 },
});
const smtp = (smtpEnhancedStatusCode: string, smtpResponse: string) => ({
  delivery: { smtpEnhancedStatusCode, smtpResponse },
});
const UNKNOWN_USER = smtp('5.1.1', '550 5.1.1 User unknown');

/** Hands bodies over as the queue does, and says what became of each. */
async function consume(bodies: readonly unknown[], attempts = 1): Promise<readonly ('ack' | 'retry')[]> {
  const answers: ('ack' | 'retry')[] = [];
  const messages = bodies.map((body, at) => ({
    id: String(at),
    timestamp: new Date(shop.ctx.now()),
    attempts,
    body,
    ack: () => void answers.push('ack'),
    retry: () => void answers.push('retry'),
  }));
  await consumeMailEvents([shop.ctx], readSendingEvent, { messages });
  return answers;
}
const mail = async (id: string) => (await shop.ctx.db.select().from(emails).where(eq(emails.id, id)))[0];
/** What the customer's page is made of: their addresses, with what is wrong with them. */
const messages = async (invoiceId: string) => {
  const api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
  const { body } = await api('GET', `/invoices/${invoiceId}`);
  return JSON.stringify((await api('GET', `/customers/${body.customerId}/messages`)).body);
};

describe('the mail service’s events', () => {
  it('say what became of a message that was taken: nothing of silence, then what a server said', async () => {
    const { id, name } = await taken();
    expect(await mail(id)).toMatchObject({ state: 'sent', reported: null, transportId: name });
    await consume([event('deferred', name, smtp('4.2.2', '452 4.2.2 Mailbox full'))]);
    expect(await mail(id)).toMatchObject({ reported: 'delayed', statusCode: '4.2.2' });
    await consume([event('delivered', name)]);
    expect(await mail(id)).toMatchObject({ reported: 'delivered' });
  });

  it('that come twice and in the wrong order change nothing: the later stage stands', async () => {
    const { id, name } = await taken();
    const bounced = event('bounced', name, UNKNOWN_USER);
    const late = [event('delivered', name), event('deferred', name), bounced];
    expect(await consume([bounced, bounced, ...late])).toEqual(['ack', 'ack', 'ack', 'ack', 'ack']);
    expect(await mail(id)).toMatchObject({ reported: 'bounced', statusCode: '5.1.1' });
    const told = await shop.ctx.db
      .select()
      .from(emails)
      .where(eq(emails.template, 'customer_unreachable_business'));
    expect(told.filter(({ merchantId }) => merchantId === shop.scope.merchantId)).toHaveLength(1);
  });

  it('of an address that the service suppresses are shown at the customer, by that name', async () => {
    const { id, name, invoiceId } = await taken();
    const rejection = { reason: 'suppressed', party: 'recipient', detail: 'Recipient is suppressed' };
    await consume([event('rejected', name, { rejection })]);
    expect(await mail(id)).toMatchObject({ reported: 'bounced', statusCode: 'E_RECIPIENT_SUPPRESSED' });
    expect(await messages(invoiceId)).toContain('"addressUnreachable":true');
  });

  it('about a full mailbox or a block condemn no address', async () => {
    const { name, invoiceId } = await taken();
    const full = { ...smtp('5.2.2', '552 5.2.2 over quota'), bounce: { type: 'soft' } };
    await consume([event('bounced', name, full)]);
    expect(await messages(invoiceId)).not.toContain('"addressUnreachable":true');
  });

  it('of what another program sent are left alone, after a while in which the name may still be written', async () => {
    const foreign = event('bounced', '<other@send.billing.test>', UNKNOWN_USER);
    expect(await consume([foreign])).toEqual(['retry']);
    expect(await consume([foreign], 3)).toEqual(['ack']);
    expect(await consume([{ kind: 'outbox', id: 'out_1' }, event('opened', 'x'), null])).toEqual([
      'ack',
      'ack',
      'ack',
    ]);
  });

  it('come again where they could not be recorded', async () => {
    const { name } = await taken();
    const { prepare } = env.DB;
    const broken = {
      ...shop.ctx,
      db: Object.assign(Object.create(shop.ctx.db), { batch: () => Promise.reject(new Error('D1_ERROR')) }),
    };
    const answers: string[] = [];
    const message = {
      ...{ id: '1', timestamp: new Date(), attempts: 1, body: event('bounced', name, UNKNOWN_USER) },
      ack: () => void answers.push('ack'),
      retry: () => void answers.push('retry'),
    };
    await consumeMailEvents([broken], readSendingEvent, { messages: [message] });
    expect([answers, env.DB.prepare === prepare]).toEqual([['retry'], true]);
  });

  it('of the alarm’s own mail raise an alarm by the other way', async () => {
    const noticeId = newId(shop.ctx, 'eml');
    await patchNote(shop.ctx.db, 'way/mail', {
      triedAt: 1,
      tries: 0,
      noticeId,
      transportId: '<alarm@billing.test>',
    });
    await consume([event('bounced', '<alarm@billing.test>', UNKNOWN_USER)]);
    expect(await readHealth(shop.ctx)).toMatchObject({ alarmMail: 'the mail came back (5.1.1)' });
  });

  it('reach the Worker by a queue that is named for them, and not the consumer of work', async () => {
    expect([isMailEventQueue(QUEUE), isMailEventQueue('quittance-work')]).toEqual([true, false]);
    const { id, name } = await taken();
    const body = event('complained', name, { complaint: { type: 'abuse' } });
    const batch = createMessageBatch(QUEUE, [{ id: '1', timestamp: new Date(), attempts: 1, body }]);
    await worker.queue(batch, env);
    const result = await getQueueResult(batch, createExecutionContext());
    expect(result.explicitAcks).toEqual(['1']);
    expect(await mail(id)).toMatchObject({ reported: 'complained' });
  });
});
