import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StripeResult } from '../../../src/adapters/stripe/port-result.ts';
import { connections, customers, invoices } from '../../../src/db/schema/index.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { recordPayment, voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import {
  answering,
  type Cut,
  dies,
  dyingAt,
  hooked,
  intentsFor,
  meanwhileAt,
  moneyFor,
  passTime,
  withoutPauses,
} from '../../support/worker/charging.ts';
import {
  attemptsAt,
  customerWith,
  draftFor,
  send,
  setCustomer,
  setPolicy,
  templatesSentAbout,
} from '../../support/worker/collecting.ts';
import { AWAY, cash, invoiceRow, REFUSED } from '../../support/worker/guards.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

let shop: Shop;
let customerId: string;
let invoiceId: string;

/** An invoice that was just sent to a customer with these methods, and not collected yet. */
async function sent(...methods: readonly string[]): Promise<void> {
  customerId = await customerWith(shop, ...methods);
  invoiceId = await draftFor(shop, customerId);
  await send(shop, invoiceId);
  shop.enqueued.length = 0;
}

beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', remindDays: [] });
});

const collect = (ctx: Context = shop.ctx) => collectInvoice(ctx, invoiceId);
const money = () => moneyFor(shop, customerId, invoiceId);
const attempts = () => attemptsAt(shop, invoiceId);

async function expectChargedOnce(): Promise<void> {
  await shop.work();
  expect(await money()).toEqual({ taken: 1, open: 0 });
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  expect(await shop.slots()).toEqual([]);
  expect((await templatesSentAbout(shop, invoiceId)).filter((name) => name === 'receipt')).toEqual([
    'receipt',
  ]);
}

const CUTS: readonly Cut[] = [
  { call: 'createIntent', when: 'before' },
  { call: 'createIntent', when: 'after' },
  { call: 'confirmIntent', when: 'before' },
  { call: 'confirmIntent', when: 'after' },
  { call: 'retrieveIntent', when: 'before' },
  { call: 'retrieveIntent', when: 'after' },
];

describe('a worker that dies while it charges', () => {
  it.each(CUTS)(
    '($when $call) is followed by cron, and the invoice is charged once in the end',
    async (cut) => {
      await sent('pm_card_visa');
      await dies(collect(dyingAt(shop.ctx, cut)));
      expect(await shop.slots()).toHaveLength(1);
      await passTime(shop, 60);
      await expectChargedOnce();
    },
  );

  it.each(CUTS)('($when $call) leaves no room for another worker to charge beside it', async (cut) => {
    await sent('pm_card_visa');
    await dies(collect(dyingAt(shop.ctx, cut)));
    const before = (await intentsFor(shop, customerId, invoiceId)).length;
    await Promise.all([collect(), collect(), collect()]);
    expect((await attempts()).length).toBe(1);
    expect(await intentsFor(shop, customerId, invoiceId)).toHaveLength(before);
  });

  it('while it cancels what another left, is followed by one that goes on', async () => {
    await sent('pm_card_visa');
    await dies(collect(dyingAt(shop.ctx, { call: 'confirmIntent', when: 'before' })));
    const asked = { invoiceId, commandId: 'void' };
    const dead = dyingAt(shop.ctx, { call: 'cancelIntent', when: 'after' });
    await dies(voidInvoice(dead, { scope: shop.scope, ...asked }));
    await passTime(shop, 12);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
    expect(await money()).toEqual({ taken: 0, open: 0 });
  });

  it('is not taken for one by another worker that polls its payment while it is still alive', async () => {
    await sent('pm_card_visa');
    const looked = meanwhileAt(shop.ctx, { call: 'confirmIntent', when: 'before' }, async () => {
      const [attempt] = await attempts();
      expect(await recordOutcome(shop.ctx, attempt?.id ?? '')).toMatchObject({ state: 'confirming' });
    });
    await collect(looked);
    await expectChargedOnce();
    expect(await attempts()).toHaveLength(1);
  });
});

const RATE: StripeResult<never> = { kind: 'unknown', reason: '429 rate_limit' };
const CONFLICT: StripeResult<never> = { kind: 'unknown', reason: '409 idempotency_key_in_use' };
const BROKEN: StripeResult<never> = { kind: 'unknown', reason: '500 api_error' };

