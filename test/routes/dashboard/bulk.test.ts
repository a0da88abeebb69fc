import { env } from 'cloudflare:test';
import { and, eq, inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditLog, bulkRows, emails, invoices, memberships, outbox } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { runBulkPart } from '../../../src/operations/dashboard/run-bulk.ts';
import { customerWith, draftFor, sendNew } from '../../support/worker/collecting.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let base: string;
let owner: StaffBrowser;
let customerId: string;

/** A business of their own for each, so that none works on what another left. */
async function open(): Promise<void> {
  shop = await openShop();
  base = `/dashboard/${shop.scope.merchantId}/invoices`;
  owner = await staffOf(shop, 'owner');
  customerId = await customerWith(shop);
}

const fieldOf = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const picked = (html: string): readonly string[] =>
  [...html.matchAll(/name="pick" value="([^"]*)"/g)].map(([, id = '']) => id);

/** What a form of ticked invoices, or of a list, is asked about. */
async function asked(fields: Record<string, string | readonly string[]>, by = owner, status = 200) {
  const answer = await by.post(`${base}/bulk/ask`, { query: '', ...fields });
  expect(answer.status).toBe(status);
  return answer.text();
}
async function start(page: string, act: string, by = owner) {
  const fields = { form: fieldOf(page, 'form'), act, said: fieldOf(page, 'said'), pick: picked(page) };
  const answer = await by.post(`${base}/bulk`, fields);
  return { answer, again: () => by.post(`${base}/bulk`, fields) };
}
const report = async (path: string) => (await owner.get(path)).text();
const rowsOf = (bulkId: string) => shop.ctx.db.select().from(bulkRows).where(eq(bulkRows.bulkId, bulkId));
const idIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Drafts like one, by rows: two hundred through the API’s verb would take a minute. */
async function drafts(count: number): Promise<readonly string[]> {
  const first = await draftFor(shop, customerId);
  const ids = Array.from({ length: count - 1 }, () => newId(shop.ctx, 'inv'));
  await env.DB.prepare(
    `INSERT INTO invoices (${COPIED}, id) SELECT ${COPIED}, j.value FROM invoices i, json_each(?) j WHERE i.id = ?`,
  )
    .bind(JSON.stringify(ids), first)
    .run();
  await env.DB.prepare(
    `INSERT INTO invoice_lines (position, description, quantity, unit_amount, discount_amount, amount, taxes, total, invoice_id)
       SELECT position, description, quantity, unit_amount, discount_amount, amount, taxes, total, j.value
       FROM invoice_lines l, json_each(?) j WHERE l.invoice_id = ?`,
  )
    .bind(JSON.stringify(ids), first)
    .run();
  return [first, ...ids];
}
const COPIED =
  `merchant_id, livemode, customer_id, status, payment_status, currency, due_date, due_at, time_zone, subtotal,
  discount_total, tax_total, taxes, amount_due, amount_paid, payment_link, version, link_version, created_at, updated_at, sums`
    .split(',')
    .map((name) => name.trim())
    .join(', ');

describe('two hundred invoices', () => {
  beforeAll(open);

  it('are sent at once, interrupted, and resumed: each once, with a report of every one', async () => {
    const ids = await drafts(200);
    const page = await asked({ act: 'send', which: 'all', query: 'view=draft' });
    expect(page).toContain('Send 200 invoices?');
    expect(page).toContain('They come to $24,000.00.');
    const { answer, again } = await start(page, 'send');
    const path = answer.headers.get('location') ?? '';
    const bulkId = idIn(path);
    expect(bulkId).toMatch(/^blm_/);
    // Pressed twice it is the same.
    expect((await again()).headers.get('location')).toBe(path);
    const [changed, gone] = [ids[7] ?? '', ids[8] ?? ''];
    const { seq } = (await rowsOf(bulkId)).find(({ invoiceId }) => invoiceId === changed) ?? { seq: 0 };
    expect(seq).toBe(0);
    await owner.post(`${base}/${changed}/edit`, { seq: '0', note: 'A word more', act: 'save' });
    await env.DB.batch([
      env.DB.prepare('DELETE FROM invoice_lines WHERE invoice_id = ?').bind(gone),
      env.DB.prepare('DELETE FROM invoices WHERE id = ?').bind(gone),
    ]);
    // Its first part dies after it sent one and before it wrote that down.
    await runBulkPart(shop.ctx, { bulkId, from: 0 });
    const first = (await rowsOf(bulkId)).filter(({ position }) => position < 4);
    expect(first.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    await shop.ctx.db
      .update(bulkRows)
      .set({ state: 'waiting', doneAt: null })
      .where(and(eq(bulkRows.bulkId, bulkId), eq(bulkRows.position, 2)));
    const shown = await owner.get(path);
    const text = await shown.text();
    expect(text).toContain('<meta http-equiv="refresh" content="3">');
    expect(text).toContain('3 of 200');
    // Without the mails, which are another's work.
    for (let from = 0; from < 200; from += 4) await runBulkPart(shop.ctx, { bulkId, from });
    const rows = await rowsOf(bulkId);
    const states = Map.groupBy(rows, ({ state }) => state);
    expect([...states].map(([state, all]) => [state, all.length])).toEqual([
      ['done', 198],
      ['skipped', 2],
    ]);
    const sent = await shop.ctx.db
      .select({ id: invoices.id, numberValue: invoices.numberValue })
      .from(invoices)
      .where(and(inArray(invoices.id, ids.slice(0, 50)), eq(invoices.status, 'open')));
    expect(sent).toHaveLength(48);
    const mails = await shop.ctx.db
      .select({ id: emails.id })
      .from(emails)
      .where(and(eq(emails.invoiceId, first[2]?.invoiceId ?? ''), eq(emails.template, 'invoice_sent')));
    expect(mails).toHaveLength(1);
    const html = `${await report(path)}${await report(`${path}?after=99`)}`;
    expect(html).not.toContain('http-equiv="refresh"');
    for (const said of [
      '198 done, 2 skipped, 0 failed',
      'It changed after it was chosen',
      'It was deleted meanwhile',
    ])
      expect(html).toContain(said);
    const [line] = await shop.ctx.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, first[2]?.invoiceId ?? ''));
    expect(line).toMatchObject({ action: 'invoice_sent' });
  }, 120_000);
});

