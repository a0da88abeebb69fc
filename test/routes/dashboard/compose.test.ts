import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { attachments, invoiceLines, invoices } from '../../../src/db/schema/index.ts';
import { readDraft } from '../../../src/operations/invoices/read-draft.ts';
import { replaceDraft } from '../../../src/operations/invoices/update-draft.ts';
import { customerWith, draftFor } from '../../support/worker/collecting.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let base: string;
let owner: StaffBrowser;
let customerId: string;

beforeAll(async () => {
  shop = await openShop();
  base = `/dashboard/${shop.scope.merchantId}/invoices`;
  owner = await staffOf(shop, 'technician');
  customerId = await customerWith(shop);
});

const text = async (path: string) => {
  const answer = await owner.get(path);
  expect(answer.status).toBe(200);
  return answer.text();
};
const fieldOf = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const rowOf = async (id: string) => (await shop.ctx.db.select().from(invoices).where(eq(invoices.id, id)))[0];
const linesOf = (id: string) => shop.ctx.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, id));

/** Chooses the customer, and gives the draft’s address. */
async function begin(): Promise<string> {
  const page = await text(`${base}/new?search=payer`);
  const form = new RegExp(`name="form" value="([^"]+)"[^<]*<input[^>]*name="customer" value="${customerId}"`);
  const fields = { form: form.exec(page)?.[1] ?? '', customer: customerId, currency: '' };
  const answer = await owner.post(`${base}/new`, fields);
  expect((await owner.post(`${base}/new`, fields)).headers.get('location')).toBe(
    answer.headers.get('location'),
  );
  return (answer.headers.get('location') ?? '').replace('/edit', '');
}
const idOf = (draft: string): string => draft.slice(draft.lastIndexOf('/') + 1);

/** What the page’s form holds beside what is typed. */
async function opened(draft: string) {
  const page = await text(`${draft}/edit`);
  return { form: fieldOf(page, 'form'), seq: fieldOf(page, 'seq') };
}

const LINE = {
  'line.0.description': 'Workshop',
  'line.0.quantity': '2',
  'line.0.price': '1,200.50',
  'line.0.tax': 'plain',
  'line.0.rate': '10',
  'line.0.discount': '50 %',
  taxName: 'VAT',
  paymentLink: 'on',
};

