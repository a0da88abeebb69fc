import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { memberships } from '../../../src/db/schema/index.ts';
import { ROLES, type Role } from '../../../src/domain/staff/roles.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { ACCESS, BUSINESS } from '../../../src/routes/dashboard/access.ts';
import { ownAccount } from '../../support/worker/accounts.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, type StaffBrowser, staffOf } from '../../support/worker/staff.ts';
import { ask, freshIds } from './asking.ts';
import { everything } from './everything.ts';
import { registered } from './registered.ts';
import type { Ids, Row } from './route-row.ts';
import { ROUTE_TABLE } from './route-table.ts';

const INSIDE = `/dashboard${BUSINESS}`;

const below = (route: string): string | null => {
  const [method = '', path = ''] = route.split(' ', 2);
  if (!path.startsWith(INSIDE)) return null;
  return `${method} ${path.slice(INSIDE.length) || '/'}`;
};

let shop: Shop;
let elsewhere: Shop;
let browsers: Record<Role | 'elsewhere' | 'nowhere' | 'both', StaffBrowser>;
/** What is asked for where nothing may change: one of each for all. */
let kept: Ids;

beforeAll(async () => {
  elsewhere = await openShop();
  await ownAccount(elsewhere);
  shop = await openShop();
  await ownAccount(shop);
  const nobody = await hire(shop, []);
  browsers = {
    owner: await staffOf(shop, 'owner'),
    finance: await staffOf(shop, 'finance'),
    technician: await staffOf(shop, 'technician'),
    read_only: await staffOf(shop, 'read_only'),
    elsewhere: await browserFor(shop, (await hire(shop, [[elsewhere, 'owner']])).personId),
    nowhere: await browserFor(shop, nobody.personId),
    both: await staffOfBoth(),
  };
  kept = await freshIds(shop);
});

/** What a row that is answered may spend is made anew for it. */
const idsFor = async (row: Row, isAllowed: boolean): Promise<Ids> =>
  isAllowed && row.route.startsWith('POST ') ? freshIds(shop) : kept;

/** Reads here, and owns the other business. */
async function staffOfBoth(): Promise<StaffBrowser> {
  const roles = [[shop, 'read_only'] as const, [elsewhere, 'owner'] as const];
  return browserFor(shop, (await hire(shop, roles)).personId);
}

const rows = ROUTE_TABLE.map((row) => [row.route, row] as const);
const posts = ROUTE_TABLE.filter(({ route }) => route.startsWith('POST '));

describe('the table of access', () => {
  it('names every route of a business that the app has, once, and none that it has not', () => {
    const inside = registered().flatMap((route) => below(route) ?? []);
    const named = ROUTE_TABLE.map(({ route }) => route);
    expect(named.toSorted()).toEqual(inside.toSorted());
    expect([...ACCESS.keys()].map((route) => below(route)).toSorted()).toEqual(inside.toSorted());
  });

  it.each(rows)('%s answers each role as the table says', async (_, row) => {
    for (const role of ROLES) {
      const asker = row.spendsAsker ? await staffOf(shop, role) : browsers[role];
      const answer = await ask(asker, row, await idsFor(row, row.may.includes(role)));
      expect([role, answer.status]).toEqual([role, row.may.includes(role) ? row.answers : 403]);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      await answer.body?.cancel();
    }
  });

  it.each(rows)(
    '%s answers staff of another business, and of none, like a business that does not exist',
    async (_, row) => {
      const plain = async (browser: StaffBrowser, at: Ids) => {
        const answer = await ask(browser, row, at);
        const text = (await answer.text()).replaceAll(/nonce="[^"]+"/g, '');
        return { status: answer.status, text };
      };
      const nowhere = { ...kept, merchantId: newId(shop.ctx, 'mer') };
      const unknown = await plain(browsers.owner, nowhere);
      expect(unknown.status).toBe(404);
      expect(await plain(browsers.elsewhere, kept)).toEqual(unknown);
      expect(await plain(browsers.nowhere, kept)).toEqual(unknown);
    },
  );

  it.each(rows)('%s sends whoever is not signed in to the sign-in, and back', async (_, row) => {
    const answer = await ask(openBrowser(shop), row, kept);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^\/dashboard\/sign-in/);
  });

  it.each(rows)('%s asks of staff of two businesses the role of the one in the address', async (_, row) => {
    const both = row.spendsAsker ? await staffOfBoth() : browsers.both;
    const mayHere = row.may.includes('read_only');
    const here = await ask(both, row, await idsFor(row, mayHere));
    expect(here.status).toBe(mayHere ? row.answers : 403);
    const there = await ask(both, row, await freshIds(elsewhere));
    expect(there.status).toBe(row.may.includes('owner') ? row.answers : 403);
  });

  it.each(rows)('%s finds nothing of another business by its ids', async (_, row) => {
    if (row.namesNothing === true || (row.path === undefined && row.namesInFields !== true)) return;
    const theirs = { ...kept, merchantId: elsewhere.scope.merchantId };
    expect((await ask(browsers.both, row, theirs)).status).toBe(404);
  });

  it('answers nobody on a route that is not in it', async () => {
    const path = `/dashboard/${shop.scope.merchantId}/nothing`;
    for (const browser of Object.values(browsers)) {
      expect((await browser.get(path)).status).toBe(404);
      expect((await browser.post(path)).status).toBe(404);
    }
  });
});

