import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, invoices } from '../../../src/db/schema/index.ts';
import type { Language } from '../../../src/domain/reader/languages.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { connectAgain } from '../../../src/operations/connections/connect-again.ts';
import { disconnect } from '../../../src/operations/connections/disconnect.ts';
import { LANGUAGES } from '../../../src/views/i18n/languages.ts';
import { ownAccount } from '../../support/worker/accounts.ts';
import { invoiceRow, readyInvoice } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;

let shop: Shop;
let made: Awaited<ReturnType<typeof readyInvoice>>;
beforeEach(async () => {
  shop = await openShop();
  await ownAccount(shop);
  made = await readyInvoice(shop);
});

const press = () => shop.request(made.payPath, { method: 'POST' });
const setConnection = (row: Partial<typeof connections.$inferInsert>) =>
  shop.ctx.db.update(connections).set(row).where(eq(connections.id, shop.connectionId));

/** What the payer reads in each language: the status, the notice, and whether Stripe is blamed. */
async function readIn(language: Language) {
  const { parties } = await invoiceRow(shop, made.invoiceId);
  if (parties === null) throw new Error('an invoice without its parties');
  const read = { parties: { ...parties, locale: language } };
  await shop.ctx.db.update(invoices).set(read).where(eq(invoices.id, made.invoiceId));
  const { words } = await LANGUAGES[language]();
  const answer = await press();
  const page = await answer.text();
  const { catchingUp, paymentsPaused, underReview, stripeUnreachable } = words.pages.notice;
  const shown = Object.entries({ catchingUp, paymentsPaused, underReview, stripeUnreachable })
    .filter(([, { title }]) => page.includes(`<h1 class="title">${title}</h1>`))
    .map(([name]) => name);
  const isStripeBlamed = page.includes(stripeUnreachable.text);
  return { status: answer.status, again: answer.headers.get('retry-after'), shown, isStripeBlamed };
}

const EVERY = ['en', 'de', 'fr', 'es', 'ja'] as const satisfies readonly Language[];

describe('a payer reads that Stripe does not answer only where it does not', () => {
  it('in every language there is', () => expect(Object.keys(LANGUAGES)).toEqual([...EVERY]));

  it('while a reconnected account catches up, that the page is getting up to date; then the link leads on', async () => {
    must(await disconnect(shop.ctx, { connectionId: shop.connectionId, by: 'Ada' }));
    shop.advance(15 * MINUTE);
    must(await connectAgain(shop.ctx, { scope: shop.scope, connectionId: shop.connectionId, by: 'Ada' }));
    for (const language of EVERY) {
      expect([language, await readIn(language)]).toEqual([
        language,
        { status: 503, again: '30', shown: ['catchingUp'], isStripeBlamed: false },
      ]);
    }
    for (let tick = 0; tick < 3; tick += 1) await readStripeEvents(shop.ctx);
    expect((await press()).status).toBe(303);
  });

  it.each([
    ['a restored database', 'restored', 'catchingUp', 503],
    ['a person’s pause', 'staff', 'paymentsPaused', 409],
    ['a disconnect under way', 'disconnecting', 'paymentsPaused', 409],
  ] as const)('%s', async (_what, pauseReason, notice, status) => {
    await setConnection({ pausedAt: shop.ctx.now(), pauseReason });
    for (const language of EVERY) {
      expect([language, await readIn(language)]).toMatchObject([
        language,
        { status, shown: [notice], isStripeBlamed: false },
      ]);
    }
  });

  it('an invoice that a person has to look into: no other way to pay is named, since it may be paid', async () => {
    await shop.ctx.db.update(invoices).set({ frozenAt: 1 }).where(eq(invoices.id, made.invoiceId));
    for (const language of EVERY) {
      expect([language, await readIn(language)]).toMatchObject([
        language,
        { status: 409, shown: ['underReview'], isStripeBlamed: false },
      ]);
    }
    expect(await (await press()).text()).not.toContain('XX00');
  });
});