describe('an invoice that is written', () => {
  it('is kept from the first choice on, added up at each press, and led to sending', async () => {
    const draft = await begin();
    expect(await rowOf(idOf(draft))).toMatchObject({ status: 'draft', customerId, amountDue: 0 });
    const typed = { ...LINE, netDays: '30', purchaseOrder: 'PO-7', discount: '20.50', note: 'Thanks' };
    const added = await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...typed, act: 'add-line' });
    expect(added.headers.get('location')).toBe(`${draft}/edit?more=line`);
    const page = await text(`${draft}/edit?more=line`);
    for (const shown of [
      'value="1200.50"',
      'value="50 %"',
      'name="line.1.price"',
      '$1,298.00',
      'value="PO-7"',
    ])
      expect(page).toContain(shown);
    expect(page).not.toContain('name="line.2.price"');
    // (2 × 1,200.50 ÷ 2 − 20.50) + 10 %
    expect(await rowOf(idOf(draft))).toMatchObject({ amountDue: 129_800, notes: 'Thanks' });
    const sent = await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...typed, act: 'send' });
    expect(sent.headers.get('location')).toBe(`${draft}/issue/send`);
    const asked = await text(`${draft}/issue/send`);
    expect(asked).toContain('$1,298.00 to');
    expect(asked).toContain('Nothing is charged by itself');
    await owner.post(`${draft}/issue/send`, { form: fieldOf(asked, 'form') });
    expect(await rowOf(idOf(draft))).toMatchObject({ status: 'open', amountDue: 129_800 });
    // What has been issued is written on no more.
    expect((await owner.get(`${draft}/edit`)).headers.get('location')).toBe(draft);
    expect((await owner.post(`${draft}/edit`, { ...typed, act: 'save' })).headers.get('location')).toBe(
      draft,
    );
  });

  it('keeps every typed value beside what is wrong with it, and changes nothing', async () => {
    const draft = await begin();
    const typed = {
      ...LINE,
      'line.0.price': 'twelve',
      'line.0.rate': '200',
      dueOn: '2026-02-30',
      note: 'So',
    };
    const refused = await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...typed, act: 'save' });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    for (const value of Object.entries(typed).filter(([name]) => !/paymentLink|tax$|note/.test(name)))
      expect(page).toContain(`name="${value[0]}" value="${value[1]}"`);
    for (const id of ['line.0.price-wrong', 'line.0.rate-wrong', 'dueOn-wrong']) expect(page).toContain(id);
    expect(await linesOf(idOf(draft))).toEqual([]);
    // What only the sums tell is said by its field, too.
    const over = { ...LINE, discount: '9,999', act: 'save' };
    const tooMuch = await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...over });
    expect(tooMuch.status).toBe(422);
    expect(await tooMuch.text()).toContain('id="discount-wrong"');
  });

  it('loses its rows one by one, and has a plan', async () => {
    const draft = await begin();
    const two = { ...LINE, 'line.1.description': 'Travel', 'line.1.price': '100' };
    await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...two, act: 'save' });
    expect(await linesOf(idOf(draft))).toHaveLength(2);
    const parts = {
      'part.0.share': '30 %',
      'part.0.due': 'at once',
      'part.1.share': '',
      'part.1.due': '2 months',
    };
    const plan = { ...(await opened(draft)), ...two, ...parts, act: 'remove-line-0' };
    await owner.post(`${draft}/edit`, plan);
    expect((await linesOf(idOf(draft))).map(({ description }) => description)).toEqual(['Travel']);
    const page = await text(`${draft}/edit`);
    for (const amount of ['$30.00', '$70.00', 'value="2 months"']) expect(page).toContain(amount);
  });

  it('tells of what a colleague saved meanwhile, and keeps what was typed', async () => {
    const draft = await begin();
    const mine = await opened(draft);
    await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...LINE, act: 'save' });
    const theirs = { ...LINE, 'line.0.description': 'Lecture', act: 'save' };
    const conflict = await owner.post(`${draft}/edit`, { ...mine, ...theirs });
    expect(conflict.status).toBe(409);
    const page = await conflict.text();
    expect(page).toContain('one line, $1,320.55');
    expect(page).toContain('value="Lecture"');
    expect((await linesOf(idOf(draft)))[0]?.description).toBe('Workshop');
    const over = { form: fieldOf(page, 'form'), seq: fieldOf(page, 'seq'), ...theirs };
    expect((await owner.post(`${draft}/edit`, over)).status).toBe(303);
    // Pressed twice it is the same; other words in the same old form are told to be older.
    expect((await owner.post(`${draft}/edit`, over)).status).toBe(303);
    expect((await owner.post(`${draft}/edit`, { ...over, note: 'more' })).status).toBe(409);
    expect((await linesOf(idOf(draft)))[0]?.description).toBe('Lecture');
  });

  it('keeps what only the API writes', async () => {
    const draftId = await draftFor(shop, customerId);
    const ask = { scope: shop.scope, invoiceId: draftId };
    const { draft } = must(await readDraft(shop.ctx, ask));
    const whole = {
      adjustments: [{ kind: 'charge', description: 'Freight', value: { kind: 'amount', amount: 700 } }],
      withholdings: [{ name: 'IRPF', percentage: '15' }],
      deposits: [],
      roundToCoin: false,
    } as const;
    const details = { supply: null, note: 'third floor' };
    const lines = draft.lines.map((line) => ({ ...line, details }));
    must(await replaceDraft(shop.ctx, { ...ask, commandId: 'api/x', draft: { ...draft, whole, lines } }));
    const page = await text(`${base}/${draftId}/edit`);
    expect(page).toContain('one more discount or charge');
    const fields = [...page.matchAll(/name="((?:line|form|seq)[^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    await owner.post(`${base}/${draftId}/edit`, { ...Object.fromEntries(fields), act: 'save' });
    const kept = must(await readDraft(shop.ctx, ask)).draft;
    expect(kept.whole).toMatchObject(whole);
    expect(kept.lines[0]?.details).toEqual(details);
  });

  it('has files attached with what was typed', async () => {
    const draft = await begin();
    const form = new FormData();
    for (const [name, value] of Object.entries({ csrf: owner.csrf, ...(await opened(draft)), ...LINE }))
      form.append(name, value);
    form.append('act', 'attach');
    form.append('file', new File(['a;b\n1;2\n'], 'hours.csv', { type: 'text/csv' }));
    const body = new Response(form);
    const headers = {
      cookie: `__Host-quittance_staff=${owner.cookies.get('__Host-quittance_staff')}`,
      'content-type': body.headers.get('content-type') ?? '',
      'sec-fetch-site': 'same-origin',
    };
    const sent = await shop.request(`${draft}/edit`, {
      method: 'POST',
      headers,
      body: await body.arrayBuffer(),
    });
    expect(sent.status).toBe(303);
    expect(await linesOf(idOf(draft))).toHaveLength(1);
    const [file] = await shop.ctx.db
      .select()
      .from(attachments)
      .where(eq(attachments.invoiceId, idOf(draft)));
    expect(file).toMatchObject({ name: 'hours.csv', state: 'ready' });
    const none = await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...LINE, act: 'attach' });
    expect(await none.text()).toContain('Choose a file first');
    const removing = { ...(await opened(draft)), ...LINE, act: `remove-file-${file?.id}` };
    expect((await owner.post(`${draft}/edit`, removing)).status).toBe(303);
    expect(await text(`${draft}/edit`)).not.toContain('hours.csv');
  });
});

