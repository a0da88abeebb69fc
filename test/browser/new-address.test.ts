import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBack } from '../adapters/pdf/read-back.ts';
import { type ApiInvoice, eventually, type OpenStack, openStack } from '../support/node/shopkeeper.ts';

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack('northwind');
});
afterAll(() => shop?.close());

const WAYS = ['page', 'PDF', 'mail'] as const;
type Shown = Readonly<Record<(typeof WAYS)[number], string>>;

const account = (holder: string, iban: string, onNewInvoices = true) => ({
  currency: 'EUR',
  holder,
  bankName: null,
  numbers: { kind: 'iban', iban, bic: null },
  reference: 'invoice_number',
  onNewInvoices,
});
const OLD = 'DE89 3704 0044 0532 0130 00';
const NEW = 'FR14 2004 1010 0505 0001 3M02 606';
const address = (line1: string) => ({ line1, town: 'Portland', country: 'US' });

const change = (fields: object) => shop.api('/settings/profile', fields, 'PATCH');

/** What the payer of an invoice reads, without the spaces and marks that an account's number is set in groups with. */
async function shownOf(invoice: ApiInvoice, email: string, mails: number): Promise<Shown> {
  const page = await (await fetch(invoice.hostedInvoiceUrl)).text();
  const file = await fetch(`${invoice.hostedInvoiceUrl}/pdf`);
  const { text } = await readBack(new Uint8Array(await file.arrayBuffer()));
  const sent = await eventually('the mail', async () => {
    const all = await shop.mails(email, '');
    return all.length === mails && all;
  });
  const mail = await shop.mail(sent[0]?.id ?? '');
  return { page: bare(page), PDF: bare(text), mail: bare(mail.text) };
}

const bare = (text: string) => text.replaceAll(/<[^>]*>|\s|&nbsp;/g, '');

function expectShown(shown: Shown, has: readonly string[], hasNot: readonly string[]): void {
  for (const way of WAYS) {
    for (const text of has) expect(shown[way], `${way} shows ${text}`).toContain(bare(text));
    for (const text of hasNot) expect(shown[way], `${way} shows no ${text}`).not.toContain(bare(text));
  }
}

it('a changed address and bank account are on the next invoice, in page, PDF and mail, and not on yesterday’s', async () => {
  await change({ address: address('1 Old Quay'), bankAccounts: [account('Old Holder', OLD)] });
  const before = await shop.newCustomer();
  const yesterdays = await shop.sendTo(before.customerId, 1_000, { currency: 'EUR' });
  const old = ['1 Old Quay', 'Old Holder', OLD];
  expectShown(await shownOf(yesterdays, before.email, 1), old, []);

  // The old account goes on taking money: what the payer holds stays right.
  const both = [account('Old Holder', OLD, false), account('New Holder', NEW)];
  await change({ address: address('2 New Road'), bankAccounts: both });
  const after = await shop.newCustomer();
  const next = await shop.sendTo(after.customerId, 1_000, { currency: 'EUR' });
  const fresh = ['2 New Road', 'New Holder', NEW];
  expectShown(await shownOf(next, after.email, 1), fresh, old);
  expectShown(await shownOf(yesterdays, before.email, 1), old, fresh);

  // It is closed: no money is sent there any more, and the address is the one of then all the same.
  await change({ bankAccounts: [account('New Holder', NEW)] });
  await shop.api(`/invoices/${yesterdays.id}/send`, {});
  const closed = await shownOf(yesterdays, before.email, 2);
  const has = ['1 Old Quay', 'New Holder', NEW, 'bank details have changed'];
  expectShown(closed, has, ['Old Holder', OLD, '2 New Road']);
});
