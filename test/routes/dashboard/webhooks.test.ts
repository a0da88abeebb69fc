import { beforeAll, describe, expect, it } from 'vitest';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';
import { type HookedShop, openHookedShop } from '../../support/worker/webhooks.ts';

let shop: HookedShop;
let home: string;
let owner: StaffBrowser;
let reader: StaffBrowser;

beforeAll(async () => {
  shop = await openHookedShop();
  home = `/dashboard/${shop.scope.merchantId}/webhooks`;
  [owner, reader] = [await staffOf(shop, 'owner'), await staffOf(shop, 'read_only')];
});

const page = async (path: string, by = owner) => {
  const answer = await by.get(`${home}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};
const commandOf = (html: string): string => /name="command" value="(req_\w+)"/.exec(html)?.[1] ?? '';
const idIn = (html: string): string => /webhooks\/(whe_\w+)/.exec(html)?.[1] ?? '';

describe('webhooks in the dashboard', () => {
  it('an endpoint is added once however often it is pressed, and its secret is shown once', async () => {
    expect(await page('')).toContain('Nobody is told of anything yet');
    const form = await page('/new');
    const fields = {
      command: commandOf(form),
      url: 'https://hooks-d.test/in?token=s3cret',
      description: 'ERP',
      which: 'some',
      types: 'invoice.finalized',
    };
    const made = await owner.post(`${home}/new`, fields);
    const shown = await made.text();
    const secret = /whsec_[A-Za-z0-9+/]{43}=/.exec(shown)?.[0] ?? '';
    expect(secret).not.toBe('');
    const again = await (await owner.post(`${home}/new`, fields)).text();
    expect(again).toContain('was shown when you first pressed the button');
    expect(again).not.toContain('whsec_');
    const list = await page('', reader);
    expect(list.match(/hooks-d\.test\/in/g)).toHaveLength(1);
    // Whoever only reads sees nothing of an address that may be secret.
    expect(list).not.toContain('s3cret');
    expect(list).not.toContain('/webhooks/new');
    shop.secrets.set('hooks-d.test', secret);
  });

  it('what is wrong is said at its field, with what was typed', async () => {
    const fields = {
      command: commandOf(await page('/new')),
      url: 'https://192.168.0.1/x',
      description: 'Mine',
    };
    const inside = await owner.post(`${home}/new`, { ...fields, which: 'all' });
    expect(inside.status).toBe(422);
    const text = await inside.text();
    expect(text).toContain('192.168.0.1 is not on the public internet');
    expect(text).toContain('value="https://192.168.0.1/x"');
    const none = await owner.post(`${home}/new`, { ...fields, which: 'some' });
    expect(await none.text()).toContain('Tick at least one type');
  });

  it('shows what was delivered and why not, sends it again, is switched off and on, changed, rotated and deleted', async () => {
    const endpoint = `/${idIn(await page(''))}`;
    shop.answers.set(
      'hooks-d.test',
      () =>
        new Response('out of <b>paper</b>', {
          status: 507,
          headers: { 'Content-Type': 'text/plain' },
        }),
    );
    await shop.invoice(4200);
    await shop.work();
    const failing = await page(endpoint);
    expect(failing).toContain('It answered 507.');
    const event = /events\/(evt_\w+)/.exec(failing)?.[1] ?? '';
    const record = await page(`${endpoint}/events/${event}`);
    expect(record).toContain('out of &lt;b&gt;paper&lt;/b&gt;');
    expect(record).toContain('&quot;amountDue&quot;: 4200');
    const untaken = await owner.post(`${home}${endpoint}/test`);
    expect([untaken.status, await untaken.text()]).toEqual([
      200,
      expect.stringContaining('The test wasn’t taken: It answered 507.'),
    ]);
    shop.answers.set('hooks-d.test', () => Response.redirect('http://169.254.169.254/', 302));
    expect(await (await owner.post(`${home}${endpoint}/test`)).text()).toContain('The test wasn’t taken');
    shop.answers.delete('hooks-d.test');
    expect(await (await owner.post(`${home}${endpoint}/test`)).text()).toContain('The test was taken');
    // Verified by the receiver's library, as every other; nothing of it is kept, and no failure counts.
    expect(shop.taken.splice(0).map(({ type }) => type)).toEqual(['endpoint.test']);
    expect(await page(endpoint)).not.toContain('endpoint.test');
    expect((await owner.post(`${home}${endpoint}/events/${event}/replay`)).status).toBe(303);
    await shop.work();
    expect(shop.taken.map(({ type }) => type)).toEqual(['invoice.finalized']);
    expect(await page(`${endpoint}?state=delivered`)).toContain(event);
    expect(await page(`${endpoint}?state=failed`)).toContain('There are none of these');

    await owner.post(`${home}${endpoint}/switch`, { to: 'off' });
    await shop.invoice(4300);
    await shop.work();
    const off = await page(endpoint);
    expect(off).toContain('Off since');
    const whileOff = await owner.post(`${home}${endpoint}/replay`, { since: '2020-01-01' });
    expect(await whileOff.text()).toContain('The endpoint is off: switch it on');
    await owner.post(`${home}${endpoint}/switch`, { to: 'on' });
    expect((await owner.post(`${home}${endpoint}/replay`, { since: '2020-01-01' })).status).toBe(303);
    await shop.work();
    expect(shop.taken).toHaveLength(2);

    const edit = await page(`${endpoint}/edit`);
    expect(edit).toContain('token=s3cret');
    const fields = { command: commandOf(edit), url: 'https://hooks-e.test/', description: '', which: 'all' };
    expect((await owner.post(`${home}${endpoint}/edit`, fields)).status).toBe(303);
    expect(await page(endpoint)).toContain('hooks-e.test');
    const rotate = { command: commandOf(await page(`${endpoint}/rotate`)), overlap: '3600' };
    expect(await (await owner.post(`${home}${endpoint}/rotate`, rotate)).text()).toMatch(/whsec_/);
    const twice = { command: commandOf(await page(`${endpoint}/rotate`)), overlap: '3600' };
    expect((await owner.post(`${home}${endpoint}/rotate`, twice)).status).toBe(422);
    const remove = { command: commandOf(await page(`${endpoint}/delete`)) };
    expect((await owner.post(`${home}${endpoint}/delete`, remove)).status).toBe(303);
    expect((await owner.get(`${home}${endpoint}`)).status).toBe(404);
  });
});
