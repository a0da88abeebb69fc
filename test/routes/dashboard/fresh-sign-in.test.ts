import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emails, invitations, merchants, passkeys } from '../../../src/db/schema/index.ts';
import { apiClient } from '../../support/worker/api.ts';
import { addKey } from '../../support/worker/context.ts';
import { asked, authenticator } from '../../support/worker/passkeys.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, type StaffBrowser, staffLinkFor, staffOf } from '../../support/worker/staff.ts';
import { ask, freshIds } from './asking.ts';
import { ROUTE_TABLE } from './route-table.ts';

const MINUTE = 60_000;

/** What lets somebody else in, or sends money elsewhere. Everything else is undone by another press. */
const ASKS: ReadonlySet<string> = new Set([
  'POST /members/invite',
  'POST /members/withdraw',
  'POST /members/:person/role',
  'GET /members/:person/remove',
  'POST /members/:person/remove',
  'POST /stripe/integrate',
  'POST /stripe/create',
  'POST /stripe/onboarding',
  'POST /stripe/again',
  'GET /stripe/disconnect',
  'POST /stripe/disconnect',
  'GET /profile/accounts',
  'POST /profile/accounts/add',
  'POST /profile/accounts/use',
  'GET /profile/accounts/close',
  'POST /profile/accounts/close',
  'POST /profile/accounts/text',
  'GET /profile/history/restore',
  'POST /profile/history/restore',
  'GET /webhooks/new',
  'POST /webhooks/new',
  'GET /webhooks/:endpoint/edit',
  'POST /webhooks/:endpoint/edit',
  'POST /webhooks/:endpoint/switch',
  'GET /webhooks/:endpoint/rotate',
  'POST /webhooks/:endpoint/rotate',
  'GET /webhooks/:endpoint/delete',
  'POST /webhooks/:endpoint/delete',
]);

/** The value of a hidden field of the form that waits, which is the last of its page. */
const hidden = (page: string, name: string): string =>
  [...page.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].at(-1)?.[1] ?? '';

describe('a sign-in of more than ten minutes ago', () => {
  let shop: Shop;
  let stale: StaffBrowser;
  beforeAll(async () => {
    shop = await openShop();
    stale = await staffOf(shop, 'owner');
    shop.advance(10 * MINUTE);
  });

  it.each(ROUTE_TABLE.map((row) => [row.route, row] as const))(
    'is enough for %s, or is asked for again',
    async (_, row) => {
      const asker = row.spendsAsker ? await staffOf(shop, 'owner') : stale;
      const answer = await ask(asker, row, await freshIds(shop));
      const isRead = row.route.startsWith('GET ');
      const isSent =
        isRead && answer.headers.get('location')?.startsWith('/dashboard/sign-in?again=1&next=') === true;
      const isHeld =
        !isRead && answer.status === 403 && (await answer.text()).includes('Sign in again to continue');
      expect([row.route, isSent || isHeld]).toEqual([row.route, ASKS.has(row.route)]);
      if (!ASKS.has(row.route)) expect(answer.status).toBe(row.answers);
    },
  );
});

