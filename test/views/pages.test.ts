import { describe, expect, test } from 'vitest';
import { hostedInvoicePage, offersPayment } from '../../src/views/hosted-invoice.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import type { NoLinkReason } from '../../src/views/model.ts';
import { noticePage, noticeStatus } from '../../src/views/notice-page.tsx';
import { payPage } from '../../src/views/pay-page.ts';
import { paymentSuccessfulPage } from '../../src/views/payment-successful.ts';
import { contentSecurityPolicy } from '../../src/views/security-policy.ts';
import { gzipSize } from '../support/gzip-size.ts';
import { invoice, line, longInvoice, merchant, paidInvoice, payment } from './fixtures.ts';
import { gallery, without } from './gallery.ts';

const CONTEXT = { speech: await speechFor('en'), nonce: 'n0nce' };
const BUDGET_BYTES = 14 * 1024;

/** What a reader is given: the text of the body, tags and space collapsed. */
function textOf(page: string): string {
  const body = page.slice(page.indexOf('<body'));
  return body
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

const PAGES = await gallery();

describe.each(PAGES.map(({ name, html }) => [name, html] as const))('%s', (name, html) => {
  test('ships no script, and no style outside the one element with the nonce', () => {
    expect(html).not.toMatch(/<script|<iframe|<object|<link rel="stylesheet|<base|@import/i);
    expect(html).not.toMatch(/<[^>]+\s(?:style|on\w+)=/i);
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html).toContain('<style nonce="bm9uY2U">');
  });

  test('asks for nothing but the logo', () => {
    const loaded = [...html.matchAll(/\ssrc="([^"]*)"/g)].map((match) => match[1]);
    expect(loaded).toEqual(name.endsWith('overdue') ? ['https://logo.example/northwind.png'] : []);
    expect(html).not.toMatch(/url\(/);
  });

  test('leads only to web pages and to mail', () => {
    for (const [, target = ''] of html.matchAll(/\s(?:href|action)="([^"]*)"/g)) {
      expect(target).toMatch(/^(?:https:\/\/|mailto:|data:image\/svg\+xml,|\?lang=[a-z]{2}$|#transfer$|$)/);
    }
  });

  test('speaks calmly', () => {
    if (!name.endsWith('hostile'))
      expect(textOf(html)).not.toMatch(/!|oops|sorry|undefined|null|NaN|\[object/i);
  });
});

test('a page of fifty lines fits the first round trip, and so do all others', async () => {
  for (const { name, html } of PAGES) {
    if (name.endsWith('hostile')) continue;
    expect(await gzipSize(html), name).toBeLessThanOrEqual(BUDGET_BYTES);
  }
});

describe('the hosted invoice', () => {
  test('says what is owed, to whom and until when before anything else', () => {
    expect(textOf(hostedInvoicePage(invoice(), CONTEXT))).toMatch(
      /^Northwind Studio Amount due to Northwind Studio \$1,569\.20 Due 14 Jan 2027 Pay using Stripe/,
    );
  });

  test.each([
    [{ card: true, ach: false }, 'Secured by Stripe · Cards, Apple Pay, Google Pay '],
    [{ card: true, ach: true }, 'Secured by Stripe · Cards, Apple Pay, Google Pay · US bank account '],
    [{ card: false, ach: true }, 'Secured by Stripe · US bank account '],
  ])('says beside its button what its account takes: %j', (ways, said) => {
    expect(textOf(hostedInvoicePage(invoice(), CONTEXT, { ways }))).toContain(said);
  });

  test('offers to pay exactly when something is owed, a link exists and no payment is settling', () => {
    const link = `href="${invoice().links.pay}"`;
    expect(hostedInvoicePage(invoice(), CONTEXT)).toContain(link);
    expect(hostedInvoicePage(invoice({ paymentStatus: 'failed' }), CONTEXT)).toContain(link);
    for (const closed of [
      invoice({ paymentStatus: 'processing' }),
      invoice({ paymentStatus: 'disputed' }),
      invoice({ status: 'void' }),
      invoice({ status: 'uncollectible' }),
      invoice({ status: 'draft' }),
      invoice({ amountPaid: 156_920, amountRemaining: 0 }),
      paidInvoice(),
    ]) {
      expect(offersPayment(closed)).toBe(false);
      expect(hostedInvoicePage(closed, CONTEXT)).not.toContain('class="button"');
    }
  });

  test('gives bank details as the second way, and not while a payment is settling or nothing is owed', () => {
    expect(textOf(hostedInvoicePage(invoice(), CONTEXT))).toContain('Or pay by bank transfer');
    for (const closed of [
      invoice({ paymentStatus: 'processing' }),
      invoice({ status: 'void' }),
      paidInvoice(),
    ]) {
      expect(textOf(hostedInvoicePage(closed, CONTEXT))).not.toContain('Harbour Bank, routing');
    }
    const linkless = invoice({ noLinkReason: 'links_off', links: { ...invoice().links, pay: null } });
    expect(textOf(hostedInvoicePage(linkless, CONTEXT))).toContain(' Pay by bank transfer');
  });

  test('a bank payment under way says how long it takes, and that nothing is left to do', () => {
    const ach = payment({
      state: 'processing',
      method: { kind: 'us_bank_account', bankName: 'Harbour Bank', last4: '6789' },
    });
    const text = textOf(hostedInvoicePage(invoice({ paymentStatus: 'processing', payment: ach }), CONTEXT));
    expect(text).toContain('Payment processing');
    expect(text).toContain('by Harbour Bank account ending in 6789');
    expect(text).toContain('up to four business days. You don’t need to do anything.');
  });

  test('a paid invoice says when and how it was paid', () => {
    const text = textOf(hostedInvoicePage(paidInvoice(), CONTEXT));
    expect(text).toContain('Paid 9 Jan 2027');
    expect(text).toContain('$1,569.20 paid on 9 Jan 2027 with Visa ending in 4242.');
    expect(text).toContain('Total $1,569.20 Paid on 9 Jan 2027 Visa •••• 4242 −$1,569.20 Amount due $0.00');
  });

  test('a failed payment gives the reason in plain words, never the code', () => {
    const failed = payment({ state: 'failed', failureCode: 'insufficient_funds' });
    const page = hostedInvoicePage(invoice({ paymentStatus: 'failed', payment: failed }), CONTEXT);
    expect(textOf(page)).toContain('Your bank said there wasn’t enough money available.');
    expect(page).not.toContain('insufficient_funds');
  });

  test('shows discounts, taxes, totals, what is paid and what is left', () => {
    const text = textOf(
      hostedInvoicePage(
        invoice({ discountTotal: 5_000, amountPaid: 50_000, amountRemaining: 106_920 }),
        CONTEXT,
      ),
    );
    expect(text).toContain(
      'Subtotal $1,440.00 Sales tax 5.5% $79.20 Total $1,569.20 Paid on 9 Jan 2027 −$500.00 Amount due $1,069.20',
    );
  });

  test('tells how many lines there are, and leads to the rest', () => {
    const page = hostedInvoicePage(longInvoice(312), CONTEXT);
    expect(textOf(page)).toContain('Showing the first 50 of 312 items. Show all items');
    expect(page).toContain(`${invoice().links.view}?lines=all`);
    expect(textOf(hostedInvoicePage(longInvoice(50), CONTEXT))).not.toContain('of 50 items');
  });

  test('writes out the pay link for paper', () => {
    expect(hostedInvoicePage(invoice(), CONTEXT)).toContain(`Pay online: ${invoice().links.pay}</p>`);
    expect(hostedInvoicePage(paidInvoice(), CONTEXT)).toContain(`View online: ${invoice().links.view}</p>`);
  });

  test('shows amounts with the decimals of their currency', () => {
    const lines = [line('Stamp', '2', 1_250)];
    const page = (currency: string) =>
      textOf(hostedInvoicePage(invoice({ currency, lines, lineCount: 1 }), CONTEXT)).replaceAll(
        '\u00a0',
        ' ',
      );
    expect(page('JPY')).toContain('Stamp 2 ¥1,250 ¥2,500');
    expect(page('KWD')).toContain('Stamp 2 KWD 1.250 KWD 2.500');
  });
});

test('the pay page is one button that posts, with the amount on it', () => {
  const page = payPage({ invoice: invoice(), action: 'https://pay.example/pay/t', offer: null }, CONTEXT);
  expect(page.match(/<form/g)).toHaveLength(1);
  expect(page).toContain('<form class="pay" method="post" action="https://pay.example/pay/t">');
  expect(textOf(page)).toContain('Pay $1,569.20 using Stripe');
  expect(textOf(page)).toContain('View invoice details');
  expect(textOf(page)).toContain('Invoice NW-2026-0042');
});

describe('the page after a payment', () => {
  const shared = {
    invoice: invoice(),
    payment: payment(),
    receiptTo: 'ada@x.example',
    viewUrl: '/i/t',
    payUrl: '/pay/t',
  };
  const text = (outcome: Parameters<typeof paymentSuccessfulPage>[0]['outcome'], more = {}) =>
    textOf(paymentSuccessfulPage({ ...shared, outcome, ...more }, CONTEXT));

  test('says what, when, how and where the receipt goes', () => {
    expect(text('succeeded')).toMatch(
      /Payment successful \$1,569\.20 paid to Northwind Studio A receipt is on its way to ada@x\.example\. Invoice NW-2026-0042 Date 9 Jan 2027 Payment method Visa ending in 4242 Reference pay_01jf7q8d2k View invoice details Questions about this invoice\? Contact Northwind Studio\. billing@northwind\.example/,
    );
  });

  test('promises no receipt where none is sent', () => {
    expect(text('succeeded', { receiptTo: null })).not.toContain('receipt');
  });

  test('a bank payment is processing, and never asks to pay again', () => {
    expect(text('processing')).toContain('up to four business days. You don’t need to do anything');
    expect(text('processing')).not.toContain('Try again');
  });

  test('one that failed or was left says so and leads back; one that is not known yet forbids a second', () => {
    const expired = payment({ state: 'failed', failureCode: 'expired_card' });
    expect(text('failed', { payment: expired })).toContain(
      'Your card has expired. Nothing has been paid. Invoice NW-2026-0042 Try again',
    );
    expect(text('open', { payment: null })).toContain('Continue to payment');
    expect(text('unknown', { payment: null })).toContain('Please don’t pay again');
    expect(text('unknown', { payment: null })).toContain('Check again');
  });
});

describe('a notice', () => {
  const reasons: readonly NoLinkReason[] = [
    'draft',
    'zero',
    'below_minimum',
    'above_maximum',
    'not_divisible',
    'unsupported_currency',
    'paid',
    'void',
    'uncollectible',
    'links_off',
    'not_connected',
  ];

  test('tells each reason apart, and gives the status that goes with it', () => {
    const titles = reasons.map((reason) => {
      const view = { kind: 'no_link', invoice: without(reason), limit: null } as const;
      expect(noticeStatus(view)).toBe(reason === 'void' ? 410 : 200);
      return textOf(noticePage(view, CONTEXT));
    });
    expect(new Set(titles).size).toBe(reasons.length);
  });

  test('names Stripe’s limit where it is known', () => {
    const view = { kind: 'no_link', invoice: without('below_minimum'), limit: 50 } as const;
    expect(textOf(noticePage(view, CONTEXT))).toContain('The smallest payment Stripe accepts is $0.50.');
  });

  test('without an invoice names no merchant', () => {
    for (const kind of ['link_not_found', 'link_rotated', 'page_not_found', 'too_many_requests'] as const) {
      const page = noticePage({ kind }, CONTEXT);
      expect(page).not.toContain('<header');
      expect(page).not.toContain('<footer');
    }
    expect(noticeStatus({ kind: 'link_not_found' })).toBe(404);
    expect(noticeStatus({ kind: 'link_rotated' })).toBe(410);
  });

  test('an internal error shows the request id and nothing else of it', () => {
    expect(textOf(noticePage({ kind: 'internal_error', requestId: 'req_1' }, CONTEXT))).toMatch(
      /number: req_1$/,
    );
  });

  test('where Stripe does not answer, trying again is one button', () => {
    const page = noticePage({ kind: 'stripe_unreachable', invoice: invoice(), action: '/pay/t' }, CONTEXT);
    expect(page).toContain(
      '<form class="pay" method="post" action="/pay/t"><button class="button">Try again</button>',
    );
  });
});

describe('the Content-Security-Policy', () => {
  test('allows the page’s own styles, the logo’s origin and forms that end at Stripe, and nothing else', () => {
    expect(
      contentSecurityPolicy({
        nonce: 'n0nce',
        logoUrl: 'https://logo.example/a.png; script-src *',
        formTargets: ['https://checkout.stripe.com'],
      }),
    ).toBe(
      "default-src 'none'; style-src 'nonce-n0nce'; img-src data: https://logo.example; form-action 'self' https://checkout.stripe.com; base-uri 'none'; frame-ancestors 'none'",
    );
  });

  test('a logo that is no web address allows nothing', () => {
    for (const logoUrl of [null, 'javascript:1', 'data:x']) {
      expect(contentSecurityPolicy({ nonce: 'n', logoUrl, formTargets: [] })).toContain('img-src data:; ');
    }
    const page = hostedInvoicePage(invoice({ merchant: merchant({ logoUrl: 'javascript:1' }) }), CONTEXT);
    expect(page).not.toContain('<img');
  });
});
