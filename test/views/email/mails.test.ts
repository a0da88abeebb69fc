import { describe, expect, it } from 'vitest';
import { renderCustomerEmail, renderEmail } from '../../../src/views/email/render.ts';
import { linkedContacts } from '../../../src/views/email/sender.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { hostileInvoice, invoice, merchant, paidInvoice, payment, transferTo } from '../fixtures.ts';
import { ABOUT_CUSTOMERS, ABOUT_INVOICES, AT, account, allMails, SETTING } from './gallery.ts';
import { dataIn, textOf, withoutData } from './text-of.ts';

const LANGUAGES = ['en', 'de', 'fr', 'es', 'ja'] as const;
const { pay: PAY, view: VIEW } = invoice().links;

/** Codes and terms that are for staff; a customer reads sentences. */
const JARGON = /\b[a-z]+_[a-z_]+\b|\bR\d\d\b|\bdunning\b|\boff.session\b|\bmandate\b/;
const withoutLinks = (text: string) => text.replace(/https?:\S+/g, '').replace(/\b(?:pay|ref)_\w+/g, '');

const told = async (name: string, locale = 'en') => {
  const found = ABOUT_INVOICES[name];
  if (found === undefined) throw new Error(`no mail is called ${name}`);
  return renderEmail(found.message, { ...found.view, locale }, SETTING);
};
const noted = async (name: string, locale = 'en') => {
  const message = ABOUT_CUSTOMERS[name];
  if (message === undefined) throw new Error(`no mail is called ${name}`);
  return renderCustomerEmail(message, account({ locale }));
};

describe('a mail whose PDF is too large for it', () => {
  it.each(LANGUAGES)('says in %s where it is, and nowhere that it is attached', async (locale) => {
    const lines = Array.from({ length: 20 }, () => invoice().lines).flat();
    const view = { ...invoice(), lines, lineCount: lines.length, locale };
    const [attached, linked] = await Promise.all(
      [{}, { isPdfTooLarge: true }].map((more) =>
        renderEmail({ template: 'invoice_sent' }, view, { ...SETTING, ...more }),
      ),
    );
    const { invoiceSent, moreItemsOnline } = (await speechFor(locale)).words.emails;
    const more = moreItemsOnline('52');
    for (const said of [invoiceSent.linked, more]) {
      expect(linked?.html).toContain(said);
      expect(attached?.html).not.toContain(said);
    }
    expect(linked?.html).not.toContain(invoiceSent.attached);
  });
});

