import { and, eq, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails } from '../../../src/db/schema/index.ts';
import { readAccountByStaff } from '../../../src/operations/connections/by-staff.ts';
import { sweepAccounts } from '../../../src/operations/connections/sweep-accounts.ts';
import { readLetter } from '../../../src/operations/emails/letter.ts';
import { staffMail } from '../../../src/views/email/staff-mail.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { control, ownAccount } from '../../support/worker/accounts.ts';
import { AWAY, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { hire, staffOf } from '../../support/worker/staff.ts';

const MINUTE = 60_000;

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  // How it stands when it is connected is known to whoever connects it.
  await sweepAccounts(shop.ctx);
});

const restrict = (due: readonly string[]) =>
  control(`/accounts/${account}/requirements`, { currentlyDue: due });
/** Some minutes later it is read again. */
async function later(minutes: number) {
  shop.advance(minutes * MINUTE);
  await sweepAccounts(shop.ctx);
}
const mails = async () => {
  const rows = await shop.ctx.db
    .select()
    .from(emails)
    .where(and(eq(emails.merchantId, shop.scope.merchantId), like(emails.template, 'staff_account%')));
  return rows.toSorted((a, b) => a.createdAt - b.createdAt || a.recipient.localeCompare(b.recipient));
};
const told = async () => (await mails()).map(({ template, recipient }) => `${template} ${recipient}`);

/** A mail as it goes out; null where it is no longer true. */
async function text(row: Awaited<ReturnType<typeof mails>>[number] | undefined): Promise<string | null> {
  const letter = row === undefined ? null : await readLetter(shop.ctx, row);
  if (letter === null) return null;
  const speech = await speechFor('en');
  const never = () => Promise.reject(new Error('not asked for'));
  const sent = await letter({
    transport: { send: never },
    returnPaths: { token: async () => 't', open: async () => null },
    from: 'q@q.test',
    render: never,
    renderForCustomer: never,
    renderForStaff: async (message, view) => {
      const mail = staffMail(message, view, speech);
      return { subject: mail.subject, html: '', text: JSON.stringify(mail) };
    },
    pdf: never,
    receipt: never,
    eInvoice: never,
  });
  return `${sent.subject}\n${sent.text}`;
}

describe('an account that Stripe holds in mid-month', () => {
  it('is told once to those who can do something, with what Stripe wants, and once that it is over', async () => {
    const { address: owner } = await hire(shop, [[shop, 'owner']], 'ada@staff.test');
    const { address: technician } = await hire(shop, [[shop, 'technician']], 'tom@staff.test');
    await hire(shop, [[shop, 'read_only']], 'rita@staff.test');
    const { payPath } = await readyInvoice(shop);
    await restrict(['external_account', 'representative.first_name']);
    await later(61);
    await later(61);
    const recipients = [owner, technician, 'billing@northwind.test'];
    const both = (template: string) =>
      recipients.map((each) => `${template} ${each}`).toSorted((a, b) => a.localeCompare(b));
    expect((await told()).toSorted((a, b) => a.localeCompare(b))).toEqual(both('staff_account_trouble'));
    const [first] = await mails();
    const said = await text(first);
    expect(said).toContain('Payments on hold at Stripe: ');
    expect(said).toContain('A bank account for payouts');
    expect(said).toContain('overdue');
    expect(said).toContain(`/dashboard/${shop.scope.merchantId}/stripe`);
    // Payers read meanwhile that it cannot be paid online now.
    const refused = await shop.request(payPath, { method: 'POST' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('Stripe isn’t taking payments for');

    await restrict([]);
    await later(6);
    expect((await told()).length).toBe(3);
    await later(16);
    await later(61);
    expect(await told()).toHaveLength(6);
    expect((await told()).slice(3).every((each) => each.startsWith('staff_account_over'))).toBe(true);
    // The first, had it waited until now, would not be sent any more.
    expect(await text(first)).toBeNull();
    expect(await text((await mails()).at(-1))).toContain('has lifted its restriction');
    expect((await shop.request(payPath, { method: 'POST' })).status).toBe(303);
  });

  it('is told again only where Stripe wants more, and comes and goes within minutes as one', async () => {
    await restrict(['external_account']);
    await later(61);
    await restrict([]);
    await later(6);
    await restrict(['external_account']);
    await later(6);
    await later(61);
    expect(await told()).toHaveLength(1);
    await restrict(['external_account', 'company.tax_id']);
    await later(6);
    await later(6);
    expect(await told()).toHaveLength(2);
  });

  it('is told of for ACH alone, while cards go on', async () => {
    await control(`/accounts/${account}/capabilities`, { us_bank_account_ach_payments: 'inactive' });
    await later(61);
    const [mail] = await mails();
    expect(await text(mail)).toContain('Stripe has paused ACH debits');
    await control(`/accounts/${account}/capabilities`, { us_bank_account_ach_payments: 'active' });
    await later(61);
    await later(16);
    expect((await mails()).at(-1)?.template).toBe('staff_account_over');
  });

  it('is told once where its read is committed twice', async () => {
    await restrict(['external_account']);
    shop.advance(61 * MINUTE);
    await Promise.all([sweepAccounts(shop.ctx), sweepAccounts(shop.ctx), sweepAccounts(shop.ctx)]);
    expect(await told()).toHaveLength(1);
  });
});

describe('a press on *Check again*', () => {
  const read = async (ctx = shop.ctx) => must(await readAccountByStaff(ctx, { scope: shop.scope })).read;

  it('says whether Stripe was asked', async () => {
    shop.advance(61 * MINUTE);
    expect(await read()).toBe('read');
    shop.advance(2000);
    expect(await read()).toBe('not_due');
    shop.advance(6000);
    expect(await read(withStripe(shop.ctx, () => ({ retrieveAccount: async () => AWAY })))).toBe(
      'not_answered',
    );
  });

  it('shows that on the page', async () => {
    const browser = await staffOf(shop, 'technician');
    const page = `/dashboard/${shop.scope.merchantId}/stripe`;
    shop.advance(MINUTE);
    await browser.post(`${page}/refresh`);
    expect(await (await browser.get(page)).text()).toContain('This is up to date.');
    shop.advance(1000);
    await browser.post(`${page}/refresh`);
    const again = await (await browser.get(page)).text();
    expect(again).not.toContain('This is up to date.');
    expect(again).toContain('we didn’t ask Stripe again');
  });
});
