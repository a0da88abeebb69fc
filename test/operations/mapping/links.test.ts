import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  connections,
  invoices,
  merchants,
  paymentMethods,
  stripeCustomers,
} from '../../../src/db/schema/index.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { ensureStripeCustomer } from '../../../src/operations/customers/ensure-stripe-customer.ts';
import { followCustomer } from '../../../src/operations/customers/follow-customer.ts';
import { linkClient } from '../../../src/operations/customers/link.ts';
import { eraseCustomer } from '../../../src/operations/erasure/erase-customer.ts';
import { previewUnlink } from '../../../src/operations/mapping/preview-unlink.ts';
import { unlinkClient } from '../../../src/operations/mapping/unlink-client.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { atStripe, ownAccount } from '../../support/worker/accounts.ts';
import { meanwhileAt } from '../../support/worker/charging.ts';
import { draftFor, send, sendNew, setCustomer } from '../../support/worker/collecting.ts';
import { everywhere } from '../../support/worker/everywhere.ts';
import { openSession } from '../../support/worker/guards.ts';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must } from '../../support/worker/shop.ts';

let map: Mapping;
let customerId: string;
let target: string;
beforeEach(async () => {
  map = await openMapping();
  customerId = await map.addClient({ legalName: 'Acme', email: 'ada@acme.test' });
  target = await map.addAtStripe({ name: 'Acme' });
  await atStripe(map.account, '/payment_methods/pm_card_visa/attach', { customer: target });
});

const link = (stripeCustomerId = target) =>
  linkClient(map.ctx, {
    scope: map.scope,
    customerId,
    stripeCustomerId,
    commandId: newId(map.ctx, 'req'),
    onlyUnlinked: false,
  });
const unlink = () =>
  unlinkClient(map.ctx, { scope: map.scope, customerId, commandId: newId(map.ctx, 'req'), by: 'Ada' });
const row = () => map.linkOf(customerId);
const at = () => ({ customerId, connectionId: map.connectionId });

describe('linking', () => {
  it.each(['', '.', '..', 'cus_1/sources', 'cus_1?expand[]=x', ' ', 'cus_1\n'])(
    'takes nothing that is no id, and asks Stripe nothing of it: %j',
    async (typed) => {
      expect(await link(typed)).toMatchObject({
        rejection: { code: 'stripe_customer_unusable', why: 'missing' },
      });
      expect((await row())?.stripeCustomerId ?? null).toBeNull();
    },
  );
});

describe('unlinking', () => {
  it('says before what becomes of methods and autopay, and charges nothing of them after', async () => {
    must(await link());
    await map.shop.work();
    await map.ctx.db.update(merchants).set({ collectPolicy: 'on_send' });
    expect(must(await previewUnlink(map.ctx, { scope: map.scope, customerId }))).toMatchObject({
      stripeCustomerId: target,
      isOnAutopay: true,
      methods: [{ card: { last4: '4242' } }],
    });
    must(await unlink());
    expect(await unlink()).toMatchObject({ rejection: { code: 'client_not_linked' } });
    expect(await methodsOnFile(map.shop, customerId)).toMatchObject([
      { state: 'detached', stateReason: 'unlinked' },
    ]);
    const invoiceId = await sendNew(map.shop, customerId, { amount: 5_000 });
    const [invoice] = await map.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect(invoice).toMatchObject({ status: 'open', amountPaid: 0 });
  });

  it('stops a charge that was claimed on what was read before it', async () => {
    await map.ctx.db.update(merchants).set({ collectPolicy: 'on_send', noticeDays: 0 });
    must(await link());
    await map.shop.work();
    const invoiceId = await draftFor(map.shop, customerId);
    await send(map.shop, invoiceId);
    // As a claim finds it that was committed a moment after the link had ended.
    const unlinked = { state: 'detached', stateReason: 'unlinked' } as const;
    const late = meanwhileAt(map.ctx, { call: 'createIntent', when: 'before' }, () =>
      map.ctx.db.update(paymentMethods).set(unlinked).where(eq(paymentMethods.customerId, customerId)),
    );
    await collectInvoice(late, invoiceId);
    expect((await map.shop.payments()).map(({ state }) => state)).toEqual(['canceled']);
    const [invoice] = await map.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect(invoice).toMatchObject({ status: 'open', amountPaid: 0 });
  });

  it('closes pages that are open, and is not linked again by itself', async () => {
    const { customerId: paying, payPath } = await map.shop.invoice(5_000);
    customerId = paying;
    await openSession(map.shop, payPath);
    const before = (await row())?.stripeCustomerId;
    must(await unlink());
    expect((await map.shop.payments()).map(({ state }) => state)).toEqual(['canceled']);
    // It names this client in its metadata; and yet another one is made for the next payment.
    map.shop.advance(60 * 60_000);
    const made = await ensureStripeCustomer(map.ctx, at());
    expect(made.stripeCustomerId).not.toBeNull();
    expect(made.stripeCustomerId).not.toBe(before);
  });

  it('is mended by linking it again: methods are back, and ask about what is open', async () => {
    must(await link());
    await map.shop.work();
    must(await unlink());
    await setCustomer(map.shop, customerId, { collectPolicy: 'on_send' });
    const invoiceId = await sendNew(map.shop, customerId, { amount: 5_000 });
    must(await link());
    await map.shop.work();
    expect(await methodsOnFile(map.shop, customerId)).toMatchObject([{ state: 'usable' }]);
    const [invoice] = await map.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect(invoice).toMatchObject({ status: 'open', amountPaid: 0 });
  });
});

