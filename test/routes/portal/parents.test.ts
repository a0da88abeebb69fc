import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers, paymentBlocks, payments, paymentTargets } from '../../../src/db/schema/index.ts';
import { invoiceNumber } from '../../../src/domain/invoice/number.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sendNew, setPolicy } from '../../support/worker/collecting.ts';
import { giveCard, member, setParent } from '../../support/worker/families.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { stripeCustomerOf } from '../../support/worker/methods.ts';
import { type SignedInBrowser, shownOn, signIn } from '../../support/worker/portal.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

let shop: Shop;
let group: string;
let north: string;
let south: string;
let parent: SignedInBrowser;
let child: SignedInBrowser;
let ofNorth: string;
let ofSouth: string;
let ofGroup: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'never' });
  [group, north, south] = [
    await member(shop, 'Group Holding'),
    await member(shop, 'Branch North'),
    await member(shop, 'Branch South'),
  ];
  await giveCard(shop, group);
  must(await setParent(shop, north, group));
  must(await setParent(shop, south, group));
  ofGroup = await sendNew(shop, group, { amount: 1_000 });
  ofNorth = await sendNew(shop, north, { amount: 20_000 });
  ofSouth = await sendNew(shop, south, { amount: 3_000 });
  parent = await signIn(shop, group);
  child = await signIn(shop, north);
});

const textOf = async (browser: SignedInBrowser, path: string) => (await browser.get(path)).text();
const numberOf = async (invoiceId: string): Promise<string> => {
  const number = invoiceNumber(await invoiceRow(shop, invoiceId));
  if (number === null) throw new Error('a draft');
  return number;
};
const paid = async (invoiceId: string) => {
  const [row] = await shop.ctx.db
    .select({ payment: payments })
    .from(payments)
    .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
    .where(eq(paymentTargets.invoiceId, invoiceId));
  return row?.payment;
};
const reviewPath = (ids: readonly string[]) => `/portal/pay?${ids.map((id) => `invoice=${id}`).join('&')}`;

/** Pays as a person does: the review page, and its button. */
async function pay(browser: SignedInBrowser, ids: readonly string[], withCard: boolean): Promise<Response> {
  const page = await textOf(browser, reviewPath(ids));
  const [, method = ''] = /name="method" value="(pm_\w+)"/.exec(page) ?? [];
  return browser.post('/portal/pay', { invoice: shownOn(page), ...(withCard && { method }) });
}

describe('a parent in the portal', () => {
  it('sees its children’s invoices with their names, and pays several at once with its own card', async () => {
    const list = await textOf(parent, '/portal/invoices');
    for (const id of [ofGroup, ofNorth, ofSouth]) expect(list).toContain(await numberOf(id));
    expect(list).toContain('Branch North');
    const review = await textOf(parent, reviewPath([ofGroup, ofNorth, ofSouth]));
    expect(review).toContain('$240.00');
    expect((await pay(parent, [ofGroup, ofNorth, ofSouth], true)).status).toBe(303);
    await shop.work();
    for (const id of [ofGroup, ofNorth, ofSouth]) {
      expect(await invoiceRow(shop, id)).toMatchObject({ status: 'paid' });
      expect(await paid(id)).toMatchObject({ customerId: group, via: 'portal', amount: 24_000 });
    }
    const payment = await paid(ofNorth);
    const intent = await askStripe('GET', `/v1/payment_intents/${payment?.stripePaymentIntentId}`);
    expect(intent.customer).toBe(await stripeCustomerOf(shop, group));
    expect(await textOf(parent, `/portal/payments/${payment?.id}`)).toContain(await numberOf(ofSouth));
  });

  it('pays on Stripe’s page as itself', async () => {
    const begun = await pay(parent, [ofNorth, ofSouth], false);
    await payAtStripe(sessionIn(begun.headers.get('location')));
    await shop.sweepSoon();
    await shop.work();
    expect(await invoiceRow(shop, ofSouth)).toMatchObject({ status: 'paid' });
    expect(await paid(ofNorth)).toMatchObject({ customerId: group });
  });

  it('pays no more where too many of its own cards were refused, and is not held up for a child’s', async () => {
    const block = async (customerId: string) => {
      const at = shop.ctx.now();
      await shop.ctx.db.insert(paymentBlocks).values({
        id: newId(shop.ctx, 'blk'),
        merchantId: shop.scope.merchantId,
        livemode: false,
        subjectType: 'customer',
        subjectId: customerId,
        declines: 20,
        since: at,
        until: at + 3_600_000,
      });
    };
    await block(north);
    expect((await pay(parent, [ofNorth], true)).status).toBe(303);
    await block(group);
    await pay(parent, [ofSouth], true);
    expect(await paid(ofNorth)).toMatchObject({ customerId: group });
    expect(await paid(ofSouth)).toBeUndefined();
  });

  it('may set a limit in what its children are billed in', async () => {
    await sendNew(shop, north, { currency: 'EUR' });
    expect(await textOf(parent, '/portal/autopay')).toContain('EUR');
    expect(await textOf(await signIn(shop, south), '/portal/autopay')).not.toContain('EUR');
  });

  it('has their invoices on its statement', async () => {
    const statement = await textOf(parent, '/portal/statement');
    for (const id of [ofGroup, ofNorth, ofSouth]) expect(statement).toContain(await numberOf(id));
  });

  it('sees nothing of a child that was taken off', async () => {
    must(await setParent(shop, north, null));
    const list = await textOf(parent, '/portal/invoices');
    expect(list).not.toContain(await numberOf(ofNorth));
    expect(list).toContain(await numberOf(ofSouth));
    expect((await parent.get(reviewPath([ofNorth]))).status).toBe(404);
    const forced = await parent.post('/portal/pay', { invoice: `${ofNorth}.1` });
    expect(forced.status).toBe(404);
    expect(await paid(ofNorth)).toBeUndefined();
  });
});

