import { describe, expect, test } from 'vitest';
import type { CoverFact } from '../../src/domain/ledger/facts.ts';
import { dueCalendar, hasEvents } from '../../src/views/calendar.ts';
import { hostedInvoicePage } from '../../src/views/hosted-invoice.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { mailto } from '../../src/views/mailto.ts';
import type { InvoiceView } from '../../src/views/model.ts';
import { textOf as textIn } from './email/text-of.ts';
import { invoice, invoiceInParts, line, merchant, paidInvoice, payment, swissTransfer } from './fixtures.ts';
import { ledgerFor } from './ledger-fixture.ts';

const speech = await speechFor('en');
const page = (view = invoice()) => hostedInvoicePage(view, { speech, nonce: 'n' });
const calendar = (view = invoice()) => dueCalendar(view, speech, 'pay.example') ?? '';
const textOf = (html: string) => textIn(html).replaceAll(/[\s\u2066-\u2069]+/g, ' ');
const links = (html: string) => [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);

describe('the calendar of an invoice', () => {
  test('has the day that it is due, with amount and number', () => {
    const lines = calendar().replaceAll('\r\n ', '').split('\r\n');
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
    expect(lines).toContain('DTSTART;VALUE=DATE:20270114');
    expect(lines).toContain('SUMMARY:Pay $1\\,569.20 to Northwind Studio (invoice NW-2026-0042)');
    expect(lines).toContain('UID:NW-2026-0042-0@pay.example');
  });

  test('has each part that is still open, as page and plan say it', () => {
    const days = [...calendar(invoiceInParts()).matchAll(/DTSTART;VALUE=DATE:(\d+)/g)].map(([, day]) => day);
    expect(days).toEqual(['20270114', '20270215']);
  });

  test('is none where nothing is to be paid, and its link is not offered then', () => {
    for (const view of [
      paidInvoice(),
      invoice({ status: 'void' }),
      invoice({ dueOn: null }),
      invoice({ paymentStatus: 'processing' }),
      invoice({ amountRemaining: 0 }),
    ]) {
      expect([hasEvents(view), dueCalendar(view, speech, 'x')]).toEqual([false, null]);
      expect(page(view)).not.toContain('due.ics');
    }
    expect(links(page())).toContain(`${invoice().links.view}/due.ics`);
  });

  test('lets no name begin a line of its own, and no line is longer than 75 bytes', () => {
    const name = `Evil\r\nBEGIN:VEVENT;x,y\\ ${'株'.repeat(60)}`;
    const text = calendar(invoice({ merchant: merchant({ name }) }));
    expect(text.match(/\r\nBEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).not.toMatch(/(?<!\r)\n/);
    for (const each of text.split('\r\n'))
      expect(new TextEncoder().encode(each).length).toBeLessThanOrEqual(75);
  });
});

describe('the links that begin a mail', () => {
  test('quote the invoice to whoever sent it, and pass its link on to whoever pays', () => {
    const mails = links(page()).filter((href) => href.startsWith('mailto:'));
    const read = mails.map((href) => decodeURIComponent(href.replaceAll('&amp;', '&')));
    expect(read.find((href) => href.includes('Question about invoice NW-2026-0042'))).toMatch(
      /^mailto:billing@northwind\.example\?/,
    );
    expect(read.find((href) => href.startsWith('mailto:?'))).toContain(invoice().links.view);
  });

  test('carry no header of somebody else’s, and no mark of direction', () => {
    const hostile = mailto(null, 'a\r\nBcc: x@y.example', '\u2068b\u2069&cc=z@y.example\nnext') ?? '';
    expect(hostile).toBe(
      'mailto:?subject=a%0D%0ABcc%3A%20x%40y.example&body=b%26cc%3Dz%40y.example%0D%0Anext',
    );
    expect(mailto('a@b.example?cc=x@y.example', 's', 'b')).toBeNull();
    expect(page(invoice({ merchant: merchant({ email: 'no address' }) }))).not.toContain(
      'Something is wrong',
    );
  });
});

describe('what a page says once', () => {
  test('is the rate that all lines have', () => {
    const taxed = (label: string) => line('Work', '1', 100, { taxLabels: [label] });
    const labels = (...all: string[]) =>
      page(invoice({ lines: all.map(taxed), lineCount: all.length })).match(
        /<span class="small soft" dir="auto">VAT/g,
      );
    expect(labels('VAT 20%', 'VAT 20%')).toBeNull();
    expect(labels('VAT 20%', 'VAT 5%')).toHaveLength(2);
    // The others are not on the page: they may have another.
    const part = invoice({ lines: [taxed('VAT 20%')], lineCount: 60 });
    expect(page(part)).toContain('VAT 20%');
  });

  test('is the day that it is due, which stays among the facts where the status says another', () => {
    const dueIn = (html: string) => html.match(/14 Jan 2027/g)?.length ?? 0;
    expect(dueIn(page())).toBe(1);
    expect(page(paidInvoice())).toContain('<dt>Due</dt>');
  });
});

describe('the history of an invoice', () => {
  const told = (view: InvoiceView) =>
    textOf(page(view).match(/<ol class="history">.*?<\/ol>/s)?.[0] ?? '').trim();

  test('is all that moved its money, a line each, by the day', () => {
    expect(told(paidInvoice({ paymentStatus: 'partially_refunded' }))).toBe(
      '15 Dec 2026 Sent 9 Jan 2027 $1,569.20 paid 16 Jan 2027 $500.00 refunded',
    );
    const credited = invoice({ amountCredited: 52_307, amountRemaining: 104_613 });
    expect(told(credited)).toContain('20 Jan 2027 $523.07 credited (CN-NW-2026-0003)');
  });

  test('has a payment that failed once, and none that the bank took back as a failure', () => {
    const failed = payment({ state: 'failed', failureCode: 'expired_card' });
    expect(told(invoice({ paymentStatus: 'failed', payment: failed }))).toBe(
      '15 Dec 2026 Sent 9 Jan 2027 Payment of $1,569.20 failed',
    );
    const view = invoice({ paymentStatus: 'returned', payment: failed });
    const cover = (amount: number, day: number): CoverFact => ({
      amount,
      at: Date.UTC(2027, 0, day, 17),
      source: { kind: 'payment', paymentId: failed.reference, method: null },
    });
    const covers = [cover(156_920, 9), cover(-156_920, 12)];
    expect(told({ ...view, ledger: ledgerFor(view, { covers }) })).toBe(
      '15 Dec 2026 Sent 9 Jan 2027 $1,569.20 paid 12 Jan 2027 $1,569.20 taken back by the bank',
    );
  });

  test('is not there while there is nothing but that it was sent', () => {
    expect(page()).not.toContain('class="history"');
  });
});

test('a credit note stands once, with its files, where it takes off what was due', () => {
  const note = {
    number: 'CN-NW-2026-0003',
    issuedOn: '2027-01-20',
    amount: 52_307,
    pdf: '/n/pdf',
    xml: '/n/xml',
  };
  const view = { amountCredited: 52_307, amountRemaining: 104_613, creditNotes: [note] };
  const html = page(invoice(view));
  expect(textOf(html)).toContain('Credit note CN-NW-2026-0003 of 20 Jan 2027 PDF · XML −$523.07');
  expect(html).not.toContain('<h2>Credit notes</h2>');
  expect(html.split('href="/n/pdf"')).toHaveLength(2);
  // One that took nothing off what was due, and has no row yet, is listed.
  const listed = page(paidInvoice({ creditNotes: [note] }));
  expect(textOf(listed)).toMatch(/Credit notes CN-NW-2026-0003 20 Jan 2027 XML −\$523\.07/);
});

test('a bank transfer is a line on a phone where there is a button that pays, and whole where there is none', () => {
  expect(page()).toMatch(
    /<section class="bank fold" id="transfer">\s*<p class="unfold"><a href="#transfer">/,
  );
  const linkless = invoice({ noLinkReason: 'links_off', links: { ...invoice().links, pay: null } });
  expect(page(linkless)).not.toContain('#transfer');
});

test('what is said of a payment under way, failed or returned names its day and no time', () => {
  for (const paymentStatus of ['processing', 'failed', 'returned'] as const) {
    const state = paymentStatus === 'processing' ? 'processing' : 'failed';
    const text = textOf(page(invoice({ paymentStatus, payment: payment({ state }) })));
    expect(text).toContain('on 9 Jan 2027');
    expect(text).not.toMatch(/14:32|Eastern|EST/);
  }
});

test('a transfer in euros has a code for banking apps; in dollars, or with a choice of accounts, it has none', () => {
  const account = {
    currency: 'EUR',
    holder: 'Northwind Studio GmbH',
    bankName: null,
    numbers: { kind: 'iban', iban: 'DE89370400440532013000', bic: null },
    reference: 'invoice_number',
    onNewInvoices: true,
  } as const;
  const paidBy = (...accounts: (typeof account)[]) =>
    page(
      invoice({
        currency: 'EUR',
        transfer: { to: { kind: 'accounts', accounts }, reference: null, isReplaced: false },
      }),
    );
  expect(paidBy(account)).toContain('QR code for a SEPA transfer');
  expect(paidBy(account)).toContain('<i>DE89</i><wbr><i>3704</i>');
  expect(paidBy(account, account)).not.toContain('<svg class="qr"');
  expect(page()).not.toContain('<svg class="qr"');
});

test('a transfer to a Swiss account has a Swiss QR code with its cross, in euros beside the one for SEPA', () => {
  const paidBy = (...of: Parameters<typeof swissTransfer>) =>
    page(invoice({ currency: of[1] ?? 'CHF', transfer: swissTransfer(...of) }));
  const cross = /<path fill="#000" d="M[\d.]+ /;
  expect(paidBy()).toContain('Swiss QR code for this transfer');
  expect(paidBy()).toMatch(cross);
  expect(paidBy()).not.toContain('QR code for a SEPA transfer');
  expect(paidBy('CH5800791123000889012', 'EUR').match(/<svg class="qr/g)).toHaveLength(2);
  // A QR-IBAN takes no invoice's number.
  expect(paidBy('CH4431999123000889012')).not.toContain('<svg class="qr');
});
