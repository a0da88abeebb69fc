import { describe, expect, it } from 'vitest';
import { contrastRatio } from '../../../src/domain/profile/colour.ts';
import { renderEmail } from '../../../src/views/email/render.ts';
import type { InvoiceView } from '../../../src/views/model.ts';
import { hostileInvoice, invoice, longInvoice, merchant, paidInvoice, payment } from '../fixtures.ts';
import { SETTING } from './gallery.ts';
import { textOf, withoutData } from './text-of.ts';

type Plain = 'invoice_sent' | 'receipt' | 'invoice_voided';
const TEMPLATES: readonly Plain[] = ['invoice_sent', 'receipt', 'invoice_voided'];

const mail = (template: Plain, view: InvoiceView) => renderEmail({ template }, view, SETTING);

function voided(more: Partial<InvoiceView> = {}): InvoiceView {
  const links = { ...invoice().links, pay: null };
  return invoice({ status: 'void', voidedOn: '2026-12-20', noLinkReason: 'void', links, ...more });
}

const VIEWS = { invoice_sent: invoice(), receipt: paidInvoice(), invoice_voided: voided() } as const;

describe('the mail with an invoice', () => {
  it('has the amount and the due date in its subject', async () => {
    const { subject } = await mail('invoice_sent', invoice());
    expect(subject).toBe('Invoice NW-2026-0042: $1,569.20, due 14 Jan');
  });

  it('has a subject without a date where there is none', async () => {
    const { subject, text } = await mail('invoice_sent', invoice({ dueOn: null }));
    expect(subject).toBe('Invoice NW-2026-0042: $1,569.20');
    expect(text).toContain('Due on receipt');
  });

  it('leads to payment, to the invoice, and to the bank account', async () => {
    const view = invoice();
    const { html, text } = await mail('invoice_sent', view);
    for (const link of [view.links.pay, view.links.view]) {
      expect(html).toContain(`href="${link}"`);
      expect(text.split('\n')).toContain(link);
    }
    for (const part of [textOf(html), text]) {
      expect(part).toContain('Pay using Stripe');
      expect(part).toContain('View invoice details');
      expect(part).toContain('Account 000123456789');
      expect(part).toContain('attached as a PDF');
    }
  });

  it('has no pay button where there is no pay link', async () => {
    const links = { ...invoice().links, pay: null };
    const { html, text } = await mail('invoice_sent', invoice({ links, noLinkReason: 'links_off' }));
    expect(html + text).not.toContain('Pay using Stripe');
    expect(html).not.toContain('/pay/');
    expect(text).toContain('Pay by bank transfer');
  });

  it('asks for what is still owed, and says when it was due', async () => {
    const view = invoice({ amountPaid: 50_000, amountRemaining: 106_920, overdue: true });
    const { subject, text } = await mail('invoice_sent', view);
    expect(subject).toContain('$1,069.20');
    expect(text).toContain('Overdue, was due 14 Jan 2027');
    expect(text).toContain('Paid on 9 Jan 2027: −$500.00');
  });

  it('asks for nothing where nothing is owed', async () => {
    const { links } = invoice();
    const view = invoice({
      total: 0,
      amountRemaining: 0,
      noLinkReason: 'zero',
      links: { ...links, pay: null },
    });
    const { text } = await mail('invoice_sent', view);
    expect(text).toContain('Nothing to pay');
    expect(text).not.toContain('bank transfer');
  });

  it('stays short for a long invoice and says how many items are left', async () => {
    const { html, text } = await mail('invoice_sent', longInvoice(1_000));
    expect(text).toContain('… and 992 more, in the attached PDF');
    // Gmail cuts a mail off at 102 KB.
    expect(html.length).toBeLessThan(60_000);
  });
});

