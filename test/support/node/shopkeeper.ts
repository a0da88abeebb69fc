import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { expectNoViolations } from '#stripe-sandbox/validator';
import { type StackPlace, tick } from '../../../scripts/stack.ts';
import type { SharedStack } from './shared-stack.ts';

export type Mail = {
  readonly id: string;
  readonly subject: string;
  readonly to: string;
  readonly messageId: string;
  readonly attachments: readonly { readonly filename: string; readonly contentType: string }[];
};

export type ApiInvoice = {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly paymentStatus: string;
  readonly amountDue: number;
  readonly amountPaid: number;
  readonly hostedInvoiceUrl: string;
  readonly paymentUrl: string | null;
  readonly collection: {
    readonly stage: string | null;
    readonly reason: string | null;
    readonly collectAt: string | null;
    readonly noticedFor: string | null;
  };
};

/**
 * The whole stack, which no other file has meanwhile, with a browser before it, and what a business and a payer do with them. Whatever
 * another file changed for everybody is as it was; the clock and the customers of others are where they left them.
 */
export async function openStack(of: 'demo' | 'northwind' = 'demo') {
  const answer = await fetch(inject('stackHost'));
  if (!answer.ok) throw new Error(await answer.text());
  const { index, place, northwindKey, collection, browser: endpoint }: SharedStack = await answer.json();
  const stack = {
    ...place,
    ...(of === 'northwind' && { apiKey: northwindKey }),
    tick: () => tick(`http://127.0.0.1:${place.ports.app}`),
  };
  const browser = await chromium.connect(endpoint);
  const shop = shopkeeper(stack);
  // What other files asked for counts no more: an address is mailed a few sign-in links a day.
  await shop.sandbox('clock', { advanceMs: 25 * 3_600_000 });
  if (of === 'demo') {
    await shop.api('/settings/collection', collection, 'PATCH');
    await untilMoneyMoves(shop);
  }
  return {
    ...shop,
    stack,
    browser,
    untilMoneyMoves: () => untilMoneyMoves(shop),
    async close() {
      try {
        await expectNoViolations((request) => fetch(request), stack.sandbox);
      } finally {
        await browser.close();
        await fetch(`${inject('stackHost')}${index}`, { method: 'DELETE' });
      }
    },
  };
}

export type OpenStack = Awaited<ReturnType<typeof openStack>>;

/** Lets minutes go by until Stripe's lists are read again: another file may have moved the clock by days. */
async function untilMoneyMoves({ api, minute }: ReturnType<typeof shopkeeper>): Promise<void> {
  for (let minutes = 0; minutes < 120; minutes += 1) {
    const { pausedAt } = await api<{ pausedAt: string | null }>('/connection');
    if (pausedAt === null) return;
    await minute();
  }
}