describe('a form from elsewhere', () => {
  it('changes nothing without the token, with another’s, from another site, or from nowhere', async () => {
    const before = await everything();
    const { owner } = browsers;
    for (const row of posts) {
      const foreign = [
        await ask(owner, row, kept, {}, { csrf: '' }),
        await ask(owner, row, kept, {}, { csrf: browsers.elsewhere.csrf }),
        await ask(owner, row, kept, { 'Sec-Fetch-Site': 'cross-site' }),
        await ask(owner, row, kept, { 'Sec-Fetch-Site': 'same-site' }),
        await ask(owner, row, kept, { 'Content-Type': 'text/plain' }),
      ];
      expect([row.route, ...foreign.map(({ status }) => status)]).toEqual([
        row.route,
        ...[403, 403, 403, 403, 400],
      ]);
    }
    expect(await everything()).toEqual(before);
  });

  it('is refused on every POST that the app has, before anything is read', async () => {
    const merchantId = shop.scope.merchantId;
    const inPath = (path: string) =>
      path.replace(BUSINESS, `/${merchantId}`).replaceAll(/:[a-z]+/g, 'per_00000000000000000000000000');
    for (const route of registered().filter((name) => name.startsWith('POST '))) {
      const path = inPath(route.slice('POST '.length));
      const answer = await browsers.owner.post(path, {}, { 'Sec-Fetch-Site': 'cross-site' });
      expect([route, answer.status]).toEqual([route, 403]);
    }
  });

  it('may not be sent by another method', async () => {
    const path = `/dashboard/${shop.scope.merchantId}/members`;
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await shop.request(path, { method });
      expect(answer.status).toBe(405);
    }
  });
});

describe('a member who was removed', () => {
  it('is refused at the next press, and a changed role holds from the next press on', async () => {
    const { personId } = await hire(shop, [[shop, 'owner']]);
    const theirs = await browserFor(shop, personId);
    const path = `/dashboard/${shop.scope.merchantId}/members`;
    expect((await theirs.get(path)).status).toBe(200);
    await browsers.owner.post(`${path}/${personId}/role`, { role: 'read_only' });
    const invite = { address: 'late@staff.test', role: 'owner' };
    expect((await theirs.post(`${path}/invite`, invite)).status).toBe(403);
    await browsers.owner.post(`${path}/${personId}/remove`);
    expect((await theirs.get(path)).status).toBe(404);
    const left = await shop.ctx.db.select().from(memberships).where(eq(memberships.personId, personId));
    expect(left).toEqual([]);
  });
});
