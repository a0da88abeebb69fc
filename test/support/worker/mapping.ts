import { and, eq } from 'drizzle-orm';
import {
  clientImportRows,
  clientImports,
  clientMappings,
  mappedClients,
  stripeCustomers,
} from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { createCustomer } from '../../../src/operations/customers/create.ts';
import type { CustomerInput } from '../../../src/operations/facts/customer-input.ts';
import { type Deciding, decide } from '../../../src/operations/mapping/decide.ts';
import { startImport } from '../../../src/operations/mapping/start-import.ts';
import { startReading } from '../../../src/operations/mapping/start-reading.ts';
import { atStripe, ownAccount } from './accounts.ts';
import { must, openShop, type Shop } from './shop.ts';

const NOBODY: CustomerInput = {
  legalName: 'Payer Inc',
  label: null,
  contactName: null,
  email: null,
  billingEmails: [],
  telephone: null,
  url: null,
  taxStatus: 'TAXED',
  address: {},
  customerAliases: [],
  locale: null,
  externalIds: [],
};

/** A business with a Stripe account of its own, whose clients are mapped. */
export async function openMapping() {
  const shop = await openShop();
  const account = await ownAccount(shop);
  const { ctx, scope, connectionId } = shop;
  const client = async (customerId: string) => {
    const [row] = await ctx.db
      .select()
      .from(mappedClients)
      .where(and(eq(mappedClients.connectionId, connectionId), eq(mappedClients.customerId, customerId)));
    return row;
  };
  return {
    /** The link of a client to a customer of the account. */
    async linkOf(customerId: string) {
      const [row] = await ctx.db
        .select()
        .from(stripeCustomers)
        .where(
          and(eq(stripeCustomers.customerId, customerId), eq(stripeCustomers.connectionId, connectionId)),
        );
      return row;
    },
    shop,
    ctx,
    scope,
    connectionId,
    account,
    /** A client of ours. */
    async addClient(more: Partial<CustomerInput> = {}): Promise<string> {
      const customerId = newId(ctx, 'cus');
      const customer = { ...NOBODY, ...more };
      must(await createCustomer(ctx, { scope, customerId, commandId: customerId, customer }));
      return customerId;
    },
    /** A customer of the account, made by somebody else. */
    addAtStripe: async (fields: Readonly<Record<string, string>> = {}): Promise<string> =>
      (await atStripe(account, '/customers', fields)).id,
    /** Reads the account's list and compares it with the clients. */
    async read() {
      must(await startReading(ctx, { scope }));
      await shop.work();
      const [row] = await ctx.db
        .select()
        .from(clientMappings)
        .where(eq(clientMappings.connectionId, connectionId));
      return row;
    },
    client,
    decide: (customerIds: readonly string[], deciding: Deciding) =>
      decide(ctx, { scope, which: { kind: 'these', customerIds }, deciding }),
    decideAll: (deciding: Deciding) =>
      decide(ctx, { scope, which: { kind: 'all', status: null, search: null }, deciding }),
    /** Begins an import; `work` does it. */
    async begin(only: 'all' | 'failed' = 'all') {
      const begun = await startImport(ctx, { scope, commandId: newId(ctx, 'req'), by: 'Ada', only });
      return must(begun);
    },
    async imported(importId: string) {
      const [row] = await ctx.db.select().from(clientImports).where(eq(clientImports.id, importId));
      if (row === undefined) throw new Error('no import');
      return row;
    },
    rows: (importId: string) =>
      ctx.db.select().from(clientImportRows).where(eq(clientImportRows.importId, importId)).all(),
    /** The account's customers. */
    customersAtStripe: () => listAll(shop, account),
  };
}

export type Mapping = Awaited<ReturnType<typeof openMapping>>;

async function listAll(shop: Shop, account: string) {
  const stripe = await shop.ctx.stripe(account);
  const all = [];
  for (let place: Parameters<typeof stripe.listCustomers>[0] = null; ; ) {
    const page = await stripe.listCustomers(place);
    if (page.kind !== 'ok') throw new Error(page.kind);
    all.push(...page.value.items);
    if (page.value.next === null) return all;
    place = page.value.next;
  }
}
