import { beforeAll, describe, expect, it } from 'vitest';
import { BUSINESS } from '../../../src/routes/dashboard/access.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';
import { everything } from './everything.ts';
import { registered } from './registered.ts';

/** Before anybody is signed in: what each changes is held by a link, a passkey, or a mail to the address alone. */
const OPEN = [
  'GET /dashboard/:script{passkeys-[0-9a-f]+\\.js}',
  'GET /dashboard/:script{dashboard-[0-9a-f]+\\.js}',
  'GET /dashboard/sign-in',
  'POST /dashboard/sign-in',
  'POST /dashboard/sign-in/passkey',
  'GET /dashboard/sign-in/sent',
  'GET /dashboard/sign-in/:token',
  'POST /dashboard/sign-in/:token',
  'POST /dashboard/sign-in/:token/again',
  'GET /dashboard/invitations/:token',
  'POST /dashboard/invitations/:token',
];

/** Of whoever is signed in, about no one business. */
const OF_A_PERSON = [
  'GET /dashboard',
  'GET /dashboard/choose',
  'GET /dashboard/signed-in',
  'POST /dashboard/join',
  'POST /dashboard/sign-out',
  'GET /dashboard/connect/stripe',
  'GET /dashboard/account',
  'POST /dashboard/account/sessions/end',
  'POST /dashboard/account/sessions/end-others',
  'POST /dashboard/account/passkeys',
  'POST /dashboard/account/passkeys/rename',
  'GET /dashboard/account/passkeys/:passkey/remove',
  'POST /dashboard/account/passkeys/:passkey/remove',
];

let shop: Shop;
let owner: StaffBrowser;
let another: StaffBrowser;
beforeAll(async () => {
  shop = await openShop();
  owner = await staffOf(shop, 'owner');
  another = await staffOf(shop, 'owner');
});

const parts = (route: string): readonly [string, string] => {
  const [method = '', path = ''] = route.split(' ');
  return [method, path.replace(/:\w+/, 'psk_00000000000000000000000000')];
};

describe('the routes of no one business', () => {
  it('are these: a new one says here whether it asks for a session', () => {
    const ours = registered().filter((route) => !route.includes(BUSINESS));
    const plain = (route: string) => route.replace(/(.)\/$/, '$1');
    expect(ours.map(plain).toSorted()).toEqual([...OPEN, ...OF_A_PERSON].toSorted());
  });

  it.each(OF_A_PERSON)(
    '%s sends whoever is not signed in, or was signed out, to the sign-in',
    async (route) => {
      const [method, path] = parts(route);
      const gone = await staffOf(shop, 'owner');
      await gone.post('/dashboard/sign-out');
      for (const browser of [openBrowser(shop), gone]) {
        const answer = await (method === 'GET' ? browser.get(path) : browser.post(path));
        expect(answer.status).toBe(303);
        expect(answer.headers.get('location')).toMatch(/^\/dashboard\/sign-in/);
      }
    },
  );

  it.each(OF_A_PERSON.filter((route) => route.startsWith('POST')))(
    '%s changes nothing without the token, or with another’s',
    async (route) => {
      const [, path] = parts(route);
      const before = await everything();
      for (const csrf of ['', another.csrf]) expect((await owner.post(path, { csrf })).status).toBe(403);
      expect(await everything()).toEqual(before);
    },
  );

  it.each(OPEN.filter((route) => route.includes(':token')))('%s takes no made-up link', async (route) => {
    const [method, path] = parts(route);
    const browser = openBrowser(shop);
    const answer = await (method === 'GET' ? browser.get(path) : browser.post(path));
    expect(answer.status).toBe(404);
  });
});
