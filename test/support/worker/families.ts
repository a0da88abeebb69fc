import { eq } from 'drizzle-orm';
import { apiKeys, customers, emails } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { changeCustomer } from '../../../src/operations/customers/update.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { apiClient } from './api.ts';
import { setPolicy } from './collecting.ts';
import { attachAtStripe, stripeCustomerOf } from './methods.ts';
import { must, openShop, type Shop } from './shop.ts';

/** A customer of a shop's own, linked to one at Stripe, with nothing on file and nothing open. */
export async function member(shop: Shop, legalName: string): Promise<string> {
  const { customerId } = await shop.invoice(100);
  await shop.work();
  await shop.ctx.db.update(customers).set({ legalName }).where(eq(customers.id, customerId));
  return customerId;
}

/** A shop that collects on sending, with a group and a branch of it that are not related yet. */
export async function openFamily() {
  const shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send' });
  const group = await member(shop, 'Group Holding');
  return { shop, group, branch: await member(shop, 'Branch North') };
}

/** Puts a card on file for a customer, and nothing of theirs was open: nothing is asked. */
export async function giveCard(shop: Shop, customerId: string, card = 'pm_card_visa'): Promise<void> {
  await attachAtStripe(await stripeCustomerOf(shop, customerId), card);
  must(await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId }));
  await shop.work();
}

export const setParent = (shop: Shop, customerId: string, parentId: string | null) =>
  changeCustomer(shop.ctx, {
    scope: shop.scope,
    customerId,
    commandId: newId(shop.ctx, 'req'),
    patch: { parentId },
  });

/** Who was told what about an invoice, as `template → customer whose address it is`. */
export async function toldAbout(shop: Shop, invoiceId: string): Promise<readonly string[]> {
  const rows = await shop.ctx.db
    .select({ template: emails.template, recipient: emails.recipient })
    .from(emails)
    .where(eq(emails.invoiceId, invoiceId));
  return rows.map(({ template, recipient }) => `${template} ${recipient.split('@')[0]}`).toSorted();
}

/** The business's own client of the API. */
export async function apiOf({ ctx, scope }: Shop) {
  const { key, hash } = await makeApiKey(ctx.random, false);
  const row = { name: 'Ann', livemode: false, hash, createdAt: ctx.now() };
  await ctx.db.insert(apiKeys).values({ ...row, id: newId(ctx, 'key'), merchantId: scope.merchantId });
  return apiClient(ctx, { apiKey: key });
}
