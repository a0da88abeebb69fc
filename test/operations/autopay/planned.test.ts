import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, invoices } from '../../../src/db/schema/index.ts';
import {
  collect,
  customerWith,
  draftFor,
  send,
  sendNew,
  setPolicy,
} from '../../support/worker/collecting.ts';
import { type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const DAY = 86_400_000;
const SOON = 'Will be charged shortly';
const TOLD_FIRST = 'We’ll email you before it’s charged';

let shop: Shop;
let customerId: string;
let browser: SignedInBrowser;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'never', noticeDays: 3 });
  customerId = await customerWith(shop, 'pm_card_visa');
  browser = await signIn(shop, customerId);
});

/** What stands beside the one open invoice. */
async function planned(): Promise<string> {
  const page = await (await browser.get('/portal/autopay')).text();
  return /<\/a><\/td><td role="cell">([^<]+)</.exec(page)?.[1] ?? 'nothing is planned';
}
const overdue = () => ({ dueDate: new Date(shop.ctx.now() - 10 * DAY).toISOString().slice(0, 10) });

describe('what the portal says of the next charge', () => {
  it('is that a notice comes first, where no mail has named the charge', async () => {
    const invoiceId = await sendNew(shop, customerId, overdue());
    await setPolicy(shop, { collectPolicy: 'on_send' });
    await shop.ctx.db.update(invoices).set({ collectStage: null, collectReason: null });
    expect(await planned()).toBe(TOLD_FIRST);
    await collect(shop, invoiceId);
    expect(await planned()).toMatch(/^Will be charged on \d/);
  });

  it('is that it comes shortly, where the mail of its sending named it', async () => {
    await setPolicy(shop, { collectPolicy: 'on_send' });
    await send(shop, await draftFor(shop, customerId));
    expect(await planned()).toBe(SOON);
  });

  it('is that a notice comes first, where the one that was given reached nobody', async () => {
    await setPolicy(shop, { collectPolicy: 'on_send' });
    const invoiceId = await draftFor(shop, customerId);
    await send(shop, invoiceId);
    await shop.ctx.db.update(emails).set({ state: 'refused' }).where(eq(emails.invoiceId, invoiceId));
    expect(await planned()).toBe(TOLD_FIRST);
  });

  it('is that it is on hold, as long as a dispute holds it', async () => {
    const invoiceId = await sendNew(shop, customerId, overdue());
    await setPolicy(shop, { collectPolicy: 'on_send' });
    await shop.ctx.db
      .update(invoices)
      .set({ collectStage: 'scheduled', collectReason: 'disputed', collectAt: shop.ctx.now() - DAY })
      .where(eq(invoices.id, invoiceId));
    expect(await planned()).toBe('On hold: not charged for now');
  });
});
