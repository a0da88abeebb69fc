import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emails, signInMails } from '../../../src/db/schema/index.ts';
import { createDeps } from '../../../src/deps.ts';
import worker from '../../../src/index.ts';
import { asked, authenticator } from '../../support/worker/passkeys.ts';
import { csrfIn, linkFor, openBrowser } from '../../support/worker/portal.ts';
import { browserFor, hire } from '../../support/worker/staff.ts';
import { openTwoDatabases } from '../../support/worker/two-databases.ts';

let two: Awaited<ReturnType<typeof openTwoDatabases>>;
beforeAll(async () => {
  two = await openTwoDatabases();
});
beforeEach(() => {
  two.sent.length = 0;
});

const openOurs = () => openBrowser({ request: two.ask });

/** The queue does what was sent to it. */
async function work(): Promise<void> {
  const messages = two.sent
    .splice(0)
    .map(({ body }, at) => ({ id: String(at), timestamp: new Date(0), attempts: 1, body }));
  const batch = createMessageBatch('quittance-work', messages);
  await worker.queue(batch, two.bindings);
  await getQueueResult(batch, createExecutionContext());
}

const inEach = async (address: string) =>
  Promise.all(
    two.dbs.map(async (db) => {
      const asked = await db.select().from(signInMails).where(eq(signInMails.address, address));
      const mailed = await db.select().from(emails).where(eq(emails.template, 'sign_in_link'));
      return { asked: asked.length, mailed: mailed.filter(({ recipient }) => recipient === address).length };
    }),
  );

/** The link of the newest mail to an address from one of the databases, pressed in a browser. */
async function enter(browser: ReturnType<typeof openOurs>, which: 0 | 1, address: string) {
  const { ctx } = await createDeps(two.bindings, which);
  return browser.post(await linkFor({ ctx: { ...two.contexts[which], links: ctx.links } }, address));
}

describe('signing in by an address where there are two databases', () => {
  it.each([0, 1] as const)(
    'leads to the one whose customer it is, and only that mails: %i',
    async (which) => {
      const address = `only-${which}@payer.test`;
      await two.finalized(which, address);
      await work();
      const browser = openOurs();
      const form = await (await browser.get('/portal/sign-in')).text();
      expect(form).not.toContain('Northwind');
      expect((await browser.post('/portal/sign-in', { address })).status).toBe(303);
      await work();
      const [first, second] = await inEach(address);
      // Each does the same work, so that nobody learns where an address is known.
      expect([first?.asked, second?.asked]).toEqual([1, 1]);
      expect([first?.mailed, second?.mailed]).toEqual(which === 0 ? [1, 0] : [0, 1]);
      expect((await enter(browser, which, address)).status).toBe(303);
      const page = await browser.get('/portal/invoices');
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(`<b>Payer ${which}</b>`);
    },
  );

  it('mails from both where both know it, and signing out everywhere ends both', async () => {
    const address = 'both@payer.test';
    await two.finalized(0, address);
    await two.finalized(1, address);
    await work();
    const browsers = [openOurs(), openOurs()] as const;
    for (const browser of browsers) await browser.post('/portal/sign-in', { address });
    await work();
    expect((await inEach(address)).map(({ mailed }) => mailed)).toEqual([1, 1]);
    for (const which of [0, 1] as const)
      expect((await enter(browsers[which], which, address)).status).toBe(303);
    const csrf = csrfIn(await (await browsers[1].get('/portal/choose')).text());
    await browsers[1].post('/portal/sign-out-everywhere', { csrf });
    const after = await Promise.all(browsers.map((browser) => browser.get('/portal/invoices')));
    expect(after.map(({ status }) => status)).toEqual([303, 303]);
  });

  it('goes on while another database is away', async () => {
    const address = 'first@payer.test';
    await two.finalized(0, address);
    const { prepare } = two.bindings.DB_1;
    two.bindings.DB_1.prepare = () => {
      throw new Error('away');
    };
    try {
      expect((await openOurs().post('/portal/sign-in', { address })).status).toBe(303);
    } finally {
      two.bindings.DB_1.prepare = prepare;
    }
    expect((await inEach(address)).map(({ asked }) => asked)).toEqual([1, 0]);
  });
});

describe('a passkey where there are two databases', () => {
  it.each([0, 1] as const)('signs in where its person is, once: %i', async (which) => {
    // The Worker's clock is the real one.
    const { ctx } = await createDeps(two.bindings, which);
    const place = { ctx, scope: two.businesses[which].scope, request: two.ask };
    const { personId } = await hire(place, [[place, 'owner']]);
    const device = await authenticator(personId);
    const member = await browserFor(place, personId);
    const adding = await asked(member, '/dashboard/account', 'create');
    const made = await device.create(adding);
    const form = { name: 'Laptop', challenge: adding.sealed, ...made };
    expect((await member.post('/dashboard/account/passkeys', form)).status).toBe(303);
    const browser = openOurs();
    const entering = await asked(browser, '/dashboard/sign-in', 'get');
    const answer = { challenge: entering.sealed, ...(await device.get(entering)) };
    expect((await browser.post('/dashboard/sign-in/passkey', answer)).status).toBe(303);
    expect((await browser.get(`/dashboard/${place.scope.merchantId}`)).status).toBe(200);
    expect((await openOurs().post('/dashboard/sign-in/passkey', answer)).status).toBe(422);
  });
});
