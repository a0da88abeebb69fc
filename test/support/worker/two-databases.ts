import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test';
import { createApp } from '../../../src/app.ts';
import { openDatabase } from '../../../src/db/database.ts';
import type { Context, QueueMessage } from '../../../src/operations/core/context.ts';
import { type Seeded, seedMerchant, testContext } from './context.ts';
import { makeSchema } from './make-schema.ts';

export const OPERATOR_KEY = '0123456789abcdef0123456789abcdef';

/** The Worker with two databases, a business in each, and a queue that keeps what is sent. */
export async function openTwoDatabases() {
  const sent: { body: QueueMessage & { readonly database?: number } }[] = [];
  const bindings = {
    ...env,
    OPERATOR_KEY,
    DB_1: env.SECOND,
    WORK: {
      ...env.WORK,
      sendBatch: async (batch: Iterable<(typeof sent)[number]>) => {
        sent.push(...batch);
        return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
      },
    },
  };
  const app = createApp();
  const dbs = [openDatabase(env.DB), openDatabase(env.SECOND)] as const;
  await makeSchema(env.SECOND);
  const contexts: readonly [Context, Context] = [
    testContext({ db: dbs[0] }),
    testContext({ db: dbs[1], database: 1 }),
  ];
  const businesses: readonly [Seeded, Seeded] = [
    await seedMerchant(contexts[0]),
    await seedMerchant(contexts[1]),
  ];

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const execution = createExecutionContext();
    const request = new Request(`https://billing.test${path}`, { redirect: 'manual', ...init });
    const answer = await app.fetch(request, bindings, execution);
    await waitOnExecutionContext(execution);
    return answer;
  }

  async function api(which: 0 | 1, path: string, body: object) {
    const answer = await ask(`/api/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${businesses[which].apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const read: { id: string; hostedInvoiceUrl: string } = await answer.json();
    if (!answer.ok) throw new Error(JSON.stringify(read));
    return read;
  }

  async function finalized(which: 0 | 1, email = 'ap@payer.test') {
    const customer = await api(which, '/customers', { legalName: `Payer ${which}`, email });
    const lines = [{ description: 'Work', quantity: '1', unitAmount: 42_000 }];
    const draft = await api(which, '/invoices', { customerId: customer.id, currency: 'USD', lines });
    const { hostedInvoiceUrl } = await api(which, `/invoices/${draft.id}/finalize`, {});
    return { id: draft.id, customerId: customer.id, path: new URL(hostedInvoiceUrl).pathname };
  }

  return { sent, bindings, dbs, contexts, businesses, ask, finalized };
}
