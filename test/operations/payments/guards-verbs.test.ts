import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { offlinePayments } from '../../../src/db/schema/index.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import {
  finishVerb,
  markUncollectible,
  recordPayment,
  voidInvoice,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { runJob } from '../../../src/operations/outbox/run-job.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import {
  AWAY,
  cash,
  invoiceRow,
  onlyPayment,
  openSession,
  readyInvoice,
  withStripe,
} from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const DEBIT = { bank: '000123456789' };
const IN_PROGRESS = { kind: 'refused', rejection: { code: 'payment_in_progress' } };
const PAID = { kind: 'refused', rejection: { code: 'invoice_not_open', status: 'paid' } };

const noMail = async () => {
  throw new Error('nothing is mailed here');
};
/** A context whose queue runs effects before the caller that enqueued them continues. */
const prompt = (): Context => ({
  ...shop.ctx,
  enqueue: async (work) => {
    for (const { kind, ...where } of work) {
      if (kind === 'outbox' && 'id' in where) await runJob(shop.ctx, noMail, where.id);
    }
  },
});
const away = () =>
  withStripe(shop.ctx, () => ({
    retrieveSession: async () => AWAY,
    expireSession: async () => AWAY,
  }));

describe('a verb that was dropped because money came', () => {
  it('is answered as refused each time the same command is sent', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, payPath), DEBIT);
    const ask = { invoiceId, commandId: 'same' };
    expect(await voidInvoice(shop.ctx, { scope: shop.scope, ...ask })).toEqual(IN_PROGRESS);
    expect(await voidInvoice(shop.ctx, { scope: shop.scope, ...ask })).toEqual(IN_PROGRESS);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', pendingVerb: null });
  });

  it('is answered as refused to everybody who sent the same command at once', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, payPath), DEBIT);
    const ask = { invoiceId, commandId: 'at-once' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => voidInvoice(shop.ctx, { scope: shop.scope, ...ask })),
    );
    expect(answers).toEqual([IN_PROGRESS, IN_PROGRESS, IN_PROGRESS]);
  });

  it('is not said to have been done once Stripe answers again and the card payment had won', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    const ask = { invoiceId, commandId: 'later', payment: cash(12_000) };
    expect(await recordPayment(away(), { scope: shop.scope, ...ask })).toEqual({
      kind: 'stripe_unavailable',
    });
    await payAtStripe(session);
    await recordOutcome(shop.ctx, (await onlyPayment(shop)).id);
    await shop.work();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', pendingVerb: null });
    expect(await recordPayment(shop.ctx, { scope: shop.scope, ...ask })).toEqual(PAID);
  });

  it.each([
    ['void', voidInvoice],
    ['mark-uncollectible', markUncollectible],
  ])('by a prompt queue, is refused to whoever waits for the answer (%s)', async (_, verb) => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, payPath));
    const answer = await verb(prompt(), { scope: shop.scope, invoiceId, commandId: 'prompt' });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', pendingVerb: null });
    expect(answer).toEqual(PAID);
  });

  it('by a prompt queue, leaves no cash on the books beside the card payment', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, payPath));
    const ask = { invoiceId, commandId: 'prompt-cash', payment: cash(12_000) };
    expect((await recordPayment(prompt(), { scope: shop.scope, ...ask })).kind).not.toBe('done');
    const offline = await shop.ctx.db
      .select()
      .from(offlinePayments)
      .where(eq(offlinePayments.invoiceId, invoiceId));
    expect(offline).toEqual([]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });
});

describe('a verb that is pending', () => {
  it('is taken up by the same command, and answered as done when it is', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    const ask = { invoiceId, commandId: 'again' };
    expect((await voidInvoice(away(), { scope: shop.scope, ...ask })).kind).not.toBe('done');
    expect(await voidInvoice(shop.ctx, { scope: shop.scope, ...ask })).toEqual({
      kind: 'done',
      value: { invoiceId },
    });
    expect(await voidInvoice(shop.ctx, { scope: shop.scope, ...ask })).toEqual({
      kind: 'done',
      value: { invoiceId },
    });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
  });

  it('keeps every other verb out', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    await voidInvoice(away(), { scope: shop.scope, invoiceId, commandId: 'one' });
    expect(await markUncollectible(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'two' })).toEqual({
      kind: 'refused',
      rejection: { code: 'verb_pending', verb: 'void' },
    });
  });

  it('is finished once by many who try at once', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    const ask = { invoiceId, commandId: 'cash', payment: cash(5_000) };
    expect((await recordPayment(away(), { scope: shop.scope, ...ask })).kind).not.toBe('done');
    await Promise.all([1, 2, 3].map(() => finishVerb(shop.ctx, { invoiceId })));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ amountPaid: 5_000, pendingVerb: null });
  });

  it('is not answered as done while it is somebody else who asks for the same invoice', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    const stranger = { ...shop.scope, merchantId: 'mer_0000000000000000000000000' };
    expect(await voidInvoice(shop.ctx, { scope: stranger, invoiceId, commandId: 'theirs' })).toMatchObject({
      kind: 'refused',
      rejection: { code: 'not_found' },
    });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', pendingVerb: null });
  });
});
