import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditLog, creditNotes, emails, invoices, refunds } from '../../../src/db/schema/index.ts';
import { pauseInvoice } from '../../../src/operations/autopay/pause-invoice.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import {
  attemptsAt,
  customerWith,
  draftFor,
  sendNew,
  setCustomer,
  setPolicy,
} from '../../support/worker/collecting.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let base: string;
let owner: StaffBrowser;
let reader: StaffBrowser;

beforeAll(async () => {
  shop = await openShop();
  base = `/dashboard/${shop.scope.merchantId}/invoices`;
  [owner, reader] = [await staffOf(shop, 'owner'), await staffOf(shop, 'read_only')];
});

const page = async (path: string, by = owner) => {
  const answer = await by.get(`${base}${path}`);
  expect(answer.status).toBe(200);
  return answer.text();
};
const row = async (invoiceId: string) =>
  (await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId)))[0];

/** Presses what a page asks, as a browser sends it: with the form's id and the version that it was drawn of. */
async function press(path: string, typed: Record<string, string> = {}, by = owner) {
  const asked = await page(path, by);
  const fields = { form: fieldOf(asked, 'form'), version: fieldOf(asked, 'version'), ...typed };
  const send = () => by.post(`${base}${path}`, fields);
  return { answer: await send(), again: send };
}
const fieldOf = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const refusal = async ({ answer }: { readonly answer: Response }, status = 422) => {
  expect(answer.status).toBe(status);
  return answer.text();
};

describe('an invoice’s page', () => {
  it('says what it stands at, what happens next, and who was mailed', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    expect(await page(`/${invoiceId}`)).toContain('It hasn’t been sent');
    const ask = { invoiceId, commandId: 'api/key_1/x', to: ['ada@x.test'] };
    must(await sendInvoice(shop.ctx, { scope: shop.scope, ...ask }));
    await shop.work();
    const shown = await page(`/${invoiceId}`);
    for (const text of ['$420.00', 'Payer Inc', 'ada@x.test', 'Taken by the mail server', 'API key key_1'])
      expect(shown).toContain(text);
    expect(shown).toContain('Not charged automatically: automatic charges are off.');
  });

  it('offers nothing to whoever only reads', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    expect(await page(`/${invoiceId}`)).toContain(`/${invoiceId}/money/void`);
    const shown = await page(`/${invoiceId}`, reader);
    expect(shown).not.toContain('/money/');
    expect(shown).not.toContain('/issue/');
  });
});

describe('a draft', () => {
  it('is finalized and sent by one press, once, and its history says by whom and from where', async () => {
    const customerId = await customerWith(shop);
    const draftId = await draftFor(shop, customerId);
    const { answer, again } = await press(`/${draftId}/issue/send`, { to: 'ada@x.test, bob@x.test' });
    expect(answer.headers.get('location')).toBe(`${base}/${draftId}`);
    expect((await again()).status).toBe(303);
    await shop.work();
    expect(shop.posted.filter(({ to }) => to === 'bob@x.test')).toHaveLength(1);
    const shown = await page(`/${draftId}`);
    expect(shown).toContain('Invoice finalized and sent to 2 addresses');
    expect(shown).toMatch(/[0-9a-f-]{36}@staff\.test/);
    const [line] = await shop.ctx.db.select().from(auditLog).where(eq(auditLog.subjectId, draftId));
    expect(line).toMatchObject({ action: 'invoice_sent', subjectType: 'invoice' });
    expect(await page(`/${draftId}/issue/send`)).toContain('It was last sent on');
  });

  it('is refused to an address that is none, and to nobody, with what was typed kept', async () => {
    const draftId = await draftFor(shop, await customerWith(shop));
    const text = await refusal(await press(`/${draftId}/issue/send`, { to: 'ada at x' }));
    expect(text).toContain('is no email address');
    expect(text).toContain('value="ada at x"');
    expect((await row(draftId))?.status).toBe('draft');
  });

  it('is deleted once, however often that is pressed', async () => {
    const draftId = await draftFor(shop, await customerWith(shop));
    const { answer, again } = await press(`/${draftId}/issue/delete`);
    expect(answer.status).toBe(303);
    expect((await again()).status).toBe(303);
    expect(await row(draftId)).toBeUndefined();
    expect((await owner.get(`${base}/${draftId}`)).status).toBe(404);
  });
});