describe('a child in the portal', () => {
  it('sees nothing of its parent or of its siblings but who pays', async () => {
    for (const path of ['/portal/invoices', '/portal/statement', '/portal/settings', '/portal/autopay']) {
      const page = await textOf(child, path);
      expect(page).not.toContain(await numberOf(ofGroup));
      expect(page).not.toContain(await numberOf(ofSouth));
      expect(page).not.toContain('4242');
      expect(page).not.toContain('Branch South');
    }
    expect(await textOf(child, '/portal/settings')).toMatch(/Group Holding.* pays your invoices/);
    for (const id of [ofGroup, ofSouth]) {
      expect((await child.get(reviewPath([id]))).status).toBe(404);
      expect((await child.post('/portal/pay', { invoice: `${id}.1` })).status).toBe(404);
    }
  });

  it('is offered no method of its parent, and is shown none that paid', async () => {
    const review = await textOf(child, reviewPath([ofNorth]));
    expect(review).not.toContain('4242');
    expect((await pay(parent, [ofNorth], true)).status).toBe(303);
    await shop.work();
    const payment = await paid(ofNorth);
    const list = await textOf(child, '/portal/invoices');
    expect(list).toContain(await numberOf(ofNorth));
    expect(list).not.toContain(String(payment?.id));
    expect((await child.get(`/portal/payments/${payment?.id}`)).status).toBe(404);
    const link = await shop.ctx.links.url('view', { id: ofNorth, version: 1 });
    const hosted = await (await shop.request(new URL(link).pathname)).text();
    expect(hosted).toContain('Paid');
    expect(hosted).not.toContain('4242');
  });

  it('gets a page of its own at Stripe, not the one that its parent has open, and its link does too', async () => {
    const theirs = (await pay(parent, [ofNorth], false)).headers.get('location');
    const own = (await pay(child, [ofNorth], false)).headers.get('location');
    expect(own).not.toBe(theirs);
    const customers = async () =>
      (
        await shop.ctx.db
          .select({ customerId: payments.customerId, state: payments.state })
          .from(payments)
          .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
          .where(eq(paymentTargets.invoiceId, ofNorth))
          .orderBy(payments.id)
      ).map(({ customerId, state }) => `${customerId} ${state}`);
    expect(await customers()).toEqual([`${group} canceled`, `${north} session_open`]);
    expect((await pay(parent, [ofNorth], false)).headers.get('location')).not.toBe(own);
    expect((await customers()).at(-1)).toBe(`${group} session_open`);
    await shop.ctx.db
      .update(payments)
      .set({ state: 'authenticating' })
      .where(eq(payments.state, 'session_open'));
    const link = new URL(await shop.ctx.links.url('pay', { id: ofNorth, version: 1 }));
    expect((await shop.request(link.pathname)).headers.get('location') ?? '').not.toContain('cs_');
    const late = await pay(child, [ofNorth], false);
    expect(late.headers.get('location') ?? '').not.toContain('cs_');
  });

  it('pays by itself once it has something of its own switched on', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    await giveCard(shop, north, 'pm_card_mastercard');
    expect(await textOf(child, '/portal/settings')).not.toContain('Group Holding');
    const [row] = await shop.ctx.db.select().from(customers).where(eq(customers.id, north));
    expect(row?.parentId).toBe(group);
  });
});