describe('a link that Stripe does not know any more', () => {
  it('is marked with the reason, autopay rests, and it is mended in one step', async () => {
    must(await link());
    await map.shop.work();
    await map.read();
    // The account is another one from now on.
    const former = map.account;
    await ownAccount(map.shop);
    await syncMethods(map.ctx, at());
    expect(await row()).toMatchObject({ lostReason: 'missing', stripeCustomerId: target });
    expect(await map.client(customerId)).toMatchObject({ status: 'lost' });
    expect(await methodsOnFile(map.shop, customerId)).toMatchObject([
      { state: 'unusable', stateReason: 'customer_lost' },
    ]);
    // It is back: found by the next comparison.
    await map.ctx.db.update(connections).set({ account: former }).where(eq(connections.id, map.connectionId));
    must(await followCustomer(map.ctx, at()));
    await map.shop.work();
    expect(await row()).toMatchObject({ lostReason: null });
    expect(await methodsOnFile(map.shop, customerId)).toMatchObject([{ state: 'usable' }]);
  });

  it('that was deleted is mended by another', async () => {
    must(await link());
    await map.shop.work();
    await map.read();
    const stripe = await map.ctx.stripe(map.account);
    await stripe.deleteCustomer(target);
    await syncMethods(map.ctx, at());
    expect(await row()).toMatchObject({ lostReason: 'deleted', lostId: target, stripeCustomerId: null });
    expect(await map.client(customerId)).toMatchObject({ status: 'lost' });
    const other = await map.addAtStripe({ name: 'Acme again' });
    must(await link(other));
    expect(await row()).toMatchObject({ lostReason: null, stripeCustomerId: other });
    expect(await map.client(customerId)).toMatchObject({ status: 'mapped', linked: other });
  });

  it('does not keep a person’s data here, and is not called deleted where another account has it', async () => {
    const email = 'lost-and-erased@acme.test';
    customerId = await map.addClient({ legalName: 'Erased soon', email });
    await map.addAtStripe({ email });
    must(await link());
    await map.shop.work();
    await map.read();
    await ownAccount(map.shop);
    const erase = (stripeCustomer: 'delete' | 'keep') =>
      eraseCustomer(map.ctx, { scope: map.scope, customerId, stripeCustomer });
    expect(await erase('delete')).toMatchObject({ rejection: { code: 'stripe_refuses' } });
    expect((await erase('keep')).kind).toBe('done');
    expect(await everywhere(email)).toEqual([]);
  });
});

describe('erasing somebody who was unlinked', () => {
  const askAtStripe = async (id: string) => (await map.ctx.stripe(map.account)).retrieveCustomer(id);

  it('deletes what was made for them, and names what may be somebody else’s', async () => {
    const made = await ensureStripeCustomer(map.ctx, at());
    const ours = made.stripeCustomerId ?? '';
    await unlink();
    // Linked by mistake: nothing says that it is theirs.
    must(await link());
    await unlink();
    const erased = await eraseCustomer(map.ctx, { scope: map.scope, customerId, stripeCustomer: 'delete' });
    const left = [{ stripeCustomerId: target, account: map.account }];
    expect(erased).toMatchObject({ kind: 'done', value: { left } });
    expect(await askAtStripe(ours)).toMatchObject({ value: { kind: 'deleted' } });
    expect(await askAtStripe(target)).toMatchObject({ value: { kind: 'there' } });
    const again = await eraseCustomer(map.ctx, { scope: map.scope, customerId, stripeCustomer: 'keep' });
    expect(again).toEqual(erased);
  });

  it('leaves what was made for them and is another client’s by now', async () => {
    const made = await ensureStripeCustomer(map.ctx, at());
    const ours = made.stripeCustomerId ?? '';
    await unlink();
    const other = await map.addClient({ legalName: 'Heir' });
    const ask = { scope: map.scope, customerId: other, commandId: newId(map.ctx, 'req') };
    must(await linkClient(map.ctx, { ...ask, stripeCustomerId: ours, onlyUnlinked: true }));
    const erased = await eraseCustomer(map.ctx, { scope: map.scope, customerId, stripeCustomer: 'delete' });
    expect(must(erased).left).toEqual([{ stripeCustomerId: ours, account: map.account }]);
    expect(await askAtStripe(ours)).toMatchObject({ value: { kind: 'there' } });
  });

  it('names all that are there where they are to be kept', async () => {
    const made = await ensureStripeCustomer(map.ctx, at());
    await unlink();
    must(await link());
    const kept = await eraseCustomer(map.ctx, { scope: map.scope, customerId, stripeCustomer: 'keep' });
    const ids = must(kept).left.map(({ stripeCustomerId }) => stripeCustomerId);
    expect(ids.toSorted()).toEqual([made.stripeCustomerId, target].toSorted());
  });
});

describe('two accounts', () => {
  it('may have customers of one id: a link is of its connection', async () => {
    must(await link());
    const other = await openMapping();
    const theirs = await other.addClient();
    await other.ctx.db.insert(stripeCustomers).values({
      connectionId: other.connectionId,
      customerId: theirs,
      stripeCustomerId: target,
      request: { name: null, email: null, phone: null, address: {}, metadata: {} },
      attempt: 1,
      requestedAt: 1,
    });
    expect((await row())?.stripeCustomerId).toBe(target);
  });
});
