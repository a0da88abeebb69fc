import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers, invoiceChoices, payments, paymentTargets } from '../../../src/db/schema/index.ts';
import { optIn } from '../../../src/operations/autopay/opt-in.ts';
import { optOut } from '../../../src/operations/autopay/opt-out.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { unlinkClient } from '../../../src/operations/mapping/unlink-client.ts';
import { chargeClaimed } from '../../../src/operations/payments/charge-claimed.ts';
import {
  attemptsAt,
  collect,
  draftFor,
  send,
  sendNew,
  setCustomer,
  setPolicy,
  tick,
} from '../../support/worker/collecting.ts';
import { giveCard, openFamily, setParent, toldAbout } from '../../support/worker/families.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { AGREED, methodsOnFile, ownerOf, stripeCustomerOf } from '../../support/worker/methods.ts';
import { must, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const DAY = 24 * 3_600_000;

let shop: Shop;
let group: string;
let branch: string;
beforeEach(async () => {
  ({ shop, group, branch } = await openFamily());
});

const paymentsFor = (invoiceId: string) =>
  shop.ctx.db
    .select({ payment: payments })
    .from(payments)
    .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
    .where(eq(paymentTargets.invoiceId, invoiceId))
    .all();

describe('an invoice of a child with nothing of its own switched on', () => {
  it('is charged to its parent’s method at its parent’s Stripe customer, and names its own customer', async () => {
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'paid',
      customerId: branch,
      amountPaid: 12_000,
    });
    const [row] = await paymentsFor(invoiceId);
    expect(row?.payment).toMatchObject({ customerId: group, state: 'succeeded', via: 'autopay' });
    const intent = await askStripe('GET', `/v1/payment_intents/${row?.payment.stripePaymentIntentId}`);
    expect(intent).toMatchObject({
      customer: await stripeCustomerOf(shop, group),
      metadata: {
        quittance_invoice: invoiceId,
        quittance_via: 'autopay',
        quittance_customer: branch,
        quittance_payer: group,
      },
    });
    // Both get the invoice; what it was paid with is told to whoever paid.
    expect(await toldAbout(shop, invoiceId)).toEqual(
      [`invoice_sent ${branch}`, `invoice_sent ${group}`, `receipt ${group}`].toSorted(),
    );
    expect(await shop.slots()).toEqual([]);
  });

  it('is charged by the parent’s choice: its policy, its caps, its opting out', async () => {
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    await setCustomer(shop, group, { autopayCap: 5_000, autopayCapCurrency: 'USD' });
    const capped = await sendNew(shop, branch);
    expect(await attemptsAt(shop, capped)).toEqual([]);
    expect(await invoiceRow(shop, capped)).toMatchObject({ collectReason: 'over_cap' });
    must(await optOut(shop.ctx, ownerOf(shop, group)));
    await tick(shop);
    expect(await invoiceRow(shop, capped)).toMatchObject({ collectReason: 'opted_out' });
    // A child's own word is about what is its own.
    await setCustomer(shop, group, { autopay: 'default', autopayCap: null, autopayCapCurrency: null });
    await setCustomer(shop, branch, { autopay: 'off' });
    const next = await sendNew(shop, branch);
    expect(await attemptsAt(shop, next)).toMatchObject([{ state: 'succeeded' }]);
  });

  it('rests once the parent is unlinked from Stripe, and says why', async () => {
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    const invoiceId = await sendNew(shop, branch);
    const ask = { scope: shop.scope, customerId: group, commandId: newId(shop.ctx, 'req'), by: 'Ann' };
    must(await unlinkClient(shop.ctx, ask));
    await tick(shop);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', collectReason: 'no_method' });
  });

  it('is not charged to a method that came to the parent after it: the parent is asked', async () => {
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    await giveCard(shop, group);
    await tick(shop);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      collectReason: 'awaiting_choice',
    });
  });
});