describe.each(LANGUAGES)('every mail in %s', (language) => {
  it('says in text all that the HTML says', async () => {
    for (const { name, html, text } of await allMails(language)) {
      const words = (part: string) => part.split(/[\s·,:：…✓-]+/).filter((word) => word !== '');
      const inText = new Set(words(text));
      const body = textOf(html.slice(html.indexOf('<table')));
      expect([name, words(body).filter((word) => !inText.has(word))]).toEqual([name, []]);
    }
  });

  it('is in that language, and as that language writes money and dates', async () => {
    const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' }).format(1_569.2);
    for (const { name, html, text, subject } of await allMails(language)) {
      expect([name, html.includes(`lang="${language}"`)]).toEqual([name, true]);
      expect(subject).not.toMatch(/undefined|NaN|\[object/);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
      if (name === 'charge_notice') expect(text).toContain(money);
    }
  });

  it('has the amount, the number or the account in its subject', async () => {
    for (const { name, subject } of await allMails(language)) {
      const isAbout = name in ABOUT_INVOICES && name !== 'invoice_voided';
      if (isAbout) expect([name, /\d[.,  ]?\d*[.,]\d\d/.test(subject)]).toEqual([name, true]);
    }
  });

  it('has no code and no jargon for a customer', async () => {
    for (const { name, text, subject } of await allMails(language)) {
      if (name.includes('_business')) continue;
      expect([name, JARGON.exec(withoutLinks(`${subject}\n${text}`))?.[0]]).toEqual([name, undefined]);
    }
  });
});

describe('a mail that asks for money', () => {
  it.each([
    'payment_failed',
    'payment_failed-bounced',
    'collection_ended',
    'authentication_needed',
    'reminder',
  ])('%s leads to payment and to the invoice', async (name) => {
    const { html, text } = await told(name);
    for (const link of [PAY, VIEW]) {
      expect(html).toContain(`href="${link}"`);
      expect(text.split('\n')).toContain(link);
    }
    expect(text).toContain('Pay using Stripe:');
  });

  it('has no pay button where there is no pay link, and says what to do instead', async () => {
    const links = { ...invoice().links, pay: null };
    const message = ABOUT_INVOICES.payment_failed?.message;
    if (message === undefined) throw new Error('no such mail');
    for (const [bankDetails, says] of [
      [null, 'Please contact Northwind Studio to agree on a way to pay.'],
      ['Harbour Bank 000123456789', 'You can pay by bank transfer; the details are below.'],
    ] as const) {
      const transfer = bankDetails === null ? null : transferTo(bankDetails);
      const view = invoice({ links, noLinkReason: 'links_off', transfer });
      const { html, text } = await renderEmail({ ...message, ...{ nextAttemptAt: null } }, view, SETTING);
      expect(html + text).not.toContain('Pay using Stripe');
      expect(text).not.toContain('button below');
      expect(text).toContain(says);
    }
  });

  it('asks for what is still owed, though more was tried', async () => {
    const { message } = ABOUT_INVOICES.payment_failed ?? {};
    if (message === undefined) throw new Error('no such mail');
    const view = invoice({ amountPaid: 50_000, amountRemaining: 106_920 });
    const { text } = await renderEmail(message, view, SETTING);
    expect(text).toContain('$1,069.20 is still due.');
    expect(text).toContain('Amount tried: $1,569.20');
  });
});

describe('what a program reads of a mail', () => {
  it('is the invoice: number, parties, what is due until when, and where it is paid', async () => {
    const due = dataIn((await told('invoice_sent')).html);
    expect(due).toMatchObject({
      '@type': 'Invoice',
      confirmationNumber: 'NW-2026-0042',
      broker: { name: 'Northwind Studio' },
      customer: { name: 'Ada Lindqvist' },
      paymentDueDate: '2027-01-14',
      paymentStatus: 'https://schema.org/PaymentDue',
      totalPaymentDue: { currency: 'USD', value: '1569.20' },
      url: VIEW,
    });
    const paid = dataIn((await told('receipt')).html);
    expect(paid).toMatchObject({
      paymentStatus: 'https://schema.org/PaymentComplete',
      totalPaymentDue: { value: '0.00' },
    });
    expect(dataIn((await told('reminder')).html)).toMatchObject({
      paymentStatus: 'https://schema.org/PaymentPastDue',
    });
    expect(dataIn((await told('refund_made')).html)).toBeNull();
  });
});

describe('how to reach whoever sent a mail', () => {
  it('can be tapped', async () => {
    const { html } = await told('invoice_sent');
    expect(html).toContain('href="mailto:billing@northwind.example"');
    expect(html).toContain('href="tel:+12075550142"');
    expect(html).toContain('href="https://northwind.example/"');
  });

  it('is text where it is no address and no number', () => {
    const odd = merchant({ email: 'a@b.example?bcc=c@d.example', telephone: '555 0142 ext. 9' });
    expect(linkedContacts(odd).map(({ url }) => url)).toEqual([null, null, 'https://northwind.example/']);
  });
});

describe('a failed charge', () => {
  it('says why in plain words, what it means, and what happens next', async () => {
    const { subject, text } = await told('payment_failed');
    expect(subject).toBe('Payment failed: $1,569.20, NW-2026-0042');
    expect(text).toContain('Your bank said there wasn’t enough money available.');
    expect(text).toContain('$1,569.20 is still due. We’ll try again automatically on 12 Jan 2027.');
    expect(text).not.toContain('insufficient_funds');
  });

  it('that is tried again names no bank account to transfer to: it would be paid twice', async () => {
    expect((await told('payment_failed')).text).not.toContain('000123456789');
    expect((await told('collection_ended')).text).toContain('000123456789');
  });

  it('does not tell a customer that their card is reported as stolen, but tells the business', async () => {
    const business = ABOUT_INVOICES.collection_ended_business;
    if (business?.message.template !== 'collection_ended_business') throw new Error('no such mail');
    const { text } = await renderEmail(
      { ...business.message, template: 'collection_ended' },
      business.view,
      SETTING,
    );
    expect(text).toContain('without giving a reason');
    expect(text.toLowerCase()).not.toContain('stolen');
    expect((await told('collection_ended_business')).text).toContain('Failure code: stolen_card');
  });
});

describe('a mail to the business', () => {
  it.each(Object.keys(ABOUT_INVOICES).filter((name) => name.includes('_business')))(
    '%s names customer and invoice, and leads to the hosted invoice',
    async (name) => {
      const { subject, text } = await told(name);
      for (const part of [subject, text]) expect(part).toContain('NW-2026-0042');
      expect(text).toContain('Ada Lindqvist');
      expect(text.split('\n')).toContain(VIEW);
      expect(text).not.toContain('Pay using Stripe');
      expect(text).not.toContain('Questions?');
    },
  );

  it('about a dispute says until when evidence is due; one that only asks takes no money', async () => {
    expect((await told('dispute_business')).text).toContain('by 18 Jan 2027, 18:05 Eastern Time');
    expect((await told('dispute_business')).text).toContain('https://dashboard.stripe.com/disputes');
    expect((await told('dispute_business-won')).text).not.toContain('dashboard.stripe.com');
    expect((await told('dispute_business-inquiry')).text).toContain('No money has been taken.');
  });
});

describe('a reminder', () => {
  const remind = async (on: string, view = invoice({ overdue: true }), locale = 'en') => {
    const at = Date.parse(`${on}T15:00:00Z`);
    const message = { template: 'reminder', number: 3, failed: false } as const;
    return (await renderEmail(message, { ...view, locale }, { ...SETTING, at })).text;
  };

  it.each([
    ['en', 'This invoice is 6 days overdue.'],
    ['de', 'Die Rechnung ist seit 6 Tagen überfällig.'],
    ['fr', 'Cette facture est en retard de 6 jours.'],
    ['es', 'Esta factura lleva 6 días vencida.'],
    ['ja', 'お支払い期限から 6 日が過ぎています。'],
  ])('says in %s how long the invoice is overdue, and counts no threats', async (locale, sentence) => {
    const text = await remind('2027-01-20', invoice({ overdue: true }), locale);
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/reminder 3|3\. Erinnerung|n° 3|número 3|3 回目/i);
  });

  it('says no days where it is due today or on receipt', async () => {
    expect(await remind('2027-01-15')).toContain('This invoice is one day overdue.');
    expect(await remind('2027-01-14')).not.toContain('day');
    expect(await remind('2027-01-20', invoice({ dueOn: null }))).not.toContain('overdue');
  });
});