describe('a form that a fresh sign-in is asked for', () => {
  let shop: Shop;
  let personId: string;
  let address: string;
  let browser: StaffBrowser;
  beforeEach(async () => {
    shop = await openShop();
    ({ personId, address } = await hire(shop, [[shop, 'owner']]));
    browser = await browserFor(shop, personId);
    shop.advance(11 * MINUTE);
  });

  const members = () => `/dashboard/${shop.scope.merchantId}/members`;
  const invited = () =>
    shop.ctx.db.select().from(invitations).where(eq(invitations.merchantId, shop.scope.merchantId));
  const invite = { address: 'new@staff.test', role: 'finance' };

  /** Signs in anew by a mailed link, in this browser. */
  async function signInAgain(next: string) {
    await browser.post('/dashboard/sign-in', { address, next });
    const link = await staffLinkFor(shop, address);
    const signedIn = await browser.post(link);
    expect(signedIn.headers.get('location')).toBe(next);
  }

  it('waits with what was typed, and is done once its person has signed in again', async () => {
    const held = await (await browser.post(`${members()}/invite`, invite)).text();
    expect(await invited()).toEqual([]);
    expect(hidden(held, 'address')).toBe(invite.address);
    const resume = { ...invite, csrf: hidden(held, 'csrf') };
    // Sent again without a sign-in it waits on.
    expect((await browser.post(`${members()}/invite`, resume)).status).toBe(403);
    expect(await invited()).toEqual([]);
    const form = await (await browser.get('/dashboard/sign-in?again=1&next=%2Fdashboard%2Fsigned-in')).text();
    expect(form).toContain(address);
    await signInAgain('/dashboard/signed-in');
    expect((await browser.get('/dashboard/signed-in')).status).toBe(200);
    expect((await browser.post(`${members()}/invite`, resume)).status).toBe(303);
    expect(await invited()).toHaveLength(1);
  });

  it('is of use to nobody else, for no other form, and for an hour', async () => {
    const held = await (await browser.post(`${members()}/invite`, invite)).text();
    const csrf = hidden(held, 'csrf');
    const other = await staffOf(shop, 'owner');
    expect((await other.post(`${members()}/invite`, { ...invite, csrf })).status).toBe(403);
    await signInAgain('/dashboard/account');
    expect((await browser.post(`${members()}/withdraw`, { csrf })).status).toBe(403);
    shop.advance(61 * MINUTE);
    const late = await browser.post(`${members()}/invite`, { ...invite, csrf });
    expect(late.status).toBe(403);
    expect(await invited()).toEqual([]);
  });

  it('is a passkey’s, both added and removed, and the page shows no way to add one before', async () => {
    expect(await (await browser.get('/dashboard/account')).text()).toContain(
      'Sign in again to add a passkey',
    );
    const fresh = await browserFor(shop, personId);
    const { challenge, sealed } = await asked(fresh, '/dashboard/account', 'create');
    const device = await authenticator(personId);
    const form = { name: 'Laptop', challenge: sealed, ...(await device.create({ challenge })) };
    expect((await browser.post('/dashboard/account/passkeys', form)).status).toBe(403);
    expect((await fresh.post('/dashboard/account/passkeys', form)).status).toBe(303);
    const [passkey] = await shop.ctx.db.select().from(passkeys).where(eq(passkeys.personId, personId));
    const remove = `/dashboard/account/passkeys/${passkey?.id}/remove`;
    expect((await browser.get(remove)).headers.get('location')).toContain('again=1');
    expect((await browser.post(remove)).status).toBe(403);
    expect((await fresh.post(remove)).status).toBe(303);
    const rows = await shop.ctx.db.select().from(emails).where(eq(emails.template, 'staff_changed'));
    expect(rows.filter(({ recipient }) => recipient === address).map(({ facts }) => facts)).toMatchObject([
      { change: { kind: 'passkey_added', name: 'Laptop' } },
      { change: { kind: 'passkey_removed', name: 'Laptop' } },
    ]);
  });
});

describe('the owners of a business', () => {
  it('are told who changed its bank accounts, its owners, its keys and its Stripe account, whoever does it', async () => {
    const shop = await openShop();
    const { merchantId } = shop.scope;
    const owner = await hire(shop, [[shop, 'owner']]);
    const finance = await hire(shop, [[shop, 'finance']]);
    const [asOwner, asFinance] = [
      await browserFor(shop, owner.personId),
      await browserFor(shop, finance.personId),
    ];
    const at = `/dashboard/${merchantId}`;
    const [merchant] = await shop.ctx.db.select().from(merchants).where(eq(merchants.id, merchantId));
    const version = String(merchant?.profileVersion ?? 1);
    await asFinance.post(`${at}/profile/accounts/text`, { version, bankDetails: 'IBAN XX99 elsewhere' });
    const { apiKey } = await addKey(shop.ctx, shop.scope, { name: 'Deploy' });
    const api = apiClient(shop.ctx, { apiKey });
    const { body: made } = await api('POST', '/api-keys', { name: 'Backoffice', scopes: ['read'] });
    await api('POST', `/api-keys/${made.id}/rotate`, { overlapSeconds: 0 });
    await api('POST', `/api-keys/${made.id}/revoke`);
    await api('POST', `/api-keys/${made.id}/revoke`);
    await asOwner.post(`${at}/members/invite`, { address: 'boss@staff.test', role: 'owner' });
    await asOwner.post(`${at}/members/${finance.personId}/role`, { role: 'owner' });
    await asOwner.post(`${at}/members/invite`, { address: 'clerk@staff.test', role: 'read_only' });
    await asOwner.post(`${at}/stripe/disconnect`);
    const rows = await shop.ctx.db.select().from(emails).where(eq(emails.merchantId, merchantId));
    const told = rows.flatMap(({ recipient, facts }) =>
      facts?.template === 'staff_changed' ? [[facts.change.kind, facts.by, recipient]] : [],
    );
    const both = [owner.address, finance.address];
    const of = (kind: string, by: string, to: readonly string[]) => to.map((each) => [kind, by, each]);
    expect(told.toSorted()).toEqual(
      [
        ...of('bank_accounts', finance.address, both),
        ...of('api_key_made', 'Deploy', [owner.address]),
        ...of('api_key_rotated', 'Deploy', [owner.address]),
        ...of('api_key_revoked', 'Deploy', [owner.address]),
        ...of('owner_invited', owner.address, [owner.address]),
        ...of('owner_made', owner.address, [owner.address]),
        ...of('stripe_disconnected', owner.address, both),
      ].toSorted(),
    );
  });
});
