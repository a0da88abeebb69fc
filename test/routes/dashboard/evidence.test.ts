import { beforeAll, describe, expect, it } from 'vitest';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { atStripe, disputeRows, paidInvoice } from '../../support/worker/money.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let owner: StaffBrowser;
let path: string;
let payment: string;
let paid: Awaited<ReturnType<typeof paidInvoice>>;

beforeAll(async () => {
  shop = await openShop();
  owner = await staffOf(shop, 'owner');
  paid = await paidInvoice(shop, { method: { card: '4000000000000259' } });
  await recordDisputes(shop.ctx, paid.paymentId);
  const [dispute] = await disputeRows(shop, paid.paymentId);
  payment = `/dashboard/${shop.scope.merchantId}/payments/${paid.paymentId}`;
  path = `${payment}/disputes/${dispute?.id}/evidence`;
});

/** The answer as the page has it, with the form's id. */
function filled(html: string): Record<string, string> {
  const areas = [...html.matchAll(/<textarea id="([a-z_]+)"[^>]*>([^<]*)</g)].map(
    ([, name = '', text = '']) => [name, text] as const,
  );
  return { form: /name="form" value="([^"]*)"/.exec(html)?.[1] ?? '', ...Object.fromEntries(areas) };
}

describe('the answer to a dispute', () => {
  it('is put together of what is on file, and can be taken away as text', async () => {
    expect(await (await owner.get(payment)).text()).toContain(`${path}"`);
    const shown = await owner.get(path);
    expect(shown.status).toBe(200);
    const html = await shown.text();
    const answer = filled(html);
    expect(answer.customer_name).toBe('Payer Inc');
    expect(answer.product_description).toMatch(/Invoice NW-\d+, \$120\.00/);
    for (const said of [
      'What was invoiced',
      'How it was paid',
      '$120.00 on',
      'hash-chained journal',
      paid.invoiceId,
    ])
      expect(answer.uncategorized_text).toContain(said);
    const file = await owner.get(`${path}/text`);
    expect(file.headers.get('content-disposition')).toMatch(/evidence-(dp|du)_\w+\.txt/);
    expect(await file.text()).toContain('WHAT WAS SOLD');
    const pdf = await owner.get(`${path}/pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toMatch(/evidence-(dp|du)_\w+\.pdf/);
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
  });

  it('is refused empty or too long, with what was typed kept', async () => {
    const { form } = filled(await (await owner.get(path)).text());
    const empty = await owner.post(path, { form: form ?? '' });
    expect(empty.status).toBe(422);
    const long = await owner.post(path, {
      form: form ?? '',
      customer_name: 'Kept',
      uncategorized_text: 'x'.repeat(20_001),
    });
    expect(long.status).toBe(422);
    const html = await long.text();
    expect(html).toContain('id="uncategorized_text-wrong"');
    expect(html).toContain('>Kept<');
    expect((await atStripe('disputes', paid.intentId))[0]?.status).toBe('needs_response');
  });

  it('is submitted to Stripe once, and its hash is in the payment’s history', async () => {
    const fields = { ...filled(await (await owner.get(path)).text()), customer_name: 'Payer Inc, mended' };
    const sent = await owner.post(path, fields);
    expect(sent.headers.get('location')).toBe(payment);
    expect((await owner.post(path, fields)).status).toBe(303);
    const [there] = await atStripe('disputes', paid.intentId);
    expect(there).toMatchObject({
      status: 'under_review',
      evidence: { customer_name: 'Payer Inc, mended' },
      evidence_details: { submission_count: 1, has_evidence: true },
    });
    const [row] = await disputeRows(shop, paid.paymentId);
    expect(row?.state).toBe('under_review');
    expect(await (await owner.get(payment)).text()).toMatch(
      /Answer to the dispute submitted by \S+@staff\.test/,
    );
    expect(await (await owner.get(path)).text()).toContain('can’t be answered any more');
    const late = await owner.post(path, { ...fields, form: '' });
    expect(late.status).toBe(422);
  });
});