function shopkeeper(stack: StackPlace) {
  // Of this file alone: those of the others are still there.
  const mine = randomUUID().slice(0, 8);
  let requests = 0;
  async function api<T>(
    path: string,
    body?: object,
    method = body === undefined ? 'GET' : 'POST',
  ): Promise<T> {
    requests += 1;
    const answer = await fetch(`${stack.app}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${stack.apiKey}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': `browser-${mine}-${requests}`,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
  /** Calls the sandbox's control API, such as to hold back its webhooks. */
  async function sandbox<T>(path: string, body?: object): Promise<T> {
    const answer = await fetch(`${stack.sandbox}/_sandbox/${path}`, {
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
  const invoice = (id: string) => api<ApiInvoice>(`/invoices/${id}`);
  /** A customer of their own. */
  async function newCustomer(): Promise<{ customerId: string; email: string }> {
    requests += 1;
    const email = `payer-${mine}-${requests}@payer.example`;
    const { id } = await api<{ id: string }>('/customers', { legalName: 'Payer & Sons', email });
    return { customerId: id, email };
  }
  /** An invoice over one and a half times `unitAmount` that was sent to a customer. */
  async function sendTo(
    customerId: string,
    unitAmount: number,
    { currency = 'USD', dueDate = '2030-01-31' } = {},
  ): Promise<ApiInvoice> {
    const draft = await api<ApiInvoice>('/invoices', {
      customerId,
      currency,
      dueDate,
      lines: [{ description: 'Support, June', quantity: '1.5', unitAmount }],
    });
    return api<ApiInvoice>(`/invoices/${draft.id}/send`, {});
  }
  const minute = () => sandbox('clock', { advanceMs: 60_000 });
  return {
    api,
    invoice,
    /** Waits until somebody got the notice of an invoice's charge: before that it does not count, and days may not go by. */
    announced: (id: string) =>
      eventually(
        'its charge is announced',
        async () => {
          type Messages = {
            readonly data: readonly { readonly template: string; readonly delivery: string }[];
          };
          const { data } = await api<Messages>(`/invoices/${id}/messages`);
          return data.some(({ template, delivery }) => template === 'charge_notice' && delivery === 'taken');
        },
        minute,
      ),
    newCustomer,
    sendTo,
    /** A customer of their own, and an invoice that was sent to them. */
    async send(unitAmount: number, currency = 'USD'): Promise<{ invoice: ApiInvoice; email: string }> {
      const { customerId, email } = await newCustomer();
      return { invoice: await sendTo(customerId, unitAmount, { currency }), email };
    },
    /** Asks Stripe's API, as the merchant's own program could. */
    async stripe<T>(path: string, params?: Readonly<Record<string, string>>, account?: string): Promise<T> {
      const headers = {
        Authorization: `Bearer ${stack.stripeKey}`,
        ...(account !== undefined && { 'Stripe-Account': account }),
      };
      const answer = await fetch(`${stack.sandbox}/v1${path}`, {
        headers,
        ...(params !== undefined && { method: 'POST', body: new URLSearchParams(params) }),
      });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    /** The mails to an address so far whose subject begins with this. */
    async mails(to: string, subject: string): Promise<Mail[]> {
      const answer = await fetch(`${stack.mailbox}/api/messages?to=${encodeURIComponent(to)}`);
      const { messages }: { messages: Mail[] } = await answer.json();
      return messages.filter((mail) => mail.subject.startsWith(subject));
    },
    /** One mail, whole. */
    async mail(id: string): Promise<{ html: string; text: string }> {
      const answer = await fetch(`${stack.mailbox}/api/messages/${id}`);
      return answer.json();
    },
    sandbox,
    /** A minute goes by, with its tick: after days without one, Stripe's lists are gone through before money moves. */
    minute,
  };
}

const POLL_MS = 200;
/** Every so many polls, what else was given is done. */
const BETWEEN = 5;

/** Polls until there is an answer, and does something else now and then; names what it waited for if none comes. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  meanwhile: () => Promise<unknown> = async () => null,
  most = 150,
): Promise<T> {
  for (let tries = 1; tries <= most; tries += 1) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (tries % BETWEEN === 0) await meanwhile();
  }
  throw new Error(`it never happened: ${what}`);
}

/** Types a card into Stripe's page and presses the button. */
export async function payByCard(page: Page, number: string): Promise<void> {
  await fillCard(page, number);
  await page.getByRole('button', { name: /^Pay / }).click();
}

/** Types a card into Stripe's page. */
export async function fillCard(page: Page, number: string): Promise<void> {
  const card = page.getByLabel('Card', { exact: true });
  if ((await card.count()) > 0) await card.check();
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12 / 40');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name on card').fill('Pat Payer');
  await answerQuestion(page);
}

/** Whoever pays by link is asked for their own address. Who has typed none takes the one that Stripe's page shows. */
export async function answerQuestion(page: Page): Promise<void> {
  const own = page.locator('#field-payeremail');
  if ((await own.count()) === 0 || (await own.inputValue()) !== '') return;
  const shown = page.locator('p', { hasText: /^Email/ });
  const address =
    (await shown.count()) > 0
      ? (await shown.first().textContent())?.replace('Email', '').trim()
      : await page.locator('#email').inputValue();
  await own.fill(address ?? '');
}

/** A visitor with nothing but a browser. */
export const visitor = (browser: Browser): Promise<BrowserContext> => browser.newContext();
