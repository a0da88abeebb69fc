import { eq } from 'drizzle-orm';
import { customers, merchants, signInMails } from '../../../src/db/schema/index.ts';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { createDraft } from '../../../src/operations/invoices/create-draft.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { must, type Shop } from './shop.ts';

/** A browser as far as the portal sees it: it stores cookies, and sends Origin and Sec-Fetch-Site with forms. */
export function openBrowser(shop: Pick<Shop, 'request'>) {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.set('Cookie', cookie);
    const answer = await shop.request(path, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const post = (path: string, fields: Fields = {}, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
      body: new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => listed(name, value))),
    });
  return {
    cookies,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    post,
  };
}

/** The fields of a form; a list is a field that is given several times. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

const listed = (name: string, value: string | readonly string[]): [string, string][] =>
  (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]);

/** The token that the forms of a page carry. */
export function csrfIn(page: string): string {
  const [, token] = /name="csrf" value="([0-9a-f]{32})"/.exec(page) ?? [];
  if (token === undefined) throw new Error('a page without a form that changes something');
  return token;
}

/** The newest sign-in link of an address, as its mail says it. */
export async function linkFor(shop: Pick<Shop, 'ctx'>, address: string): Promise<string> {
  const rows = await shop.ctx.db
    .select({ id: signInMails.id })
    .from(signInMails)
    .where(eq(signInMails.address, address.toLowerCase()));
  const id =
    rows
      .map((row) => row.id)
      .toSorted()
      .at(-1) ?? '';
  return new URL(await shop.ctx.links.url('sign_in', { id, version: 1 })).pathname;
}

/** A browser that is signed in by a mailed link; its forms carry the CSRF token automatically. */
export async function signIn(shop: Pick<Shop, 'ctx' | 'request'>, customerId: string) {
  const [customer] = await shop.ctx.db
    .select({ email: customers.email })
    .from(customers)
    .where(eq(customers.id, customerId));
  const address = customer?.email ?? '';
  const browser = openBrowser(shop);
  await browser.post('/portal/sign-in', { address });
  const entered = await browser.post(await linkFor(shop, address));
  if (entered.status !== 303) throw new Error(`not signed in: ${entered.status}`);
  const csrf = csrfIn(await (await browser.get('/portal/choose')).text());
  return {
    ...browser,
    csrf,
    post: (path: string, fields: Fields = {}, headers: Record<string, string> = {}) =>
      browser.post(path, { csrf, ...fields }, headers),
  };
}

export type SignedInBrowser = Awaited<ReturnType<typeof signIn>>;

/** Changes which addresses a customer is reached at. */
export async function setAddresses(
  { ctx }: Pick<Shop, 'ctx'>,
  customerId: string,
  email: string,
  billingEmails: readonly string[],
): Promise<void> {
  await ctx.db.update(customers).set({ email, billingEmails }).where(eq(customers.id, customerId));
}

/** A draft for a customer, over an amount in minor units. */
export async function draftFor(
  { ctx, scope }: Pick<Shop, 'ctx' | 'scope'>,
  customerId: string,
  amount: number,
  currency = 'USD',
): Promise<string> {
  const invoiceId = newId(ctx, 'inv');
  const line = { description: 'Work', quantity: '1', unitAmount: amount, discount: null, taxRates: [] };
  const draft = {
    customerId,
    currency: parseCurrency(currency),
    dueDate: parseLocalDate('2030-01-31'),
    notes: null,
    paymentLink: true,
    lines: [line],
  };
  must(await createDraft(ctx, { scope, invoiceId, commandId: invoiceId, draft }));
  return invoiceId;
}

/** One more finalized invoice of a customer, over an amount in minor units. */
export async function invoiceFor(
  shop: Pick<Shop, 'ctx' | 'scope'>,
  customerId: string,
  amount: number,
  currency = 'USD',
): Promise<string> {
  const invoiceId = await draftFor(shop, customerId, amount, currency);
  must(await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` }));
  return invoiceId;
}

/** What the review page of a payment posts: every invoice with the version that it shows. */
export const shownOn = (page: string): string[] =>
  [...page.matchAll(/name="invoice" value="(inv_\w+\.\d+)"/g)].map(([, shown = '']) => shown);

/** Lets customers pay parts of invoices. */
export const allowParts = ({ ctx, scope }: Pick<Shop, 'ctx' | 'scope'>) =>
  ctx.db.update(merchants).set({ partPayments: true }).where(eq(merchants.id, scope.merchantId)).run();