describe('the receipt', () => {
  it('says what was paid, when and how', async () => {
    const { subject, text, html } = await mail('receipt', paidInvoice());
    expect(subject).toBe('Receipt: $1,569.20 for invoice NW-2026-0042');
    for (const part of [text, textOf(html)]) {
      expect(part).toContain('Visa ending in 4242');
      expect(part).toMatch(/9 Jan 2027(?!,)/);
      expect(part).toContain('pay_01jf7q8d2k');
      expect(part).toContain('View invoice details');
    }
  });

  it('of a part says what is still due', async () => {
    const view = paidInvoice({
      status: 'open',
      paidOn: null,
      amountPaid: 50_000,
      amountRemaining: 106_920,
      payment: payment({ amount: 20_000 }),
    });
    const { subject, text } = await mail('receipt', view);
    expect(subject).toBe('Receipt: $200.00 for invoice NW-2026-0042');
    expect(text).toContain('$1,069.20 of this invoice is still due.');
    expect(text).toContain('Paid in total: $500.00');
  });
});

describe('the mail about a voided invoice', () => {
  it('says that nothing is owed, and offers no way to pay', async () => {
    const { subject, text, html } = await mail('invoice_voided', voided());
    expect(subject).toBe('Nothing to pay: invoice NW-2026-0042 voided');
    expect(text).toContain('There’s nothing to pay.');
    expect(html + text).not.toContain('Pay using Stripe');
    expect(html + text).not.toContain('000123456789');
  });
});

describe.each(TEMPLATES)('%s', (template) => {
  it('says in text all that the HTML says', async () => {
    const { html, text } = await mail(template, VIEWS[template]);
    const words = (part: string) => part.split(/[\s·,:…✓-]+/).filter((word) => word !== '');
    const inText = new Set(words(text));
    const body = textOf(html.slice(html.indexOf('<table')));
    expect(words(body).filter((word) => !inText.has(word))).toEqual([]);
  });

  it('shows hostile texts as texts', async () => {
    const { subject, html, text } = await mail(template, hostileInvoice());
    expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(/<script|<img[^>]+onerror|javascript:|data:/i.exec(withoutData(html))).toBeNull();
    expect(html.includes('&lt;script&gt;')).toBe(true);
    expect(/[\u202a-\u202e]/.exec(html + text)).toBeNull();
    expect(/[^\P{Cc}\n]/u.exec(text)).toBeNull();
  });

  it('is drawn for dark rooms, small screens and old readers', async () => {
    const { html } = await mail(template, VIEWS[template]);
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en" dir="ltr"/);
    expect(html).toContain('<meta content="light dark" name="color-scheme"/>');
    expect(html).toContain('@media (prefers-color-scheme:dark){.page{background-color:#101012!important}');
    expect(html).toContain('max-width:600px');
    expect(withoutData(html)).not.toMatch(/<(?:script|link|iframe|form)\b/);
  });

  it('asks for no server but the merchant’s logo', async () => {
    const merchantWithLogo = merchant({ logoUrl: 'https://northwind.example/logo.png' });
    const { html } = await mail(template, { ...VIEWS[template], merchant: merchantWithLogo });
    expect([...html.matchAll(/\bsrc="([^"]*)"/g)].map(([, src]) => src)).toEqual([
      'https://northwind.example/logo.png',
    ]);
    expect(html).not.toContain('url(');
  });
});

describe('the merchant’s colour', () => {
  it.each(['#ffd43b', '#000000', '#ffffff', '#e64980', 'nonsense'])(
    '%s leaves the button readable',
    async (brandColor) => {
      const { html } = await mail('invoice_sent', invoice({ merchant: merchant({ brandColor }) }));
      const [, background = ''] = /class="fill"[^>]*background-color:(#[0-9a-f]{6})/.exec(html) ?? [];
      const [, color = ''] = /class="on button"[^>]*;color:(#[0-9a-f]{6})/.exec(html) ?? [];
      expect(contrastRatio(background, color)).toBeGreaterThanOrEqual(4.5);
    },
  );
});
