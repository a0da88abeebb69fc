import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/database.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { listCustomers } from '../../../src/operations/resources/list-customers.ts';
import { ALL_INVOICES, listInvoices } from '../../../src/operations/resources/list-invoices.ts';
import { readCustomer } from '../../../src/operations/resources/read-customer.ts';
import { readInvoice } from '../../../src/operations/resources/read-invoice.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

/** D1 with its round trips counted: batches, and statements that were run outside of one. */
function countedDatabase() {
  const count = { prepared: 0, batched: 0, batches: 0 };
  const binding = new Proxy(env.DB, {
    get(target, name) {
      if (name === 'prepare') {
        return (query: string) => {
          count.prepared += 1;
          return target.prepare(query);
        };
      }
      if (name === 'batch') {
        return (statements: D1PreparedStatement[]) => {
          count.batches += 1;
          count.batched += statements.length;
          return target.batch(statements);
        };
      }
      return Reflect.get(target, name);
    },
  });
  const roundTrips = () => count.batches + count.prepared - count.batched;
  return { db: openDatabase(binding), roundTrips };
}

describe('round trips to the database', () => {
  const counted = countedDatabase();
  const ctx = testContext({ db: counted.db });
  const during = async (act: () => Promise<unknown>): Promise<number> => {
    const before = counted.roundTrips();
    await act();
    return counted.roundTrips() - before;
  };

  it('are one for a read, and two for a verb: what it decides on, and what it decided', async () => {
    const merchant = await seedMerchant(ctx);
    const api = apiClient(ctx, merchant);
    const customerId = await makeCustomer(api);
    const [one, two] = [await makeDraft(api, customerId), await makeDraft(api, customerId)];
    const { scope } = merchant;
    const page = { asked: ALL_INVOICES, startingAfter: null, limit: 100 };
    expect(await during(() => readInvoice(ctx, { scope, invoiceId: one.id }))).toBe(1);
    expect(await during(() => listInvoices(ctx, { scope, ...page }))).toBe(1);
    expect(await during(() => readCustomer(ctx, { scope, customerId }))).toBe(1);
    expect(
      await during(() =>
        listCustomers(ctx, {
          scope,
          filters: { email: null, externalId: null, alias: null, search: null },
          page,
        }),
      ),
    ).toBe(1);
    const finalize = { invoiceId: one.id, commandId: 'f' };
    expect(await during(() => finalizeInvoice(ctx, { scope, ...finalize }))).toBe(2);
    expect(await during(() => finalizeInvoice(ctx, { scope, ...finalize }))).toBe(1);
    expect(await during(() => sendInvoice(ctx, { scope, invoiceId: two.id, commandId: 's', to: null }))).toBe(
      2,
    );
  });
});
