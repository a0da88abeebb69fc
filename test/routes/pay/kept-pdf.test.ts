import { describe, expect, it } from 'vitest';
import { keptPdf } from '../../../src/adapters/pdf/kept-pdf.ts';
import type { InvoiceView } from '../../../src/domain/invoice/view.ts';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { forged } from '../../support/forged.ts';
import { setAddresses } from '../../support/worker/portal.ts';
import { openShop } from '../../support/worker/shop.ts';

async function shown() {
  const shop = await openShop();
  const { invoiceId, customerId, viewPath } = await shop.invoice(12_000);
  const view = async (): Promise<InvoiceView> => {
    const read = await showInvoice(shop.ctx, invoiceId, { allLines: true });
    if (read === null) throw new Error('no such invoice');
    return read.view;
  };
  return { shop, view, viewPath, customerId };
}

/** Draws by counting, and keeps in workerd's own cache. */
function counting(cache: Parameters<typeof keptPdf>[1] = caches.default) {
  const drawn: InvoiceView[] = [];
  const draw = async (view: InvoiceView) => {
    drawn.push(view);
    return new TextEncoder().encode(JSON.stringify(view));
  };
  return { drawn, pdf: keptPdf(draw, cache) };
}

describe('a finalised PDF', () => {
  it('is drawn once for a version and state, and again for whatever it shows that has changed', async () => {
    const { view } = await shown();
    const { drawn, pdf } = counting();
    const now = await view();
    const first = await pdf(now);
    expect(await pdf(await view())).toEqual(first);
    expect(drawn).toHaveLength(1);
    for (const other of [
      { ...now, locale: 'de' },
      { ...now, status: 'paid' as const },
      { ...now, amountPaid: now.amountPaid + 1 },
      { ...now, merchant: { ...now.merchant, name: 'Renamed' } },
      { ...now, links: { ...now.links, pay: null } },
    ]) {
      const before = drawn.length;
      expect(await pdf(other)).toEqual(new TextEncoder().encode(JSON.stringify(other)));
      await pdf(other);
      expect(drawn).toHaveLength(before + 1);
    }
  });

  it('is not kept while it is a draft, and is drawn where the cache fails', async () => {
    const { view } = await shown();
    const { drawn, pdf } = counting();
    const draft = { ...(await view()), status: 'draft' as const };
    await pdf(draft);
    await pdf(draft);
    expect(drawn).toHaveLength(2);
    const down = () => Promise.reject(new Error('no cache'));
    const failing = counting({ match: down, put: down });
    expect((await failing.pdf(await view())).length).toBeGreaterThan(0);
  });

  it('is never given to one who may not see the invoice: a link is checked before anything is kept or found', async () => {
    const { shop, viewPath, customerId } = await shown();
    const first = await shop.request(`${viewPath}/pdf`);
    expect(first.status).toBe(200);
    expect(await (await shop.request(`${viewPath}/pdf`)).bytes()).toEqual(await first.bytes());
    expect((await shop.request(`${forged(viewPath)}/pdf`)).status).toBe(404);
    await setAddresses(shop, customerId, 'new@payer.test', []);
    expect((await shop.request(`${viewPath}/pdf`)).headers.get('Cache-Control')).toBe('private, no-store');
  });
});
