import { env } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { cacheCopies } from '../../../src/adapters/copies/cache-copies.ts';
import { createApp } from '../../../src/app.ts';
import { datedCopy } from '../../../src/domain/invoice/dated-copy.ts';
import { rotateLink } from '../../../src/operations/invoices/rotate-link.ts';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { darkD1 } from '../../support/worker/broken-d1.ts';
import { openShop } from '../../support/worker/shop.ts';

/** A Worker whose database goes dark, and comes back. */
function worker() {
  const dark = Object.assign(darkD1(), { isDark: false });
  const bindings = new Proxy(env, {
    get: (target, name) => (name === 'DB' ? dark.db : Reflect.get(target, name)),
  });
  const app = createApp();
  const ask = async (
    path: string,
    { language = 'en', ...init }: RequestInit & { language?: string } = {},
  ) => {
    const after: Promise<unknown>[] = [];
    const headers = { Accept: 'text/html', 'Accept-Language': language, ...init.headers };
    const request = new Request(`https://billing.test${path}`, { redirect: 'manual', ...init, headers });
    const answer = await app.fetch(request, bindings, {
      waitUntil: (work) => after.push(work),
      passThroughOnException: () => undefined,
      props: {},
    });
    await Promise.all(after);
    return answer;
  };
  return { dark, ask };
}

it('while D1 says nothing, a page that was shown is answered as of then, and nobody is charged', async () => {
  const shop = await openShop();
  const [seen, unseen] = [await shop.invoice(12_000), await shop.invoice(9_000)];
  const { dark, ask } = worker();
  const before = await ask(seen.viewPath);
  expect(before.status).toBe(200);
  expect(await before.text()).toContain(seen.payPath);

  dark.isDark = true;
  const copy = await ask(seen.viewPath);
  expect([copy.status, copy.headers.get('retry-after'), copy.headers.get('cache-control')]).toEqual([
    503,
    '30',
    'private, no-store',
  ]);
  const page = await copy.text();
  expect(page).toMatch(/As of \d+:\d\d/);
  expect(page).toContain('You can’t pay here at the moment, and nothing is charged.');
  expect(page).toContain('120.00');
  expect(page).not.toMatch(/<form|class="button|href="[^"]*\/(?:pay|i)\/|<nav/);

  // It was read in one language, and shows nothing to a program or to another link.
  const asked = dark.trips;
  const pressed = await ask(seen.payPath, { method: 'POST' });
  expect([pressed.status, pressed.headers.get('retry-after')]).toEqual([503, '30']);
  expect(await pressed.text()).toContain('Nothing was charged.');
  expect(dark.trips).toBe(asked);
  expect(await shop.payments()).toEqual([]);
  dark.isLost = true;
  const others = await Promise.all([
    ask(seen.viewPath, { language: 'de' }),
    ask(seen.viewPath, { headers: { Accept: 'application/json' } }),
    ask(unseen.viewPath),
  ]);
  for (const other of others) {
    expect(other.status).toBe(503);
    expect(await other.text()).not.toContain('120');
  }

  dark.isDark = false;
  dark.isLost = false;
  expect(await shop.payments()).toEqual([]);
  expect((await ask(unseen.viewPath)).status).toBe(200);
});

it('a link that was refused since has no copy any more', async () => {
  const shop = await openShop();
  const { viewPath, invoiceId } = await shop.invoice(12_000);
  const { dark, ask } = worker();
  await ask(viewPath);
  const { scope } = shop;
  await rotateLink(shop.ctx, { scope, invoiceId, commandId: 'rotated' });
  expect((await ask(viewPath)).status).toBe(410);
  dark.isLost = true;
  expect(await (await ask(viewPath)).text()).not.toMatch(/As of/);
});

it('a copy is read with its link alone, and one that is damaged, other or too large is none', async () => {
  const shop = await openShop();
  const { invoiceId } = await shop.invoice(12_000);
  const shown = await showInvoice(shop.ctx, invoiceId, { allLines: false });
  if (shown === null) throw new Error('no such invoice');
  const copy = datedCopy(shown.view, { at: 1_000, timeZone: shown.timeZone });
  const cache = await caches.open('dated-copy-test');
  const [names, logged]: [string[], unknown[]] = [[], []];
  const recording = {
    match: (name: RequestInfo | URL) => cache.match(name),
    delete: (name: RequestInfo | URL) => cache.delete(name),
    put: async (name: RequestInfo | URL, kept: Response) => {
      names.push(String(name));
      await cache.put(name, kept);
    },
  };
  const copies = cacheCopies(
    async () => recording,
    (_, { why }) => logged.push(why),
  );
  const [token, variant] = [crypto.randomUUID(), 'en en first'];
  await copies.keep({ token, variant }, copy);
  await copies.keep({ token, variant }, { ...copy, at: 60_000 });
  expect(names).toHaveLength(1);
  expect(await copies.find({ token, variant })).toMatchObject({ at: 1_000, view: copy.view });
  await copies.keep({ token, variant }, { ...copy, at: 60_000, view: { ...copy.view, status: 'paid' } });
  expect(await copies.find({ token, variant })).toMatchObject({ at: 60_000 });
  await copies.keep({ token, variant }, { ...copy, at: 120_000 });
  expect(names).toHaveLength(3);
  expect(await copies.find({ token, variant: 'de de first' })).toBeNull();
  expect(await copies.find({ token: `${token}x`, variant })).toBeNull();

  const [name = ''] = names;
  expect(name).not.toContain(token);
  const kept = await cache.match(name);
  const bytes = new Uint8Array((await kept?.arrayBuffer()) ?? new ArrayBuffer());
  expect(new TextDecoder().decode(bytes)).not.toContain('Northwind');
  const other = { token: crypto.randomUUID(), variant };
  await copies.keep(other, copy);
  const foreign = await cache.match(names.at(-1) ?? '');
  const headers = { 'Cache-Control': 'max-age=60' };
  for (const [body, why] of [
    [bytes.slice(0, 30), 'damaged'],
    [new Uint8Array((await foreign?.arrayBuffer()) ?? new ArrayBuffer()), 'damaged'],
    [new Uint8Array(300 * 1024), 'too_large'],
  ] as const) {
    await cache.put(name, new Response(body, { headers }));
    expect(await copies.find({ token, variant })).toBeNull();
    expect(logged.at(-1)).toBe(why);
  }
  const away = cacheCopies(
    () => Promise.reject(new Error('no cache here')),
    () => undefined,
  );
  await away.keep({ token, variant }, copy);
  expect(await away.find({ token, variant })).toBeNull();
});
