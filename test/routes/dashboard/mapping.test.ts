import { beforeEach, describe, expect, it } from 'vitest';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let map: Mapping;
let owner: StaffBrowser;
let base: string;
beforeEach(async () => {
  map = await openMapping();
  owner = await staffOf(map.shop, 'owner');
  base = `/dashboard/${map.scope.merchantId}/mapping`;
});

const page = async (path = '') => {
  const answer = await owner.get(`${base}${path}`);
  const text = await answer.text();
  const refresh = /http-equiv="refresh" content="(\d+)"/.exec(text)?.[1] ?? null;
  return { status: answer.status, refresh, text };
};

describe('the page of client mapping', () => {
  it('maps by a person’s decisions, follows the import by itself, and unlinks after saying what it means', async () => {
    const accepted = await map.addClient({ legalName: 'Acme Ltd', email: 'ada@acme.test' });
    const made = await map.addClient({ legalName: 'Made <b>Inc' });
    const there = await map.addAtStripe({ email: 'ADA@acme.test', name: 'Acme there' });
    expect((await page()).text).toContain('haven’t read');
    expect((await owner.post(`${base}/read`)).status).toBe(303);
    expect((await page()).refresh).toBe('3');
    await map.shop.work();
    const ready = await page();
    expect(ready).toMatchObject({ status: 200, refresh: null });
    expect(ready.text).toContain('same email address, likely');
    expect(ready.text).toContain('Made &lt;b&gt;Inc');
    expect((await page('?status=proposed&q=ACME')).text).not.toContain('Made');
    await owner.post(`${base}/decide`, { decision: 'accept', which: 'all' });
    expect(await map.client(accepted)).toMatchObject({ status: 'to_map', target: there });
    await owner.post(`${base}/undo`);
    expect(await map.client(accepted)).toMatchObject({ status: 'proposed' });
    await owner.post(`${base}/clients/${accepted}/map`, { target: there });
    await owner.post(`${base}/decide`, { decision: 'create', which: 'these', clients: made });
    await owner.post(`${base}/import`);
    const running = await page();
    expect(running).toMatchObject({ refresh: '3' });
    expect(running.text).toContain('0 of 2 done');
    await map.shop.work();
    expect((await page()).text).toContain('Configuration is complete');
    const asked = await page(`/clients/${accepted}/unlink`);
    expect(asked.text).toContain('stays in Stripe as it is');
    await owner.post(`${base}/clients/${accepted}/unlink`);
    expect(await map.client(accepted)).toMatchObject({ linked: null });
    expect((await page(`/clients/${accepted}`)).text).toContain('Acme there');
    await owner.post(`${base}/clients/${accepted}/link`, { target: there });
    expect(await map.client(accepted)).toMatchObject({ linked: there });
  });

  it('says who has a Stripe customer, and gives the failures as a file that no spreadsheet runs', async () => {
    const [one, two] = [
      await map.addClient({ legalName: '=HYPERLINK("x")' }),
      await map.addClient({ legalName: 'Two' }),
    ];
    await map.read();
    await owner.post(`${base}/clients/${one}/map`, { target: 'cus_nobody' });
    const taken = await owner.post(`${base}/clients/${two}/map`, { target: 'cus_nobody' });
    expect(taken.status).toBe(422);
    expect(await taken.text()).toContain('HYPERLINK');
    const { importId } = await map.begin();
    await map.shop.work();
    const file = await owner.get(`${base}/imports/${importId}/failures.csv`);
    expect(file.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(await file.text()).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