describe('a preview', () => {
  it('shows page, mail and PDF of what is typed, and stores nothing', async () => {
    const draft = await begin();
    await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...LINE, act: 'save' });
    const saved = await text(`${draft}/preview/page`);
    expect(saved).toContain('$1,320.55');
    expect(saved).toContain('DRAFT');
    const typed = {
      ...(await opened(draft)),
      ...LINE,
      'line.0.quantity': '4',
      'line.0.description': '<b>Two</b>',
    };
    const drawn = await owner.post(`${draft}/preview/page`, typed);
    expect(drawn.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    const html = await drawn.text();
    expect(html).toContain('$2,641.10');
    expect(html).toContain('&lt;b&gt;Two');
    expect((await owner.post(`${draft}/preview/mail`, typed)).status).toBe(200);
    const pdf = await owner.post(`${draft}/preview/pdf`, typed);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const wrong = await owner.post(`${draft}/preview/page`, { ...typed, 'line.0.price': 'x' });
    expect(await wrong.text()).toContain('can’t be shown yet');
    expect((await linesOf(idOf(draft)))[0]?.quantity).toBe('2');
  });
});

describe('another customer', () => {
  it('is chosen for a draft that keeps its lines', async () => {
    const draft = await begin();
    await owner.post(`${draft}/edit`, { ...(await opened(draft)), ...LINE, act: 'save' });
    const other = await customerWith(shop);
    const page = await text(`${base}/new?draft=${idOf(draft)}`);
    expect(page).toContain(other);
    const chosen = { form: '', customer: other, currency: '', draft: idOf(draft) };
    expect((await owner.post(`${base}/new`, chosen)).headers.get('location')).toBe(`${draft}/edit`);
    expect(await rowOf(idOf(draft))).toMatchObject({ customerId: other, amountDue: 132_055 });
  });
});

