import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { createDeps } from '../../../src/deps.ts';
import { OPEN_BRAKES } from '../../support/worker/context.ts';
import { linkFor, openBrowser } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

/** A browser before a deployment that has a widget. */
async function guarded() {
  const real = await createDeps(env);
  const turnstile = { siteKey: '1x00AA', isPassed: async (answer: string) => answer === 'passed' };
  const app = createApp(async () => ({ ...real, ctx: shop.ctx, brakes: OPEN_BRAKES, turnstile }));
  return openBrowser({
    request: async (path, init = {}) =>
      app.fetch(new Request(`https://billing.test${path}`, { redirect: 'manual', ...init }), env, {
        waitUntil: () => undefined,
        passThroughOnException: () => undefined,
        props: {},
      }),
  });
}

describe('a sign-in with Turnstile', () => {
  it('shows the widget, and allows its script and frame on that page alone', async () => {
    const browser = await guarded();
    const page = await browser.get('/portal/sign-in');
    expect(await page.text()).toContain('data-sitekey="1x00AA"');
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain(
      'script-src https://challenges.cloudflare.com; frame-src https://challenges.cloudflare.com',
    );
    const other = await browser.get('/portal/sign-in/sent');
    expect(other.headers.get('Content-Security-Policy')).not.toContain('script-src');
  });

  it('asks nobody by mail before the check is passed, and says so', async () => {
    const browser = await guarded();
    const address = 'ada@elsewhere.test';
    const missed = await browser.post('/portal/sign-in', { address });
    const page = await missed.text();
    expect([missed.status, page.includes('Please complete the check below'), page.includes(address)]).toEqual(
      [422, true, true],
    );
    const passed = await browser.post('/portal/sign-in', { address, 'cf-turnstile-response': 'passed' });
    expect(passed.status).toBe(303);
  });

  it('asks whoever wants another link in place of one that does not work in their browser, and sends none before', async () => {
    const { customerId } = await shop.invoice(42_000);
    const address = `${customerId}@payer.test`;
    await openBrowser(shop).post('/portal/sign-in', { address });
    const link = await linkFor(shop, address);
    const stranger = await guarded();
    const page = await stranger.get(link);
    expect([page.status, (await page.text()).includes('data-sitekey="1x00AA"')]).toEqual([403, true]);
    expect(page.headers.get('Content-Security-Policy')).toContain(
      'script-src https://challenges.cloudflare.com',
    );
    const again = `${link}/again`;
    for (const answer of ['', 'forged']) {
      const missed = await stranger.post(again, { 'cf-turnstile-response': answer });
      expect([missed.status, (await missed.text()).includes('complete the check below')]).toEqual([
        422,
        true,
      ]);
    }
    expect((await stranger.post(again, { 'cf-turnstile-response': 'passed' })).status).toBe(303);
  });

  it('changes nothing where it is not configured', async () => {
    const page = await openBrowser(shop).get('/portal/sign-in');
    expect(await page.text()).not.toContain('turnstile');
    expect(page.headers.get('Content-Security-Policy')).not.toContain('challenges.cloudflare.com');
    expect((await openBrowser(shop).post('/portal/sign-in', { address: 'a@b.test' })).status).toBe(303);
  });
});
