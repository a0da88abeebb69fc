import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, droppedEvents, invoices } from '../../../src/db/schema/index.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { readConnection } from '../../../src/operations/connections/read-connection.ts';
import { readAccountNow, sweepAccounts } from '../../../src/operations/connections/sweep-accounts.ts';
import { control, ownAccount } from '../../support/worker/accounts.ts';
import { sign } from '../../support/worker/events.ts';
import { AWAY, readyInvoice, withLog, withStripe } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const SECRET = 'whsec_connect';

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
});

const row = async () => {
  const [found] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  if (found === undefined) throw new Error('no connection');
  return found;
};
const view = async () => must(await readConnection(shop.ctx, { scope: shop.scope }));
const restrict = (due: readonly string[]) =>
  control(`/accounts/${account}/requirements`, { currentlyDue: due });

/** A context that counts how often Stripe is asked for the account. */
function counting() {
  const reads = { count: 0 };
  const ctx = withStripe(shop.ctx, (real) => ({
    retrieveAccount: () => {
      reads.count += 1;
      return real.retrieveAccount();
    },
  }));
  return { ctx, reads };
}

const post = (event: object, at = shop.ctx.now()) =>
  sign(JSON.stringify(event), SECRET, at).then((signature) =>
    shop.request('/webhooks/stripe', {
      method: 'POST',
      body: JSON.stringify(event),
      headers: { 'Stripe-Signature': signature },
    }),
  );
const thin = (type: string, about: string, livemode = false) => ({
  id: `evt_thin_${crypto.randomUUID()}`,
  object: 'v2.core.event',
  type,
  livemode,
  created: new Date(shop.ctx.now()).toISOString(),
  related_object: { id: about, type: 'v2.core.account', url: `/v2/core/accounts/${about}` },
});

describe('an account that cannot charge', () => {
  it('has money held, its payers told, and everything go on by itself once it can', async () => {
    const { payPath } = await readyInvoice(shop);
    await restrict(['representative.first_name']);
    await sweepAccounts(shop.ctx);
    expect(await view()).toMatchObject({
      heldSince: expect.any(Number),
      status: { readiness: { isReady: false, blocking: [{ name: 'representative.first_name' }] } },
    });

    const told = await shop.request(payPath, { method: 'POST' });
    expect(told.status).toBe(409);
    const page = await told.text();
    expect(page).toContain('Stripe isn’t taking payments for');
    expect(page).toContain('Nothing was charged');
    expect(page).toContain('IBAN XX00');

    await restrict([]);
    shop.advance(6 * MINUTE);
    await sweepAccounts(shop.ctx);
    await shop.work();
    expect(await row()).toMatchObject({ heldSince: null });
    const sent = await shop.request(payPath, { method: 'POST' });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toContain('/c/pay/');
  });

  it('rests collecting with that reason, and tries nothing in vain', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await shop.ctx.db.update(invoices).set({ collectPolicy: 'on_send', sentAt: shop.ctx.now() });
    await restrict(['external_account']);
    await sweepAccounts(shop.ctx);
    await collectInvoice(shop.ctx, invoiceId);
    const [invoice] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect(invoice?.collectReason).toBe('account_held');
    expect(await shop.payments()).toEqual([]);

    await restrict([]);
    shop.advance(6 * MINUTE);
    await sweepAccounts(shop.ctx);
    await shop.work();
    await collectInvoice(shop.ctx, invoiceId);
    const [freed] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect(freed?.collectReason).not.toBe('account_held');
  });

  it('is not held while Stripe does not let it be read, or does not answer', async () => {
    await sweepAccounts(withStripe(shop.ctx, () => ({ retrieveAccount: async () => AWAY })));
    expect(await row()).toMatchObject({ heldSince: null });
    expect(await view()).toMatchObject({ status: null });
    const { logged, ctx } = withLog(shop.ctx);
    shop.advance(6 * MINUTE);
    await sweepAccounts(
      withStripe(ctx, () => ({
        retrieveAccount: async () => ({
          kind: 'refused',
          status: 403,
          code: 'more_permissions_required',
          param: null,
          message: 'No.',
        }),
      })),
    );
    expect(await row()).toMatchObject({ heldSince: null, state: 'active' });
    expect(await view()).toMatchObject({ accountFailure: 'more_permissions_required' });
    expect(logged).toContain('account_refused');
  });
});

