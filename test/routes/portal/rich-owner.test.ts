import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { linkFor, type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { type RichOwner, richOwner } from '../../support/worker/rich-owner.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import type { Owned, Row } from './route-row.ts';
import { ROUTE_TABLE } from './route-table.ts';

let shop: Shop;
let rich: RichOwner;
let browsers: Record<'owner' | 'sibling' | 'stranger', SignedInBrowser>;
let owned: readonly Owned[];

beforeAll(async () => {
  const elsewhere = await openShop();
  const strange = await elsewhere.invoice(1_000);
  shop = await openShop();
  const theirs = await shop.invoice(2_000);
  rich = await richOwner(shop);
  browsers = {
    owner: await signIn(shop, rich.customerId),
    sibling: await signIn(shop, theirs.customerId),
    stranger: await signIn(shop, strange.customerId),
  };
  const link = await linkFor(shop, `${rich.customerId}@payer.test`);
  const { sentId, failedId, paidId, paymentId, failedPaymentId, methodId, setupId } = rich.ids;
  const one = { customerId: rich.customerId, token: link.split('/').at(-1) ?? '', methodId, setupId };
  owned = [
    { ...one, invoiceId: sentId, paymentId },
    { ...one, invoiceId: failedId, paymentId: failedPaymentId },
    { ...one, invoiceId: paidId, paymentId },
  ];
});

/** What ends a session or begins one comes last, and its rows are about no thing of the owner's. */
const ABOUT_SESSIONS = /^\/portal\/(?:sign-|choose)/;
const PAGES = ROUTE_TABLE.filter(({ method, route }) => method === 'GET' && !ABOUT_SESSIONS.test(route));
const DEEDS = ROUTE_TABLE.filter(({ method, route }) => method === 'POST' && !ABOUT_SESSIONS.test(route));

const secrets = () => [...Object.values(rich.shown), ...Object.values(rich.ids)];

/** What a page says, by every thing of the owner's that its address may name. */
async function pagesOf(browser: SignedInBrowser, row: Row): Promise<string> {
  const texts: string[] = [];
  for (const path of new Set(owned.map((ids) => row.path(ids)))) {
    // What the address says itself is no news to whoever wrote it.
    const text = await (await browser.get(path)).text();
    texts.push(text.replaceAll(encodeURIComponent(path), '').replaceAll(path, ''));
  }
  return texts.join('\n');
}

const revealed = async (browser: SignedInBrowser, row: Row): Promise<string[]> => {
  const text = await pagesOf(browser, row);
  return secrets().filter((secret) => text.includes(secret));
};

/** Every row of a table that is the owner's, as text. */
async function rowsOf(table: string): Promise<string> {
  const { results } = await env.DB.prepare(`SELECT * FROM ${table} WHERE customer_id = ? ORDER BY id`)
    .bind(rich.customerId)
    .all();
  return JSON.stringify(results);
}

const THINGS = ['invoices', 'payments', 'payment_methods', 'method_setups', 'agreements'] as const;

describe('an owner of one of everything', () => {
  it('is shown each of their things by their own pages', async () => {
    const seen = new Set<string>();
    for (const row of PAGES) for (const secret of await revealed(browsers.owner, row)) seen.add(secret);
    const { refundId, paymentId, failedPaymentId, paidId, failedId, ...ids } = rich.ids;
    expect(
      [...Object.values(rich.shown), ...Object.values(ids)].filter((secret) => !seen.has(secret)),
    ).toEqual([]);
  });

  describe.each(PAGES.map((row) => [row.route, row] as const))('%s', (_, row) => {
    it.each(['sibling', 'stranger'] as const)('shows a %s nothing of it', async (who) => {
      expect(await revealed(browsers[who], row)).toEqual([]);
    });
  });

  it('has what they have, whatever another customer posts with their ids', async () => {
    const before = await Promise.all(THINGS.map(rowsOf));
    for (const who of ['sibling', 'stranger'] as const) {
      for (const row of DEEDS) {
        for (const ids of owned) await browsers[who].post(row.path(ids), row.fields?.(ids));
      }
    }
    expect(await Promise.all(THINGS.map(rowsOf))).toEqual(before);
  });
});

describe('a form without the token of its own session', () => {
  const forms = ROUTE_TABLE.filter(
    ({ method, route }) => method === 'POST' && !route.startsWith('/portal/sign-in'),
  );

  it.each(forms.map((row) => [row.route, row] as const))(
    '%s refuses, and changes nothing',
    async (_, row) => {
      const before = await Promise.all(THINGS.map(rowsOf));
      const [ids] = owned;
      if (ids === undefined) throw new Error('no ids');
      for (const csrf of ['', browsers.sibling.csrf]) {
        const answer = await browsers.owner.post(row.path(ids), { ...row.fields?.(ids), csrf });
        expect(answer.status).toBe(403);
      }
      expect(await Promise.all(THINGS.map(rowsOf))).toEqual(before);
      expect((await browsers.owner.get('/portal/invoices')).status).toBe(200);
    },
  );
});

describe('what is of the same customer', () => {
  const money = () => {
    const { sent, failed, paid, refunded } = rich.shown;
    const { methodId, setupId, ...ids } = rich.ids;
    return [sent, failed, paid, refunded, ...Object.values(ids)];
  };
  /** Methods and agreements have no mode of their own: a customer is of one. */
  const elsewhere = [
    { where: 'in the other mode', column: 'livemode', other: async () => 1, hidden: money },
    {
      where: 'of another business',
      column: 'merchant_id',
      other: async () => (await openShop()).scope.merchantId,
      hidden: secrets,
    },
  ] as const;

  it.each(elsewhere)('$where is shown by no page', async ({ column, other, hidden }) => {
    const value = await other();
    // What was agreed to cannot be changed, except by a test that has to know what would be shown.
    await env.DB.prepare('DROP TRIGGER IF EXISTS agreements_append_only').run();
    const moved: [string, unknown][] = [];
    for (const table of THINGS) {
      const { results } = await env.DB.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
      if (!results.some(({ name }) => name === column)) continue;
      const mine = env.DB.prepare(`SELECT ${column} AS was FROM ${table} WHERE customer_id = ?`);
      moved.push([table, await mine.bind(rich.customerId).first('was')]);
      await env.DB.prepare(`UPDATE ${table} SET ${column} = ? WHERE customer_id = ?`)
        .bind(value, rich.customerId)
        .run();
    }
    const shown = new Map<string, readonly string[]>();
    for (const row of PAGES) {
      const found = (await revealed(browsers.owner, row)).filter((secret) => hidden().includes(secret));
      if (found.length > 0) shown.set(row.route, found);
    }
    for (const [table, was] of moved) {
      await env.DB.prepare(`UPDATE ${table} SET ${column} = ? WHERE customer_id = ?`)
        .bind(was, rich.customerId)
        .run();
    }
    expect(moved.length).toBeGreaterThan(1);
    expect(Object.fromEntries(shown)).toEqual({});
  });
});
