import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { listen } from '../src/process/listen.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../src/sandbox.ts';
import { createMemoryStore } from '../src/store/memory.ts';
import { expectNoViolations } from '../src/validator.ts';
import { validator } from './validate-exchanges.ts';

export const KEY = 'sk_test_sandbox_key';
export const SECRET = 'whsec_shared_by_both_sides';

export interface Received {
  body: string;
  signature: string;
  event: Stripe.Event;
}

/** A running sandbox on a free port, with the unmodified SDK pointed at it and somebody who takes its webhooks. */
export interface Bench {
  sandbox: Sandbox;
  stripe: Stripe;
  url: string;
  received: Received[];
  /** What the receiver answers; 200 unless a test says otherwise. */
  answerWith: (status: number) => void;
  /** The types of the events received so far, once all that is due has been delivered. */
  types: () => Promise<string[]>;
  control: <T = unknown>(method: string, path: string, body?: object) => Promise<{ status: number; body: T }>;
  post: (path: string, fields: Record<string, string>) => Promise<Response>;
  client: (options?: { key?: string; account?: string; http?: 'fetch' | 'node' }) => Stripe;
  close: () => Promise<void>;
}

export async function openBench(options: Partial<SandboxOptions> = {}): Promise<Bench> {
  const received: Received[] = [];
  let status = 200;
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({
        body,
        signature: String(request.headers['stripe-signature']),
        event: JSON.parse(body),
      });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const port = portOf(probe.address());
  await new Promise((resolve) => probe.close(resolve));
  const url = `http://127.0.0.1:${port}`;
  const sandbox = createSandbox({
    store: createMemoryStore(),
    baseUrl: url,
    webhooks: { url: `http://127.0.0.1:${portOf(receiver.address())}/hook`, secret: SECRET },
    validator: validator('accepted'),
    ...options,
  });
  const server = await listen(sandbox, { port });
  const client: Bench['client'] = ({ key = KEY, account, http = 'fetch' } = {}) =>
    new Stripe(key, {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
      // As in the Worker. The Node client repeats a call whose connection was cut even with no retries allowed.
      httpClient: http === 'fetch' ? Stripe.createFetchHttpClient() : Stripe.createNodeHttpClient(),
      ...(account === undefined ? {} : { stripeAccount: account }),
    });
  return {
    sandbox,
    stripe: client(),
    url,
    received,
    answerWith: (code) => {
      status = code;
    },
    types: async () => {
      await sandbox.drainWebhooks();
      return received.map(({ event }) => event.type);
    },
    control: async <T>(method: string, path: string, body?: object) => {
      const response = await fetch(`${url}/_sandbox${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: T = JSON.parse(await response.text());
      return { status: response.status, body: answer };
    },
    post: (path, fields) =>
      fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' }),
    client,
    close: async () => {
      try {
        await expectNoViolations((request) => sandbox.fetch(request));
      } finally {
        await server.close();
        await sandbox.close();
        await new Promise((resolve) => receiver.close(resolve));
      }
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

/** A session for 120.00 US dollars, with what a test says otherwise. */
export function sessionParams(
  other: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    success_url: 'https://merchant.example/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://merchant.example/invoice',
    customer_email: 'payer@example.com',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'usd', unit_amount: 12_000, product_data: { name: 'Invoice 1' } },
      },
    ],
    ...other,
  };
}

/** What a person types for a card. */
export function cardForm(number = '4242 4242 4242 4242', attempt = 'once'): Record<string, string> {
  return { method: 'card', number, expiry: '12 / 40', cvc: '123', name: 'Jenny Rosen', attempt };
}

/** What a person types for a bank account. */
export function bankForm(account = '000123456789'): Record<string, string> {
  return { method: 'us_bank_account', holder: 'Jenny Rosen', routing: '110000000', account, attempt: 'once' };
}