describe('an open invoice', () => {
  it('is voided once, and refused in words where money came meanwhile', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    const asked = await page(`/${invoiceId}/money/void`);
    expect(asked).toContain('void for good');
    const stale = { form: fieldOf(asked, 'form'), version: fieldOf(asked, 'version') };
    const paid = await press(`/${invoiceId}/money/record-payment`, {
      amount: '20',
      receivedOn: '2026-01-01',
    });
    expect(paid.answer.status).toBe(303);
    const refused = await owner.post(`${base}/${invoiceId}/money/void`, stale);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('changed since you opened this page');
    const other = await shop.invoice(42_000);
    const { answer, again } = await press(`/${other.invoiceId}/money/void`);
    expect([answer.status, (await again()).status]).toEqual([303, 303]);
    expect((await row(other.invoiceId))?.status).toBe('void');
  });

  it('has a payment around Stripe recorded once, and not twice by two people who saw the same debt', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    const path = `/${invoiceId}/money/record-payment`;
    const seenByOther = await page(path);
    const typed = { amount: '100.00', method: 'check', receivedOn: '2026-01-02', reference: 'No. 7' };
    const { answer, again } = await press(path, typed);
    expect([answer.status, (await again()).status]).toEqual([303, 303]);
    expect((await row(invoiceId))?.amountPaid).toBe(10_000);
    const theirs = {
      ...typed,
      form: fieldOf(seenByOther, 'form'),
      version: fieldOf(seenByOther, 'version'),
    };
    const late = await owner.post(`${base}${path}`, theirs);
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('$320.00 is owed');
    expect((await row(invoiceId))?.amountPaid).toBe(10_000);
  });

  it('says to whom the receipt of a recorded payment would go, and mails it only where that is chosen', async () => {
    const { invoiceId, customerId } = await shop.invoice(42_000);
    const path = `/${invoiceId}/money/record-payment`;
    expect(await page(path)).toContain(`It would go to ${customerId}@payer.test`);
    const typed = { amount: '100', receivedOn: '2026-01-02' };
    const mailed = async () =>
      (await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId))).map(
        ({ recipient, template }) => [recipient, template],
      );
    await press(path, { ...typed, receipt: 'none' });
    expect([await page(`/${invoiceId}`), await mailed()]).toEqual([
      expect.stringContaining('No receipt is mailed'),
      [],
    ]);
    await press(path, { ...typed, receipt: 'mail' });
    expect(await page(`/${invoiceId}`)).toContain('its receipt is on its way');
    expect(await mailed()).toEqual([[`${customerId}@payer.test`, 'receipt']]);
  });

  it('has a recorded payment reversed once, is owed again, and is recorded as paid anew', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    const typed = { amount: '420', method: 'check', receivedOn: '2026-01-02', reference: 'No. 8' };
    await press(`/${invoiceId}/money/record-payment`, typed);
    const path = `/${invoiceId}/money/reverse-payment`;
    expect(await page(`/${invoiceId}`)).toContain(path);
    const asked = await page(path);
    expect(/<option[^>]*>([^<]*)/.exec(asked)?.[1]).toBe('$420.00, check, 2 Jan 2026');
    const [recorded = ''] = /off_\w+/.exec(asked) ?? [];
    const { answer, again } = await press(path, { recorded });
    expect([answer.status, (await again()).status]).toEqual([303, 303]);
    expect(await row(invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
    const shown = await page(`/${invoiceId}`);
    expect(shown).toContain('Recorded payment of $420.00 reversed by');
    expect(shown).not.toContain(path);
    await press(`/${invoiceId}/money/record-payment`, typed);
    expect(await row(invoiceId)).toMatchObject({ status: 'paid', amountPaid: 42_000 });
    expect((await reader.post(`${base}${path}`, { recorded })).status).toBe(403);
  });

  it.each([
    ['nothing', { amount: 'a lot' }, 'Write an amount above zero'],
    ['more than is owed', { amount: '500' }, 'Only $420.00 is owed.'],
    ['a rest too small', { amount: '419.90' }, '$0.10 would be left'],
    ['the future', { amount: '1', receivedOn: '2199-01-01' }, 'cannot have been received after today'],
    ['no day', { amount: '1', receivedOn: 'soon' }, 'Give a day of the calendar.'],
  ])('refuses a recorded payment of %s in words, and keeps what was typed', async (_, typed, words) => {
    const { invoiceId } = await shop.invoice(42_000);
    const fields = { receivedOn: '2026-01-02', reference: 'A “quoted” one', ...typed };
    const text = await refusal(await press(`/${invoiceId}/money/record-payment`, fields));
    expect(text).toContain(words);
    expect(text).toContain('value="A “quoted” one"');
    expect((await row(invoiceId))?.amountPaid).toBe(0);
  });

  it('is credited by an amount and in full, once each, with a document to open', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    const path = `/${invoiceId}/money/credit`;
    expect(await refusal(await press(path, { how: 'amount', amount: '500' }))).toContain(
      'Only $420.00 is left to be credited',
    );
    const { answer, again } = await press(path, { how: 'amount', amount: '20', reason: 'Goodwill' });
    expect([answer.status, (await again()).status]).toEqual([303, 303]);
    const notes = await shop.ctx.db.select().from(creditNotes).where(eq(creditNotes.invoiceId, invoiceId));
    expect(notes).toHaveLength(1);
    expect(await page(`/${invoiceId}`)).toContain(`/credit-notes/${notes[0]?.id}/pdf`);
    const full = await press(path, { how: 'full' });
    expect(full.answer.status).toBe(303);
    expect((await row(invoiceId))?.amountCredited).toBe(42_000);
  });

  it('is credited by line, by how many of each, up to what is left of it', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    const path = `/${invoiceId}/money/credit`;
    const byLine = (line: string) => press(path, { how: 'lines', line });
    expect(await refusal(await byLine(''))).toContain('at least one line');
    const unreadable = await refusal(await byLine('some'));
    expect(unreadable).toContain('such as 2 or 1.5');
    expect(unreadable).toContain('value="some"');
    expect(await refusal(await byLine('1000'))).toMatch(/Only [\d.]+ of this line is left/);
    const { answer, again } = await byLine('0.5');
    expect([answer.status, (await again()).status]).toEqual([303, 303]);
    expect((await row(invoiceId))?.amountCredited).toBe(21_000);
    expect(await refusal(await byLine('0.75'))).toContain('Only 0.5 of this line is left');
    expect((await byLine('0,5')).answer.status).toBe(303);
    expect((await row(invoiceId))?.amountCredited).toBe(42_000);
  });

  it('is credited and drafted again, once, and leads to the draft', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    const { answer, again } = await press(`/${invoiceId}/money/replace`);
    const draft = answer.headers.get('location') ?? '';
    expect(draft).not.toBe(`${base}/${invoiceId}`);
    expect((await again()).headers.get('location')).toBe(draft);
    expect(await page(draft.slice(base.length))).toContain('Draft');
  });

  it('gets another link, is written off, and pays no credit where there is none', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    expect(await refusal(await press(`/${invoiceId}/money/apply-credit`))).toContain('credit');
    const { again } = await press(`/${invoiceId}/issue/rotate-link`);
    await again();
    expect((await row(invoiceId))?.linkVersion).toBe(2);
    expect((await press(`/${invoiceId}/money/uncollectible`)).answer.status).toBe(303);
    expect((await row(invoiceId))?.status).toBe('uncollectible');
  });
});

