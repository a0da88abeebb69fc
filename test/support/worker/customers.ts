import { and, desc, eq, sql } from 'drizzle-orm';
import { readEvent } from '../../../src/adapters/stripe/read-event.ts';
import { connections, customers, journal, stripeCustomers } from '../../../src/db/schema/index.ts';
import { addressText, type Shared, sharedOf } from '../../../src/domain/customer/shared-fields.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { ensureStripeCustomer } from '../../../src/operations/customers/ensure-stripe-customer.ts';
import { replaceCustomer } from '../../../src/operations/customers/update.ts';
import type { CustomerInput } from '../../../src/operations/facts/customer-input.ts';
import { onCustomerEvent } from '../../../src/operations/inbox/on-customer-event.ts';
import { must, type Shop } from './shop.ts';
import { askStripe } from './stripe.ts';

export type CustomerEvent = { readonly id: string; readonly type: string };

/** A customer of ours that stands for one at Stripe, and both sides of it. */
export async function linkedCustomer(shop: Shop) {
  const { customerId, payPath, invoiceId } = await shop.invoice(5_000);
  const at = { customerId, connectionId: shop.connectionId };
  const { stripeCustomerId } = await ensureStripeCustomer(shop.ctx, at);
  if (stripeCustomerId === null) throw new Error('no Stripe customer');
  const path = `/v1/customers/${stripeCustomerId}`;
  const row = async () => {
    const [found] = await shop.ctx.db.select().from(customers).where(eq(customers.id, customerId));
    if (found === undefined) throw new Error('no such customer');
    return found;
  };
  return {
    ...at,
    stripeCustomerId,
    payPath,
    invoiceId,
    row,
    here: async (): Promise<Shared> => sharedOf(await row()),
    there: async (): Promise<Shared> => {
      const { name, email, phone, address } = await askStripe('GET', path);
      return {
        name: asText(name),
        email: asText(email),
        phone: asText(phone),
        address: readPostal(address),
      };
    },
    link: async () => {
      const [found] = await shop.ctx.db
        .select()
        .from(stripeCustomers)
        .where(
          and(
            eq(stripeCustomers.customerId, customerId),
            eq(stripeCustomers.connectionId, shop.connectionId),
          ),
        );
      return found;
    },
    /** Staff change it here, through the API's verb. */
    edit: async (change: Partial<CustomerInput>) =>
      must(
        await replaceCustomer(shop.ctx, {
          scope: shop.scope,
          customerId,
          commandId: newId(shop.ctx, 'req'),
          customer: { ...inputOf(await row()), ...change },
        }),
      ),
    /** Somebody changes it in Stripe's dashboard. */
    editThere: (params: Readonly<Record<string, string>>) => askStripe('POST', path, params),
    /** Stripe's reports of it, oldest first. */
    events: async (): Promise<CustomerEvent[]> => {
      const { data } = await askStripe('GET', '/v1/events?limit=100&type=customer.updated');
      const all: CustomerEvent[] = Array.isArray(data) ? data : [];
      return all.filter((event) => JSON.stringify(event).includes(stripeCustomerId)).reverse();
    },
    /** What a report comes to. */
    hear: async (event: CustomerEvent): Promise<Verdict | null> => {
      const [connection] = await shop.ctx.db
        .select()
        .from(connections)
        .where(eq(connections.id, shop.connectionId));
      const facts = readEvent(event.type, JSON.stringify(event));
      if (connection === undefined || facts === null) throw new Error('no such event');
      return onCustomerEvent(shop.ctx, connection, facts);
    },
    /** The fields that were sent, or taken over, according to the journal. */
    followed: async (what: 'sent' | 'taken') => {
      const rows = await shop.ctx.db
        .select({ fields: sql<string | null>`${journal.data} ->> ${`$.${what}`}` })
        .from(journal)
        .where(and(eq(journal.streamId, customerId), eq(journal.type, 'customer_followed')));
      return rows.flatMap(({ fields }): string[] => JSON.parse(fields ?? '[]'));
    },
    /** The journal's entries of a type, newest first. */
    journal: async (type: string) =>
      (
        await shop.ctx.db
          .select({ type: journal.type, data: journal.data })
          .from(journal)
          .where(and(eq(journal.streamType, 'customer'), eq(journal.streamId, customerId)))
          .orderBy(desc(journal.seq))
      ).filter((entry) => entry.type === type),
  };
}
export type Linked = Awaited<ReturnType<typeof linkedCustomer>>;

const inputOf = (row: typeof customers.$inferSelect): CustomerInput => ({
  legalName: row.legalName,
  label: row.label,
  contactName: row.contactName,
  email: row.email,
  billingEmails: row.billingEmails,
  telephone: row.telephone,
  url: row.url,
  taxStatus: row.taxStatus,
  address: row.address,
  customerAliases: row.customerAliases,
  locale: row.locale,
  externalIds: [],
});

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const part = (of: unknown, name: string): string | null =>
  typeof of === 'object' && of !== null ? asText(Reflect.get(of, name)) : null;
const readPostal = (address: unknown): string | null =>
  addressText({
    line1: part(address, 'line1'),
    line2: part(address, 'line2'),
    town: part(address, 'city'),
    region: part(address, 'state'),
    postcode: part(address, 'postal_code'),
    country: part(address, 'country'),
  });
