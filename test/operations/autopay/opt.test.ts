import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCollectable } from '../../../src/db/queries/collectable.ts';
import { agreements, customers, invoices, outbox, payments } from '../../../src/db/schema/index.ts';
import { DONE, done, refused, STRIPE_UNAVAILABLE } from '../../../src/domain/outcome.ts';
import { optIn } from '../../../src/operations/autopay/opt-in.ts';
import { optOut } from '../../../src/operations/autopay/opt-out.ts';
import { pauseInvoice, resumeInvoice } from '../../../src/operations/autopay/pause-invoice.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { scheduleCheck } from '../../../src/operations/collection/save-decision.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { claimWithMethod } from '../../../src/operations/payments/claim-method.ts';
import { tick } from '../../support/worker/collecting.ts';
import { AWAY, invoiceRow, withStripe } from '../../support/worker/guards.ts';
import {
  AGREED,
  attachAtStripe,
  messagesTo,
  methodsOnFile,
  ownerOf,
  stripeCustomerOf,
} from '../../support/worker/methods.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

let shop: Shop;
let customerId: string;
let invoiceId: string;
let who: ReturnType<typeof ownerOf>;
let methodId: string;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId, invoiceId } = await shop.invoice(12_000));
  await shop.work();
  who = ownerOf(shop, customerId);
  await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
  await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
  methodId = (await methodsOnFile(shop, customerId))[0]?.id ?? '';
  const sent = { sentAt: shop.ctx.now() };
  await shop.ctx.db.update(invoices).set(sent).where(eq(invoices.id, invoiceId));
});

const terms = { when: 'on_send', cap: null, methodId: '' } as const;
const agree = (more: object = {}) =>
  optIn(shop.ctx, { who, terms: { ...terms, methodId, ...more }, agreed: AGREED });
const customer = async () => {
  const [row] = await shop.ctx.db.select().from(customers).where(eq(customers.id, customerId));
  return row;
};

/** It is announced, since it was sent before, and then charged. */
async function isCharged(): Promise<void> {
  await collectInvoice(shop.ctx, invoiceId);
  await shop.work();
  const { noticedFor, status } = await invoiceRow(shop, invoiceId);
  expect(status).toBe('open');
  shop.advance((noticedFor ?? 0) - shop.ctx.now());
  // Money rests until Stripe's events of these days are read.
  await tick(shop);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
}

/** A worker of autopay that read, claimed, and died before it asked Stripe. */
async function claimForAutopay() {
  const read = await readCollectable(shop.ctx.db, invoiceId, shop.ctx.now());
  const method = read?.methods[0];
  if (read === null || method === undefined) throw new Error('nothing to charge');
  const stripeCustomerId = await stripeCustomerOf(shop, customerId);
  return () =>
    claimWithMethod(shop.ctx, read, {
      connectionId: shop.connectionId,
      stripeCustomerId,
      method,
      via: 'autopay',
      because: {
        by: 'autopay',
        policy: 'on_send',
        setBy: 'customer',
        setAt: null,
        dueAt: shop.ctx.now(),
        noticedFor: null,
        noticedAt: null,
        attempt: 1,
        method: method.id,
        passedOver: [],
      },
    });
}
const charged = async (): Promise<number> => {
  const { data } = await askStripe('GET', `/v1/charges?customer=${await stripeCustomerOf(shop, customerId)}`);
  return Array.isArray(data) ? data.length : -1;
};

describe('opting in', () => {
  it('keeps the terms, the text as it was shown, and says so by mail', async () => {
    const cap = { amount: 50_000, currency: 'USD' };
    expect(await agree({ when: 'on_due_date', cap })).toEqual(DONE);
    expect(await customer()).toMatchObject({
      autopay: 'on',
      autopayWhen: 'on_due_date',
      autopayCap: 50_000,
      autopayCapCurrency: 'USD',
    });
    const kept = await shop.ctx.db.select().from(agreements).where(eq(agreements.customerId, customerId));
    expect(kept).toMatchObject([{ kind: 'autopay', text: AGREED.text, ipAddress: AGREED.ipAddress }]);
    expect(await messagesTo(shop, customerId)).toMatchObject([
      { template: 'autopay_on', when: 'on_due_date', cap, method: { last4: '4242' } },
    ]);
  });

  it('has the next invoice charged automatically', async () => {
    await agree();
    expect((await invoiceRow(shop, invoiceId)).nextCheckAt).not.toBe(null);
    await isCharged();
  });

  it('needs a method that is theirs and can be charged', async () => {
    const other = await shop.invoice(100);
    expect(
      await optIn(shop.ctx, {
        who: ownerOf(shop, other.customerId),
        terms: { ...terms, methodId },
        agreed: AGREED,
      }),
    ).toEqual(refused({ code: 'not_found', what: 'payment method' }));
    expect((await customer())?.autopay).toBe('default');
  });
});