describe('the notice of a charge', () => {
  it('says how much, when and to what, and how to prevent it', async () => {
    const { text } = await told('charge_notice');
    expect(text).toContain(
      'Northwind Studio will charge $1,569.20 to your Visa ending in 4242 on 14 Jan 2027. You don’t need to do anything.',
    );
    expect(text.split('\n')).toContain(SETTING.links.pause);
  });
});

describe('the confirmation of a mandate', () => {
  it('repeats who may debit which account, for what, since when, and how it is revoked', async () => {
    const { text } = await noted('method_added-mandate');
    for (const said of [
      'Authorized: Northwind Studio',
      'Account holder: Ada Lindqvist',
      'Bank: Harbour Bank',
      'Routing number: 110000000',
      'Account number: ending in 6789',
      'Date: 9 Jan 2027, 18:05 Eastern Time',
      'in the amounts stated on them',
      'To revoke it, remove the account in your payment settings, or tell Northwind Studio: billing@northwind.example, +1 207 555 0142.',
    ]) {
      expect(text).toContain(said);
    }
  });
});

describe('a sign-in mail', () => {
  it('holds its link once, says how long it works, and names no amount', async () => {
    const { subject, text } = await noted('sign_in_link');
    expect(subject).toBe('Your sign-in link for Northwind Studio');
    expect(text).toContain('9 Jan 2027, 18:20 Eastern Time');
    expect(text.split(account().links.signIn ?? '')).toHaveLength(2);
  });

  it('names no business where several know the address', async () => {
    const message = ABOUT_CUSTOMERS.sign_in_link;
    if (message?.template !== 'sign_in_link') throw new Error('no such mail');
    for (const locale of ['en', 'de', 'es', 'fr', 'ja']) {
      const view = account({ locale });
      const mail = await renderCustomerEmail({ ...message, neutral: true }, view);
      const all = JSON.stringify(mail);
      const { name, email, website } = view.merchant;
      for (const told of [name, email ?? name, website ?? name]) expect(all).not.toContain(told);
      expect(mail.sender).not.toBeUndefined();
      expect(mail.text).toContain(view.links.signIn ?? 'no link');
    }
  });

  it('without its link is a bug, and is not sent', async () => {
    const message = ABOUT_CUSTOMERS.sign_in_link;
    if (message === undefined) throw new Error('no such mail');
    const view = account({ links: { ...account().links, signIn: null } });
    await expect(renderCustomerEmail(message, view)).rejects.toThrow('without its link');
  });
});