describe('an account that is held', () => {
  it('is asked again within minutes where a read is refused, so that money never waits a day for it', async () => {
    await restrict(['external_account']);
    await sweepAccounts(shop.ctx);
    const refused = { kind: 'refused', status: 403, code: 'more_permissions_required', param: null } as const;
    shop.advance(6 * MINUTE);
    await sweepAccounts(
      withStripe(shop.ctx, () => ({ retrieveAccount: async () => ({ ...refused, message: 'No.' }) })),
    );
    expect(await row()).toMatchObject({ heldSince: expect.any(Number) });
    await restrict([]);
    shop.advance(6 * MINUTE);
    await sweepAccounts(shop.ctx);
    expect(await row()).toMatchObject({ heldSince: null });
  });
});

describe('the deployment’s own account', () => {
  it('takes test payments before it was activated', async () => {
    const own = await openShop();
    const { ctx, connectionId } = own;
    const { payPath } = await readyInvoice(own);
    const fresh = withStripe(ctx, (real) => ({
      retrieveAccount: async () => {
        const read = await real.retrieveAccount();
        if (read.kind !== 'ok') return read;
        const value = {
          ...read.value,
          chargesEnabled: false,
          detailsSubmitted: false,
          card: 'inactive' as const,
        };
        return { ...read, value };
      },
    }));
    await readAccountNow(fresh, connectionId);
    const found = must(await readConnection(ctx, { scope: own.scope }));
    expect(found).toMatchObject({
      account: 'self',
      heldSince: null,
      status: { chargesEnabled: false, readiness: { isReady: true, card: 'works' } },
    });
    expect((await own.request(payPath, { method: 'POST' })).status).toBe(303);
  });
});

describe('a way to pay that the account lacks', () => {
  it('is not offered: ACH only while its capability is active', async () => {
    const { payPath } = await readyInvoice(shop);
    await control(`/accounts/${account}/capabilities`, { us_bank_account_ach_payments: 'pending' });
    await sweepAccounts(shop.ctx);
    expect(await row()).toMatchObject({ takesCard: true, takesAch: false, heldSince: null });
    expect((await shop.request(payPath, { method: 'POST' })).status).toBe(303);
    const [payment] = await shop.payments();
    expect(JSON.stringify(payment?.request)).toContain('[\\"card\\"]');
  });
});

describe('events about accounts', () => {
  it('only wake a read, at most one a minute, so that a late one takes nothing away', async () => {
    await restrict(['external_account']);
    await restrict([]);
    const late = { object: 'event', type: 'account.updated', livemode: false, account, created: 1 };
    const { ctx, reads } = counting();
    for (let nth = 0; nth < 40; nth += 1) {
      const event = {
        ...late,
        id: `evt_${crypto.randomUUID()}`,
        data: { object: { id: account, object: 'account', charges_enabled: nth % 2 === 0 } },
      };
      expect((await post(event)).status).toBe(200);
    }
    await readAccountNow(ctx, shop.connectionId);
    expect(reads.count).toBe(1);
    await shop.work();
    shop.advance(MINUTE);
    await sweepAccounts(ctx);
    await sweepAccounts(ctx);
    expect(reads.count).toBe(2);
    expect(await row()).toMatchObject({ heldSince: null });
  });

  it('come thin as well, and have the account read', async () => {
    await sweepAccounts(shop.ctx);
    await restrict(['external_account']);
    shop.advance(2 * MINUTE);
    const event = thin('v2.core.account[requirements].updated', account);
    expect((await post(event)).status).toBe(200);
    await shop.work();
    expect(await row()).toMatchObject({ heldSince: expect.any(Number) });
  });

  it('of accounts that are none of ours, of the other mode and of other types are taken and counted', async () => {
    const before = await row();
    for (const event of [
      thin('v2.core.account.updated', 'acct_stranger'),
      thin('v2.core.account.updated', account, true),
      thin('v2.money_management.transaction.created', account),
    ])
      expect((await post(event)).status).toBe(200);
    expect((await row()).accountDueAt).toBe(before.accountDueAt);
    const counted = await shop.ctx.db.select().from(droppedEvents);
    expect(counted.find(({ type }) => type === 'v2.core.account.updated')?.events).toBeGreaterThanOrEqual(2);
  });
});

describe('the webhook endpoints', () => {
  it('are read with the account, and what is missing is named', async () => {
    await sweepAccounts(shop.ctx);
    expect((await view()).status?.endpoints).toMatchObject({ isMissing: true });
  });
});