describe('an act on several', () => {
  beforeAll(open);

  it('says what it passes over, and does the rest by the very verbs of each page', async () => {
    const open = await sendNew(shop, customerId);
    const draft = await draftFor(shop, customerId);
    const page = await asked({ act: 'void', which: 'ticked', pick: [open, draft] });
    expect(page).toContain('Void one invoice?');
    expect(page).toContain('1: it isn’t open');
    const { answer } = await start(page, 'void');
    await shop.work();
    expect(await report(answer.headers.get('location') ?? '')).toContain('1 done, 1 skipped, 0 failed');
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, open));
    expect(row?.status).toBe('void');
  });

  it('reminds of what was sent, and leaves the reminders that go by themselves', async () => {
    const open = await sendNew(shop, customerId);
    const { answer } = await start(await asked({ act: 'remind', which: 'ticked', pick: open }), 'remind');
    await shop.work();
    expect(await report(answer.headers.get('location') ?? '')).toContain('1 done, 0 skipped');
    const mails = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, open));
    expect(mails.map(({ template }) => template)).toContain('reminder');
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, open));
    expect(row?.reminders).toBe(0);
  });

  it('tells of what changed since it was said, and of a verb’s refusal by the invoice', async () => {
    const [empty, full] = [await draftFor(shop, customerId), await draftFor(shop, customerId)];
    const page = await asked({ act: 'finalize', which: 'ticked', pick: [empty, full] });
    await owner.post(`${base}/${empty}/edit`, { seq: '1', act: 'save' });
    const { answer } = await start(page, 'finalize');
    expect(answer.status).toBe(409);
    const now = await answer.text();
    expect(now).toContain('Some of them changed since you were asked');
    const begun = await start(now, 'finalize');
    await shop.work();
    const html = await report(begun.answer.headers.get('location') ?? '');
    expect(html).toContain('1 done, 0 skipped, 1 failed');
    expect(html).toContain('Add at least one line');
  });

  it('is refused to whoever may not, for one foreign id among many, and ends with a membership', async () => {
    const elsewhere = await openShop();
    const foreign = (await elsewhere.invoice(100)).invoiceId;
    const own = await draftFor(shop, customerId);
    await asked({ act: 'send', which: 'ticked', pick: [own, foreign] }, owner, 404);
    const technician = await staffOf(shop, 'technician');
    await asked({ act: 'void', which: 'ticked', pick: own }, technician, 403);
    await asked({ act: 'evil', which: 'ticked', pick: own }, owner, 404);
    await asked({ act: 'send', which: 'ticked' }, owner, 303);
    const { personId } = await hire(shop, [[shop, 'finance']]);
    const leaver = await browserFor(shop, personId);
    const page = await asked({ act: 'finalize', which: 'ticked', pick: own }, leaver);
    const { answer } = await start(page, 'finalize', leaver);
    await shop.ctx.db.delete(memberships).where(eq(memberships.personId, personId));
    await shop.work();
    expect(await report(answer.headers.get('location') ?? '')).toContain('may not do it any more');
    const left = await shop.ctx.db.select().from(outbox).where(eq(outbox.state, 'dead'));
    expect(left).toEqual([]);
  });
});
