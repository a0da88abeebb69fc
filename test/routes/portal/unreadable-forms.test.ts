import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { createDeps } from '../../../src/deps.ts';
import { type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { ROUTE_TABLE } from './route-table.ts';

let shop: Shop;
let browser: SignedInBrowser;
beforeAll(async () => {
  shop = await openShop();
  browser = await signIn(shop, (await shop.invoice(42_000)).customerId);
});

const FORM = 'application/x-www-form-urlencoded';
const LARGEST = 64 * 1024;

/** A body as no browser sends one; the token is in it, if anybody can read it. */
type Sent = { readonly type: string; readonly body: (csrf: string) => BodyInit };

const UNREADABLE: readonly (readonly [what: string, sent: Sent])[] = [
  ['no type', { type: '', body: (csrf) => new TextEncoder().encode(`csrf=${csrf}`) }],
  ['JSON', { type: 'application/json', body: (csrf) => JSON.stringify({ csrf }) }],
  ['plain text', { type: 'text/plain', body: (csrf) => `csrf=${csrf}` }],
  [
    'several parts',
    {
      type: 'multipart/form-data; boundary=x',
      body: (csrf) => `--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n--x--\r\n`,
    },
  ],
  [
    'bytes that are not UTF-8',
    { type: FORM, body: (csrf) => new Uint8Array([...new TextEncoder().encode(`csrf=${csrf}&a=`), 0xff]) },
  ],
  ['too much', { type: FORM, body: (csrf) => `csrf=${csrf}&a=`.padEnd(LARGEST + 1, 'x') }],
];

async function send(
  path: string,
  { type, body }: Sent,
  more: Record<string, string> = {},
): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = new Headers({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', ...more });
  if (type !== '') headers.set('Content-Type', type);
  return shop.request(path, { method: 'POST', headers, body: body(browser.csrf) });
}

/** Everything that is posted, but the buttons of a sign-in link, which hold no field. */
const POSTS = ROUTE_TABLE.filter(
  ({ method, route }) => method === 'POST' && !route.startsWith('/portal/sign-in/'),
).map(({ route }) => route.replace(/:\w+/, 'x'));

describe.each(POSTS)('POST %s', (path) => {
  it.each(UNREADABLE)('does not read %s', async (_, sent) => {
    const answer = await send(path, sent, { 'Accept-Language': 'de' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Dieses Formular konnte nicht gelesen werden');
  });

  it('checks the token before it reads a field, and the session before that', async () => {
    if (path === '/portal/sign-in') return;
    for (const csrf of ['', 'x', browser.csrf.toUpperCase(), `${browser.csrf} `]) {
      const foreign = await send(path, { type: FORM, body: () => new URLSearchParams({ csrf }) });
      expect([foreign.status, csrf]).toEqual([403, csrf]);
      expect(await foreign.text()).toContain('We couldn’t accept this form');
    }
    const several = await send(path, { type: FORM, body: (csrf) => `csrf=x&csrf=${csrf}` });
    expect(several.status).toBe(403);
    for (const [, sent] of UNREADABLE) {
      const stranger = await send(path, sent, { Cookie: '' });
      expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/portal/sign-in']);
    }
  });

  it('is refused from another site before anything else', async () => {
    for (const [, sent] of UNREADABLE) {
      const answer = await send(path, sent, { 'Sec-Fetch-Site': 'cross-site' });
      expect(answer.status).toBe(403);
    }
  });
});

describe('a form', () => {
  const settings = (body: string, type = FORM) =>
    send('/portal/settings/bank', { type, body: (csrf) => `csrf=${csrf}&${body}` });

  it('that fills the limit to the byte is read, and shown again whole', async () => {
    const head = `csrf=${browser.csrf}&holderName=`;
    const name = 'J'.repeat(LARGEST - head.length);
    const answer = await settings(`holderName=${name}`);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(name);
  });

  it('is read in any spelling of its type, and what is escaped as no text is shown as such', async () => {
    const answer = await settings('holderName=Zo%C3%AB+%FF+Ltd', `${FORM.toUpperCase()} ; charset=latin1`);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="Zoë \ufffd Ltd"');
  });

  it('takes a thousand fields that nobody asked for, and those named like what every object has', async () => {
    const more = Array.from({ length: 1_000 }, (_, at) => `f${at}=x`).join('&');
    const answer = await settings(
      `${more}&__proto__=x&constructor=x&toString=x&holderName=Jane&hasOwnProperty=x`,
    );
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="Jane"');
  });

  it('ended nothing by all of these', async () => {
    expect((await browser.get('/portal/invoices')).status).toBe(200);
  });
});

describe('a page that breaks', () => {
  it('is answered by the app as any other: a number to quote, and nothing else', async () => {
    const real = await createDeps(env);
    const now = () => {
      throw new Error('a detail');
    };
    const app = createApp(async () => ({ ...real, ctx: { ...shop.ctx, now } }));
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const Cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const asked = { headers: { Cookie, 'CF-Ray': 'ray-1' } };
    const answer = await app.request('https://billing.test/portal/invoices', asked, env);
    expect(answer.status).toBe(500);
    expect(answer.headers.get('x-request-id')).toBe('ray-1');
    const page = await answer.text();
    expect(page).toContain('ray-1');
    expect(page).not.toContain('a detail');
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });
});