describe('Stripe not answering as it should', () => {
  it.each([
    ['createIntent', RATE],
    ['confirmIntent', RATE],
    ['createIntent', CONFLICT],
    ['confirmIntent', CONFLICT],
  ] as const)('with %s turned away (%o) is waited out with the same request', async (call, answer) => {
    await sent('pm_card_visa');
    const { ctx, pauses } = withoutPauses(shop.ctx);
    await collect(answering(ctx, call, answer, { first: 2, applied: false }));
    await expectChargedOnce();
    expect(pauses).toHaveLength(2);
    expect(await attempts()).toHaveLength(1);
  });

  it.each(['createIntent', 'confirmIntent'] as const)(
    'with %s over the limit for long gives up for now, and charges once later',
    async (call) => {
      await sent('pm_card_visa');
      const { ctx } = withoutPauses(shop.ctx);
      await collect(answering(ctx, call, RATE, { first: 100, applied: false }));
      expect(await money()).toMatchObject({ taken: 0 });
      await passTime(shop, 60);
      await expectChargedOnce();
    },
  );

  it.each([
    ['createIntent', AWAY, true],
    ['createIntent', AWAY, false],
    ['createIntent', BROKEN, true],
    ['createIntent', BROKEN, false],
    ['confirmIntent', AWAY, true],
    ['confirmIntent', AWAY, false],
    ['confirmIntent', BROKEN, true],
    ['confirmIntent', BROKEN, false],
  ] as const)('at %s (%o, applied: %s) is charged once in the end', async (call, answer, applied) => {
    await sent('pm_card_visa');
    await collect(answering(shop.ctx, call, answer, { first: 100, applied }));
    await passTime(shop, 60);
    await expectChargedOnce();
  });

  it('after the confirmation is no reason to charge again', async () => {
    await sent('pm_card_visa');
    await collect(answering(shop.ctx, 'retrieveIntent', AWAY, { first: 100, applied: false }));
    expect(await shop.slots()).toHaveLength(1);
    await passTime(shop, 12);
    await expectChargedOnce();
    expect(await attempts()).toHaveLength(1);
  });

  it('to a cancellation leaves the slot taken until it is proven', async () => {
    await sent('pm_card_visa');
    await dies(collect(dyingAt(shop.ctx, { call: 'confirmIntent', when: 'before' })));
    const silent = answering(shop.ctx, 'cancelIntent', AWAY, { first: 100, applied: false });
    const answer = await voidInvoice(silent, { scope: shop.scope, invoiceId, commandId: 'void' });
    expect(answer).toMatchObject({ kind: 'stripe_unavailable' });
    expect(await shop.slots()).toHaveLength(1);
    await passTime(shop, 12);
    expect(await shop.slots()).toEqual([]);
    expect(await money()).toEqual({ taken: 0, open: 0 });
  });
});

describe('a refusal', () => {
  it('of the making counts as a failed attempt, asks Stripe what is on file, and goes on with another method', async () => {
    await sent('pm_card_visa', 'pm_card_mastercard');
    const [first] = await methodsOnFile(shop, customerId);
    await askStripe('POST', `/v1/payment_methods/${first?.stripePaymentMethodId}/detach`);
    const refusal = { ...REFUSED, code: 'resource_missing', param: 'payment_method' };
    await collect(answering(shop.ctx, 'createIntent', refusal, { first: 1, applied: false }));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
    await shop.work();
    expect(await attempts()).toMatchObject([
      { state: 'failed', closeReason: 'refused', failureCode: 'resource_missing', methodId: first?.id },
      { state: 'succeeded' },
    ]);
    await expectChargedOnce();
    const [after] = await methodsOnFile(shop, customerId);
    expect(after).toMatchObject({ id: first?.id, state: 'detached' });
  });

  it('of the confirmation that is no decline cancels the intent, and is notified with its code', async () => {
    await sent('pm_card_visa');
    await collect(
      answering(
        shop.ctx,
        'confirmIntent',
        { ...REFUSED, code: 'payment_method_not_available' },
        { first: 1, applied: false },
      ),
    );
    expect(await attempts()).toMatchObject([
      { state: 'failed', closeReason: 'refused', failureCode: 'payment_method_not_available' },
    ]);
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect(await shop.slots()).toEqual([]);
    await shop.work();
    expect(await templatesSentAbout(shop, invoiceId)).toContain('payment_failed_business');
  });

  it('of the confirmation that is a decline is kept with the reason that its bank gave', async () => {
    await sent('pm_card_chargeCustomerFail');
    await collect();
    expect(await attempts()).toMatchObject([
      { state: 'failed', closeReason: 'failed', failureCode: 'generic_decline' },
    ]);
    expect(await money()).toEqual({ taken: 0, open: 0 });
  });
});