it('the script is named by what it holds, and kept for good under that name alone', async () => {
  const page = await (await owner.get(base.replace(/\/invoices$/, ''))).text();
  const path = /<script src="([^"]+)"/.exec(page)?.[1] ?? '';
  expect(path).toMatch(/^\/dashboard\/dashboard-[0-9a-f]{8}\.js$/);
  const script = await owner.get(path);
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const another = await owner.get(path.replace(/-\w+/, '-0123abcd'));
  expect([another.status, another.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await another.text()).toBe(await script.text());
  expect((await owner.get('/dashboard/dashboard.js')).status).toBe(404);
});

describe('a session that ended in mid-form', () => {
  const kept = (page: string): Record<string, string> =>
    Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );

  it('in another tab is known by what that tab left: the form waits, and goes on once its person is back', async () => {
    const draft = await begin();
    const { personId } = await hire(shop, [[shop, 'owner']]);
    const browser = await browserFor(shop, personId);
    const form = await (await browser.get(`${draft}/edit`)).text();
    const fields = { form: fieldOf(form, 'form'), seq: fieldOf(form, 'seq'), ...LINE, act: 'save' };
    expect((await browser.post('/dashboard/sign-out')).status).toBe(303);
    expect((await browser.get(`${draft}/edit`)).status).toBe(303);
    const held = await browser.post(`${draft}/edit`, fields);
    expect(held.status).toBe(403);
    const page = await held.text();
    expect(kept(page)).toMatchObject(fields);
    // Pressed too early, it is shown once more.
    expect(kept(await (await browser.post(`${draft}/edit`, kept(page))).text())).toMatchObject(fields);
    expect((await browser.post(`${draft}/edit`, { ...fields, csrf: 'x'.repeat(32) })).status).toBe(403);
    expect(await linesOf(idOf(draft))).toEqual([]);

    const signInAs = async (who: string) => {
      const { cookies } = await browserFor(shop, who);
      browser.cookies.set('__Host-quittance_staff', cookies.get('__Host-quittance_staff') ?? '');
    };
    // Somebody else at this browser sends nothing of theirs.
    await signInAs((await hire(shop, [[shop, 'owner']])).personId);
    expect((await browser.post(`${draft}/edit`, fields)).status).toBe(403);
    await signInAs(personId);
    expect((await browser.post(`${draft}/edit`, fields)).status).toBe(303);
    expect(await linesOf(idOf(draft))).toHaveLength(1);
  });

  it('keeps all that was typed, for its person alone, and sends it by their press alone', async () => {
    const draft = await begin();
    const { personId } = await hire(shop, [[shop, 'owner']]);
    const before = await browserFor(shop, personId);
    const form = await (await before.get(`${draft}/edit`)).text();
    const fields = { form: fieldOf(form, 'form'), seq: fieldOf(form, 'seq'), ...LINE, act: 'save' };
    shop.advance(5 * 24 * 3_600_000);
    const held = await before.post(`${draft}/edit`, fields);
    expect(held.status).toBe(403);
    const page = await held.text();
    expect(page).toContain('Your session has ended');
    expect(kept(page)).toMatchObject(fields);
    expect(await linesOf(idOf(draft))).toEqual([]);
    // Without a sign-in it waits on; a form of nobody’s session leads to the sign-in.
    expect((await before.post(`${draft}/edit`, { ...kept(page) })).status).toBe(403);
    expect((await before.post(`${draft}/edit`, { ...fields, csrf: 'x'.repeat(32) })).status).toBe(403);
    const other = await staffOf(shop, 'owner');
    expect((await other.post(`${draft}/edit`, kept(page))).status).toBe(403);
    const again = await browserFor(shop, personId);
    expect((await again.post(`${draft}/preview/page`, kept(page))).status).toBe(403);
    expect((await again.post(`${draft}/edit`, kept(page))).status).toBe(303);
    expect(await linesOf(idOf(draft))).toHaveLength(1);
  });
});
