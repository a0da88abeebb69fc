import { describe, expect, it } from 'vitest';
import { renderInvoicePdf } from '../../../src/adapters/pdf/invoice-pdf.ts';
import { JPEG, PNGS } from '../../support/worker/pictures.ts';
import { invoice, merchant } from '../../views/fixtures.ts';
import { loadFont, readBack } from './read-back.ts';

const OWN = 'https://pay.example/logo/mer_1/aa';
const view = (logoUrl: string | null, size = { width: 20, height: 18 }) =>
  invoice({ merchant: merchant({ logoUrl, logoSize: logoUrl === null ? null : size }) });
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));

describe('the logo in the PDF of an invoice', () => {
  it.each([
    ['PNG', PNGS.at(-2)?.[1] ?? ''],
    ['JPEG', JPEG],
  ])('is drawn from an uploaded %s, and the page still says all', async (_kind, base64) => {
    const asked: string[] = [];
    const loadLogo = async (url: string) => {
      asked.push(url);
      return bytesOf(base64);
    };
    const drawn = await renderInvoicePdf(view(OWN), { loadFont, loadLogo });
    const { text } = await readBack(drawn);
    const without = await renderInvoicePdf(view(null), { loadFont, loadLogo });
    expect(asked).toEqual([OWN]);
    for (const said of ['Northwind Studio LLC', 'Thank you for working with us.', 'Account 000123456789'])
      expect(text).toContain(said);
    expect(drawn.length).toBeGreaterThan(without.length);
  });

  it('is left out where it stands elsewhere on the web, or is gone', async () => {
    const never = () => Promise.reject(new Error('a PDF asks no other server'));
    const elsewhere = invoice({
      merchant: merchant({ logoUrl: 'https://logo.example/x.png', logoSize: null }),
    });
    await renderInvoicePdf(elsewhere, { loadFont, loadLogo: never });
    await renderInvoicePdf(view(OWN), { loadFont, loadLogo: async () => null });
  });
});