describe('a child with autopay off that adds a card', () => {
  it('leaves its parent’s unanswered question to the parent, and is asked itself once it switches autopay on', async () => {
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    await giveCard(shop, group);
    const asked = async () => {
      const [row] = await shop.ctx.db
        .select()
        .from(invoiceChoices)
        .where(eq(invoiceChoices.invoiceId, invoiceId));
      return row === undefined ? null : [row.customerId, row.choice];
    };
    expect(await asked()).toEqual([group, null]);
    await setCustomer(shop, branch, { autopay: 'off' });
    await giveCard(shop, branch);
    expect(await asked()).toEqual([group, null]);
    const [method] = await methodsOnFile(shop, branch);
    const terms = { when: 'on_send', cap: null, methodId: method?.id ?? '' } as const;
    must(await optIn(shop.ctx, { who: ownerOf(shop, branch), terms, agreed: AGREED }));
    expect(await asked()).toEqual([branch, null]);
    await collect(shop, invoiceId);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('is asked in its parent’s place where it is charged by itself', async () => {
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    await giveCard(shop, group);
    await giveCard(shop, branch);
    const rows = await shop.ctx.db
      .select()
      .from(invoiceChoices)
      .where(eq(invoiceChoices.invoiceId, invoiceId));
    expect(rows).toMatchObject([{ customerId: branch, choice: null }]);
  });
});

describe('a child with something of its own switched on', () => {
  it('pays by itself, and its parent is charged nothing', async () => {
    await giveCard(shop, group);
    await giveCard(shop, branch, 'pm_card_mastercard');
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    const [row] = await paymentsFor(invoiceId);
    expect(row?.payment).toMatchObject({ customerId: branch, state: 'succeeded' });
    // Its parent gets what it pays as well, by its roles.
    expect(await toldAbout(shop, invoiceId)).toEqual(
      [`invoice_sent ${branch}`, `invoice_sent ${group}`, `receipt ${branch}`, `receipt ${group}`].toSorted(),
    );
  });

  it('whose card is declined is not paid for in silence', async () => {
    await giveCard(shop, group);
    await giveCard(shop, branch, 'pm_card_chargeCustomerFail');
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    const made = await paymentsFor(invoiceId);
    expect(made.map(({ payment }) => payment.customerId)).toEqual([branch]);
  });
});

describe('a change of who pays', () => {
  it('is told to whoever pays from then on before anything is charged', async () => {
    await giveCard(shop, group);
    const invoiceId = await sendNew(shop, branch);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectReason: 'no_method' });
    must(await setParent(shop, branch, group));
    await tick(shop);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    const told = await toldAbout(shop, invoiceId);
    expect(told).toContain(`charge_notice ${group}`);
    expect(told).not.toContain(`charge_notice ${branch}`);
    shop.advance(4 * DAY);
    await tick(shop);
    const [row] = await paymentsFor(invoiceId);
    expect(row?.payment).toMatchObject({ customerId: group, state: 'succeeded' });
  });

  it('stops what was claimed on what was read before it', async () => {
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    const invoiceId = await draftFor(shop, branch);
    await send(shop, invoiceId);
    let claimed = '';
    const meanwhile = {
      ...shop.ctx,
      stripe: async (account: string) => {
        const real = await shop.ctx.stripe(account);
        return {
          ...real,
          createIntent: async (...of: Parameters<typeof real.createIntent>) => {
            const made = await real.createIntent(...of);
            must(await setParent(shop, branch, null));
            claimed = of[1];
            return made;
          },
        };
      },
    };
    await collectInvoice(meanwhile, invoiceId);
    expect(claimed).not.toBe('');
    await shop.work();
    const [row] = await paymentsFor(invoiceId);
    expect(row?.payment).toMatchObject({ customerId: group, state: 'canceled' });
    await tick(shop);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
    // Nobody goes on with it.
    await chargeClaimed(shop.ctx, row?.payment.id ?? '');
    expect((await paymentsFor(invoiceId)).map(({ payment }) => payment.state)).toEqual(['canceled']);
  });

  it('leaves a payment that was made to whoever made it', async () => {
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    must(await setParent(shop, branch, null));
    await tick(shop);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    const next = await sendNew(shop, branch);
    await collect(shop, next);
    expect(await attemptsAt(shop, next)).toEqual([]);
    const [row] = await shop.ctx.db.select().from(customers).where(eq(customers.id, branch));
    expect(row?.parentId).toBeNull();
  });
});
