import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { readInvoicePage } from '../../../src/db/queries/invoice-page.ts';
import { merchants } from '../../../src/db/schema/index.ts';
import { addAttachment } from '../../../src/operations/attachments/add-attachment.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { documentsOf } from '../../../src/operations/emails/documents.ts';
import { rotateLink } from '../../../src/operations/invoices/rotate-link.ts';
import { drawInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { pdf, text } from '../../support/attached-files.ts';
import { forged } from '../../support/forged.ts';
import { keysOf } from '../../support/worker/attaching.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

type Invoice = Awaited<ReturnType<Shop['invoice']>>;

let shop: Shop;
let invoice: Invoice;
beforeEach(async () => {
  shop = await openShop();
  invoice = await shop.invoice(42_000);
});

/** Attaches a file, and gives its path under the invoice's link. */
async function attach(name: string, bytes: Uint8Array): Promise<string> {
  const { invoiceId, viewPath } = invoice;
  const { ctx, scope } = shop;
  const added = must(
    await addAttachment(ctx, { scope, invoiceId, file: { name, bytes, declaredType: null } }),
  );
  return `${viewPath}/files/${added.attachmentId}`;
}

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

describe('a file of an invoice', () => {
  it('stands on its page with its size, and is downloaded by whoever has the link, kept and run by nothing', async () => {
    const path = await attach('Zeitnachweis März <b>.pdf'.replaceAll(/[<>]/g, ''), pdf('', 120_000));
    shop.trips.count = 0;
    const page = await (await shop.request(invoice.viewPath)).text();
    expect(shop.trips.count).toBe(1);
    expect(page).toContain(`href="https://billing.test${path}"`);
    expect(page).toContain('Zeitnachweis März b.pdf');
    expect(page).toContain('120 kB');
    shop.trips.count = 0;
    const answer = await shop.request(path);
    expect([answer.status, shop.trips.count]).toEqual([200, 1]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition':
        'attachment; filename="Zeitnachweis M_rz b.pdf"; filename*=UTF-8\'\'Zeitnachweis%20M%C3%A4rz%20b.pdf',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(await bytesOf(answer)).toEqual(pdf('', 120_000));
    const head = await shop.request(path, { method: 'HEAD' });
    expect([head.status, (await bytesOf(head)).length]).toEqual([200, 0]);
    expect((await shop.request(path, { method: 'POST' })).status).toBe(405);
  });

  it('is text where it is text, in UTF-8', async () => {
    const answer = await shop.request(await attach('作業.csv', text('日,時間\n')));
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await answer.text()).toBe('日,時間\n');
  });

  it('ends with a link that was rotated, and opens under the new one', async () => {
    const path = await attach('a.pdf', pdf());
    const { ctx, scope } = shop;
    must(await rotateLink(ctx, { scope, invoiceId: invoice.invoiceId, commandId: 'rotate' }));
    expect((await shop.request(path)).status).toBe(410);
    const now = new URL(await ctx.links.url('view', { id: invoice.invoiceId, version: 2 })).pathname;
    expect((await shop.request(path.replace(invoice.viewPath, now))).status).toBe(200);
  });

  it('is none of another invoice, and no other file', async () => {
    const path = await attach('a.pdf', pdf());
    const other = await shop.invoice(100);
    expect((await shop.request(path.replace(invoice.viewPath, other.viewPath))).status).toBe(404);
    for (const id of ['att_00000000000000000000000000', '..%2F..', 'a.pdf', '%00'])
      expect((await shop.request(`${invoice.viewPath}/files/${id}`)).status).toBe(404);
    const token = invoice.viewPath.split('/')[2] ?? '';
    shop.trips.count = 0;
    expect([(await shop.request(path.replace(token, forged(token)))).status, shop.trips.count]).toEqual([
      404, 0,
    ]);
  });

  it('that the bucket has lost is a page that says to try again, and stands in the log', async () => {
    const path = await attach('a.pdf', pdf());
    for (const key of await keysOf(shop.scope.merchantId)) await env.FILES.delete(key);
    const answer = await shop.request(path);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await answer.text()).toContain('This file can’t be downloaded right now');
    expect(answer.headers.get('content-disposition')).toBeNull();
  });
});

describe('the mail that sends the invoice', () => {
  const mailed = async (ctx: Context = shop.ctx, pdfBytes = 10) => {
    const page = await readInvoicePage(ctx.db, invoice.invoiceId, 1000);
    if (page === null) throw new Error('no invoice');
    const { view } = await drawInvoice(ctx, page);
    const mailer = { pdf: async () => new Uint8Array(pdfBytes), eInvoice: async () => '' };
    const { attachments, attachmentsBy } = await documentsOf(ctx, mailer, page, view);
    return [attachments.map(({ filename }) => filename), attachmentsBy] as const;
  };

  it('holds its files beside the PDF, all of them or none', async () => {
    await attach('a.pdf', pdf('', 1_000_000));
    await attach('作業.csv', text('日,時間\n'));
    expect(await mailed()).toEqual([['invoice-NW-0001.pdf', 'a.pdf', '作業.csv'], 'mail']);
    // With what it is attached to, it would be more than mail takes.
    expect(await mailed(shop.ctx, 2_700_000)).toEqual([['invoice-NW-0001.pdf'], 'link']);
    await attach('b.pdf', pdf('', 3_000_000));
    expect(await mailed()).toEqual([['invoice-NW-0001.pdf'], 'link']);
  });

  it('leads to them where their business wants that, or the bucket does not give them out', async () => {
    await attach('a.pdf', pdf());
    const { ctx, scope } = shop;
    const unavailable = async () => ({ kind: 'unavailable' }) as const;
    if (ctx.files == null) throw new Error('no bucket');
    expect(await mailed({ ...ctx, files: { ...ctx.files, get: unavailable } })).toEqual([
      ['invoice-NW-0001.pdf'],
      'link',
    ]);
    expect(await mailed({ ...ctx, files: null })).toEqual([['invoice-NW-0001.pdf'], 'link']);
    await ctx.db.update(merchants).set({ attachmentsBy: 'link' }).where(eq(merchants.id, scope.merchantId));
    expect(await mailed()).toEqual([['invoice-NW-0001.pdf'], 'link']);
  });
});