describe('the receipt of one payment for several invoices', () => {
  it('names each of them with what it was paid, and claims none as the whole', async () => {
    const covers = [
      { number: 'NW-2026-0042', amount: 156_920 },
      { number: 'NW-2026-0043', amount: 43_080 },
    ];
    const view = paidInvoice({ payment: payment({ amount: 200_000 }) });
    const { subject, text } = await renderEmail({ template: 'receipt' }, view, { ...SETTING, covers });
    expect(subject).toBe('Receipt: $2,000.00 for 2 invoices');
    expect(text).toContain('NW-2026-0042: $1,569.20\nNW-2026-0043: $430.80');
    expect(text).not.toContain('Invoice total');
  });
});

it.each([
  ['receipt', { template: 'receipt' }],
  ['refund', { template: 'refund_made', amount: 500, method: null, refundId: 'ref_1', isSurplus: false }],
] as const)('the mail of a %s says the number of what is attached, or where it is', async (_, message) => {
  const said = async (isTooLarge: boolean) =>
    (await renderEmail(message, paidInvoice(), { ...SETTING, receipt: { number: 'R-NW-0012', isTooLarge } }))
      .text;
  for (const text of [await said(false), await said(true)])
    expect(text).toMatch(/Receipt number:? +R-NW-0012/);
  // An id is for whoever has no number.
  expect(await said(false)).not.toMatch(/pay_|ref_1/);
  expect(await said(false)).toContain('The receipt is attached as a PDF.');
  expect(await said(true)).toContain('download it from the invoice page');
  expect((await renderEmail(message, paidInvoice(), SETTING)).text).not.toContain('attached');
});

it('says each way to reach the business once, the address where it asks for questions', async () => {
  const { text, html } = await renderEmail({ template: 'invoice_sent' }, invoice(), SETTING);
  expect(text.match(/billing@northwind\.example/g)).toHaveLength(1);
  expect(text).toContain('+1 207 555 0142 · https://northwind.example');
  expect(html.match(/mailto:billing@northwind\.example/g)).toHaveLength(1);
});

it('the receipt of a payment that staff recorded says their day, its way and what they noted', async () => {
  const method = { kind: 'offline', label: 'check' } as const;
  const view = paidInvoice({ payment: payment({ on: '2026-12-03', method, reference: 'Check 17' }) });
  const receipt = { number: 'R-NW-0012', isTooLarge: false, reference: 'Check 17' };
  const { text } = await renderEmail({ template: 'receipt' }, view, { ...SETTING, receipt });
  expect(text).toContain('Paid 3 Dec 2026');
  expect(text).toMatch(/Date:? +3 Dec 2026/);
  expect(text).toMatch(/Reference:? +Check 17/);
  expect(text).toMatch(/Paid with:? +Check/);
});

it('the receipt of a payment that was returned before it was written names what was paid', async () => {
  const returned = { status: 'open', amountPaid: 0, amountRemaining: 200_000, paidOn: null } as const;
  const view = paidInvoice({ ...returned, payment: payment({ amount: 200_000 }) });
  const { subject, text } = await renderEmail({ template: 'receipt' }, view, SETTING);
  expect(subject).toBe('Receipt: $2,000.00 for invoice NW-2026-0042');
  expect(subject + text).not.toContain('$0.00 paid');
});

describe('hostile names', () => {
  const hostile = hostileInvoice();
  it.each(Object.keys(ABOUT_INVOICES))('are texts in %s', async (name) => {
    const { message } = ABOUT_INVOICES[name] ?? {};
    if (message === undefined) throw new Error('no such mail');
    expectHarmless(await renderEmail(message, hostile, SETTING));
  });

  it.each(Object.keys(ABOUT_CUSTOMERS))('are texts in %s', async (name) => {
    const message = ABOUT_CUSTOMERS[name];
    if (message === undefined) throw new Error('no such mail');
    const view = account({ merchant: hostile.merchant, customer: hostile.customer, at: AT });
    expectHarmless(await renderCustomerEmail(message, view));
  });
});

function expectHarmless({ subject, html, text }: { subject: string; html: string; text: string }): void {
  expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect(subject.length).toBeLessThan(500);
  expect(/<script|<img[^>]+onerror|javascript:|data:/i.exec(withoutData(html))).toBeNull();
  expect(html).toContain('&lt;script&gt;');
  expect(/[\u202a-\u202e]/.exec(html + text)).toBeNull();
  expect(/[^\P{Cc}\n]/u.exec(text)).toBeNull();
}