/** What forbids the charge, happening between the claim and the confirmation. */
const FORBIDDEN: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['the customer opted out', () => setCustomer(shop, customerId, { autopay: 'off' })],
  [
    'money on the connection rests',
    () => shop.ctx.db.update(connections).set({ pausedAt: 1 }).where(eq(connections.id, shop.connectionId)),
  ],
  [
    'the account was disconnected',
    () =>
      shop.ctx.db
        .update(connections)
        .set({ state: 'disconnected' })
        .where(eq(connections.id, shop.connectionId)),
  ],
  ['the invoice was frozen', () => change({ frozenAt: 1 })],
  ['the customer paused this invoice', () => change({ collectPausedAt: 1 })],
  ['what is owed changed', () => change({ version: 7 })],
];
const change = (columns: Partial<typeof invoices.$inferInsert>) =>
  shop.ctx.db.update(invoices).set(columns).where(eq(invoices.id, invoiceId));

describe('between the claim and the confirmation', () => {
  it.each(FORBIDDEN)('where %s, nothing is confirmed', async (_what, forbid) => {
    await sent('pm_card_visa');
    let confirmed = 0;
    const watched = hooked(shop.ctx, 'confirmIntent', (sendIt) => {
      confirmed += 1;
      return sendIt();
    });
    await collect(meanwhileAt(watched, { call: 'createIntent', when: 'after' }, forbid));
    expect(confirmed).toBe(0);
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect(await attempts()).toMatchObject([{ state: 'canceled', failureCode: null }]);
    expect(await shop.slots()).toEqual([]);
    expect((await templatesSentAbout(shop, invoiceId)).filter((name) => name.includes('failed'))).toEqual([]);
  });

  it.each([
    { call: 'createIntent', when: 'before' },
    { call: 'createIntent', when: 'after' },
    { call: 'confirmIntent', when: 'before' },
  ] as const)('a void ($when $call) is done, and nothing is charged', async (cut) => {
    await sent('pm_card_visa');
    const answers: unknown[] = [];
    await collect(
      meanwhileAt(shop.ctx, cut, async () => {
        answers.push(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'void' }));
      }),
    );
    expect(answers).toEqual([{ kind: 'done', value: { invoiceId } }]);
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void' });
    expect(await shop.slots()).toEqual([]);
  });

  it('a void that comes after it is refused, because the money came', async () => {
    await sent('pm_card_visa');
    const answers: unknown[] = [];
    await collect(
      meanwhileAt(shop.ctx, { call: 'confirmIntent', when: 'after' }, async () => {
        answers.push(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'void' }));
      }),
    );
    expect(answers).toMatchObject([
      { kind: 'refused', rejection: { code: 'invoice_not_open', status: 'paid' } },
    ]);
    await expectChargedOnce();
  });

  it('a payment that is recorded by hand is the only one', async () => {
    await sent('pm_card_visa');
    await collect(
      meanwhileAt(shop.ctx, { call: 'confirmIntent', when: 'before' }, () =>
        recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'cash', payment: cash(12_000) }),
      ),
    );
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });

  it('an opt-out that is recorded while nobody has asked Stripe yet stops it as well', async () => {
    await sent('pm_card_visa');
    await collect(
      meanwhileAt(shop.ctx, { call: 'createIntent', when: 'before' }, async () => {
        await shop.ctx.db.update(customers).set({ autopay: 'off' }).where(eq(customers.id, customerId));
      }),
    );
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open' });
  });
});

describe('a claim whose worker is gone', () => {
  it('is not given up where Stripe refuses to say what was made for it because of our key', async () => {
    await sent('pm_card_visa');
    await dies(collect(dyingAt(shop.ctx, { call: 'createIntent', when: 'after' })));
    shop.advance(4 * 60_000);
    const refused = { ...REFUSED, status: 401, code: 'api_key_expired' };
    const locked = answering(shop.ctx, 'findIntent', refused, { first: 9, applied: false });
    const [claim] = await attempts();
    expect(await recordOutcome(locked, claim?.id ?? '')).toMatchObject({ state: 'claimed', known: false });
    expect(await shop.slots()).toHaveLength(1);
    await passTime(shop, 8);
    await expectChargedOnce();
  });
});

describe('a charge that Stripe refuses because of our key', () => {
  it.each([401, 403])(
    '(%i) is no failure of the payer: nobody is told, and it is charged once when it is mended',
    async (status) => {
      await sent('pm_card_visa');
      const refused = { ...REFUSED, status, code: 'api_key_expired' };
      await collect(answering(shop.ctx, 'createIntent', refused, { first: 1, applied: false }));
      expect(await attempts()).toMatchObject([
        { state: 'canceled', failureCode: null, closeReason: 'refused' },
      ]);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'none' });
      await expectChargedOnce();
      expect(await templatesSentAbout(shop, invoiceId)).not.toContain('payment_failed');
    },
  );
});