describe('automatic payment of an invoice', () => {
  it('is paused and let go on by staff, and what the customer paused stays so', async () => {
    const invoiceId = await sendNew(shop, await customerWith(shop));
    expect((await owner.post(`${base}/${invoiceId}/money/pause`)).status).toBe(303);
    expect(await page(`/${invoiceId}`)).toContain('paused by staff');
    expect((await owner.post(`${base}/${invoiceId}/money/resume`)).status).toBe(303);
    expect((await row(invoiceId))?.collectPausedAt).toBeNull();
    must(await pauseInvoice(shop.ctx, { invoiceId }));
    const refused = await owner.post(`${base}/${invoiceId}/money/resume`);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Only they can let it go on');
  });
});

describe('a charge by a press', () => {
  it('needs what an automatic charge needs, and says what is missing', async () => {
    const invoiceId = await sendNew(shop, await customerWith(shop, 'pm_card_visa'));
    expect(await page(`/${invoiceId}/money/charge`)).toContain('Automatic charges are off for it');
    await setPolicy(shop, { collectPolicy: 'on_send', noticeDays: 3 });
    expect(await page(`/${invoiceId}/money/charge`)).toMatch(/announced/);
    const forged = { method: 'pm_none', version: '1' };
    expect((await owner.post(`${base}/${invoiceId}/money/charge`, forged)).status).toBe(422);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    await setPolicy(shop, { collectPolicy: 'never', noticeDays: 0 });
  });

  it('after a decline charges another method on file, once however often it is pressed', async () => {
    const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
    await setCustomer(shop, customerId, { collectPolicy: 'on_send' });
    const invoiceId = await sendNew(shop, customerId);
    expect(await page(`/${invoiceId}`)).toContain('What the payer is told');
    const failed = await attemptsAt(shop, invoiceId);
    const shown = await page(`/${invoiceId}/money/charge`);
    const methodId = failed[0]?.methodId ?? '';
    const { answer, again } = await press(`/${invoiceId}/money/charge`, { method: methodId });
    expect(shown).toContain('Charge $120.00');
    expect([answer.status, (await again()).status]).toEqual([303, 303]);
    const attempts = await attemptsAt(shop, invoiceId);
    expect(attempts.map(({ via }) => via)).toEqual([...failed.map(({ via }) => via), 'staff']);
    expect(await page(`/${invoiceId}`)).toContain('started by staff');
  });
});