describe('opting out', () => {
  it('ends it for what comes, and says so once', async () => {
    await agree();
    expect(await optOut(shop.ctx, who)).toEqual(done('stopped'));
    expect(await optOut(shop.ctx, who)).toEqual(done('stopped'));
    await collectInvoice(shop.ctx, invoiceId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open' });
    expect(await charged()).toBe(0);
    expect((await messagesTo(shop, customerId)).map((message) => message?.template)).toEqual([
      'autopay_on',
      'autopay_off',
    ]);
  });

  it('closes what autopay had claimed and not confirmed', async () => {
    await agree();
    await (await claimForAutopay())();
    shop.advance(60_000);
    expect(await optOut(shop.ctx, who)).toEqual(done('stopped'));
    expect(await shop.slots()).toEqual([]);
    expect(await charged()).toBe(0);
  });

  it('holds against a worker that had read before it and claims after it', async () => {
    await agree();
    const late = await claimForAutopay();
    expect(await optOut(shop.ctx, who)).toEqual(done('stopped'));
    expect(await late()).toEqual({ kind: 'lost_race' });
    expect(await shop.payments()).toEqual([]);
    expect(await shop.slots()).toEqual([]);
  });

  it('is not answered as done while Stripe does not answer, begins nothing new, and is retried', async () => {
    await agree();
    await (await claimForAutopay())();
    shop.advance(60_000);
    const away = withStripe(shop.ctx, () => ({
      createIntent: async () => AWAY,
      retrieveIntent: async () => AWAY,
      findIntent: async () => AWAY,
      cancelIntent: async () => AWAY,
    }));
    expect(await optOut(away, who)).toEqual(STRIPE_UNAVAILABLE);
    expect((await customer())?.autopay).toBe('off');
    shop.advance(60_000);
    const [waiting] = await shop.ctx.db
      .select()
      .from(outbox)
      .where(sql`${outbox.kind} = 'finish_opt_out' AND ${outbox.payload} ->> 'customerId' = ${customerId}`);
    shop.enqueued.push({ kind: 'outbox', id: waiting?.id ?? '' });
    await shop.work();
    expect(await shop.slots()).toEqual([]);
    expect(await charged()).toBe(0);
  });

  it('cannot call back a debit that is on its way, and says so', async () => {
    await agree();
    await (await claimForAutopay())();
    const [payment] = await shop.payments();
    await shop.ctx.db
      .update(payments)
      .set({ state: 'processing' })
      .where(eq(payments.id, payment?.id ?? ''));
    expect(await optOut(shop.ctx, who)).toEqual(done('under_way'));
  });
});

describe('pausing one invoice', () => {
  it('keeps it from being charged automatically until it is resumed', async () => {
    await agree();
    expect(await pauseInvoice(shop.ctx, { invoiceId })).toEqual(done('stopped'));
    await collectInvoice(shop.ctx, invoiceId);
    expect(await charged()).toBe(0);
    expect(await resumeInvoice(shop.ctx, { invoiceId })).toEqual(DONE);
    await isCharged();
    expect(await pauseInvoice(shop.ctx, { invoiceId })).toMatchObject(
      refused({ code: 'invoice_not_open', status: 'paid' }),
    );
  });

  it('holds against a worker that had read before it and claims after it', async () => {
    await agree();
    const late = await claimForAutopay();
    expect(await pauseInvoice(shop.ctx, { invoiceId })).toEqual(done('stopped'));
    expect(await late()).toEqual({ kind: 'lost_race' });
    expect(await shop.slots()).toEqual([]);
  });
});

/** The shop, whose first read of this table stands still until something else was done. */
function standingStill(table: string, meanwhile: () => Promise<unknown>): Shop['ctx'] {
  let isOver = false;
  const { ctx } = shop;
  return {
    ...ctx,
    db: new Proxy(ctx.db, {
      get(db, name) {
        const value: unknown = Reflect.get(db, name);
        if (name !== 'batch' || typeof value !== 'function') return value;
        return async (...given: unknown[]) => {
          const answer: unknown = await Reflect.apply(value, db, given);
          if (!isOver && JSON.stringify(answer).includes(table)) {
            isOver = true;
            await meanwhile();
          }
          return answer;
        };
      },
    }),
  };
}

describe('what was asked before it was stopped', () => {
  const stopped = refused({ code: 'stopped_meanwhile' });

  it('does not turn autopay on again after an opt-out was answered', async () => {
    const ctx = standingStill(methodId, async () => {
      shop.advance(60_000);
      expect(await optOut(shop.ctx, who)).toEqual(done('stopped'));
    });
    const late = optIn(ctx, { who, terms: { ...terms, methodId }, agreed: AGREED });
    expect(await late).toEqual(stopped);
    expect((await customer())?.autopay).toBe('off');
    await collectInvoice(shop.ctx, invoiceId);
    expect(await charged()).toBe(0);
    // Asked anew, it is turned on.
    expect(await agree()).toEqual(DONE);
  });

  it('does not resume an invoice that was paused since', async () => {
    await agree();
    await pauseInvoice(shop.ctx, { invoiceId });
    const ctx = standingStill(invoiceId, async () => {
      shop.advance(60_000);
      expect(await resumeInvoice(shop.ctx, { invoiceId })).toEqual(DONE);
      expect(await pauseInvoice(shop.ctx, { invoiceId })).toEqual(done('stopped'));
    });
    expect(await resumeInvoice(ctx, { invoiceId })).toEqual(stopped);
    await collectInvoice(shop.ctx, invoiceId);
    expect(await charged()).toBe(0);
    expect(await resumeInvoice(shop.ctx, { invoiceId })).toEqual(DONE);
  });
});

it('a decision that was long on its way does not move the check of one that was made since', async () => {
  await agree();
  await pauseInvoice(shop.ctx, { invoiceId });
  await collectInvoice(shop.ctx, invoiceId);
  const read = await readCollectable(shop.ctx.db, invoiceId, shop.ctx.now());
  if (read === null) throw new Error('nothing to collect');
  const soon = shop.ctx.now() + 30 * 60_000;
  const since = { collectReason: 'paused', nextCheckAt: soon } as const;
  await shop.ctx.db.update(invoices).set(since).where(eq(invoices.id, invoiceId));
  await scheduleCheck(shop.ctx, read.invoice, shop.ctx.now() + 7 * 86_400_000);
  expect((await invoiceRow(shop, invoiceId)).nextCheckAt).toBe(soon);
});