describe('a payment', () => {
  it('is refunded in part, once, and never for more than is left', async () => {
    const customerId = await customerWith(shop, 'pm_card_visa');
    await setCustomer(shop, customerId, { collectPolicy: 'on_send' });
    const invoiceId = await sendNew(shop, customerId);
    const [paid] = await attemptsAt(shop, invoiceId);
    expect(paid?.state).toBe('succeeded');
    const path = `/${invoiceId}/payments/${paid?.id}/refund`;
    expect(await page(`/${invoiceId}`)).toContain(path);
    expect(await page(`/${invoiceId}`)).toContain(`dashboard.stripe.com/test/payments/${paid?.intentId}`);
    expect(await refusal(await press(path, { amount: '120.01' }))).toContain('Only $120.00 can still');
    const { answer, again } = await press(path, { amount: '20', reason: 'duplicate' });
    expect([answer.status, (await again()).status]).toEqual([303, 303]);
    const made = await shop.ctx.db
      .select()
      .from(refunds)
      .where(eq(refunds.paymentId, paid?.id ?? ''));
    expect(made).toMatchObject([{ amount: 2000, reason: 'duplicate' }]);
    expect(await page(path)).toContain('$100.00 can still be refunded');
    // Of another invoice's page it is nobody's.
    const other = await shop.invoice(100);
    expect((await owner.get(`${base}/${other.invoiceId}/payments/${paid?.id}/refund`)).status).toBe(404);
    const close = `/${invoiceId}/payments/${paid?.id}/close`;
    const fields = { reason: 'Nobody answers', form: newId(shop.ctx, 'req') };
    const refused = await owner.post(`${base}${close}`, fields);
    expect(await refused.text()).toContain('The payment succeeded.');
    expect((await owner.post(`${base}${close}`, { reason: '' })).status).toBe(422);
  });
});
