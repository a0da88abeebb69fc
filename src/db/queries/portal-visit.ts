import { and, asc, eq, isNull, type SQLWrapper, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { prepareOnce } from '../prepared.ts';
import { connections, customerAddresses, customers, merchants, portalSessions } from '../schema/index.ts';
import { connectionOfCustomer } from './active-connection.ts';
import { payerOf } from './payer.ts';
import { within } from './scoped.ts';

/** The most customers offered for choice; real people have far fewer. */
const MOST_CHOICES = 100;

/** Who pays the invoices of a session's customer by itself, where that is another one: only its name is theirs to see. */
const PAID_BY = sql<string | null>`(SELECT payer.legal_name FROM customers payer
  WHERE payer.id = ${payerOf(customers.id)} AND payer.id <> ${customers.id})`;
/** Whom it pays for. */
const childrenOf = (customerId: SQLWrapper) =>
  sql<readonly string[]>`(SELECT json_group_array(child.id) FROM customers child
  WHERE child.parent_id = ${customerId})`.mapWith((text: string): readonly string[] => JSON.parse(text));

/** Whether any billing schedule is theirs. */
const HAS_SCHEDULES =
  sql`EXISTS (SELECT 1 FROM schedules WHERE schedules.customer_id = ${customers.id})`.mapWith(
    (value: number) => value === 1,
  );

const CUSTOMER = {
  id: customers.id,
  legalName: customers.legalName,
  email: customers.email,
  locale: customers.locale,
  paidBy: PAID_BY,
  hasSchedules: HAS_SCHEDULES,
};

const selects = prepareOnce((db) => ({
  session: db
    .select({
      session: portalSessions,
      customer: CUSTOMER,
      childIds: childrenOf(portalSessions.customerId),
      merchant: merchants,
      connectionId: connections.id,
      // Removing an address from the customer ends its sessions at once.
      isTheirs: sql<number>`${portalSessions.address} IS NULL OR EXISTS (SELECT 1 FROM ${customerAddresses}
        WHERE ${customerAddresses.customerId} = ${portalSessions.customerId}
        AND ${customerAddresses.address} = ${portalSessions.address} AND ${customerAddresses.portal} = 1)`,
    })
    .from(portalSessions)
    .leftJoin(
      customers,
      and(eq(customers.id, portalSessions.customerId), eq(customers.livemode, portalSessions.livemode)),
    )
    .leftJoin(merchants, eq(merchants.id, customers.merchantId))
    .leftJoin(connections, connectionOfCustomer)
    .where(
      and(eq(portalSessions.secretHash, sql.placeholder('secretHash')), isNull(portalSessions.revokedAt)),
    ),
  choices: db
    .select({
      customerId: customers.id,
      customerName: customers.legalName,
      merchantName: merchants.displayName,
    })
    .from(portalSessions)
    .innerJoin(
      customerAddresses,
      and(eq(customerAddresses.address, portalSessions.address), eq(customerAddresses.portal, true)),
    )
    .innerJoin(
      customers,
      and(eq(customers.id, customerAddresses.customerId), eq(customers.livemode, portalSessions.livemode)),
    )
    .innerJoin(merchants, eq(merchants.id, customers.merchantId))
    .where(eq(portalSessions.secretHash, sql.placeholder('secretHash')))
    .orderBy(asc(merchants.displayName), asc(customers.legalName), asc(customers.id))
    .limit(MOST_CHOICES),
}));

/** The session of a secret's hash, its customer, and the other customers it may switch to: one round trip. */
export async function readSession(db: Database, secretHash: string) {
  const select = selects(db, { secretHash });
  const [found, choices] = await db.batch([select.session, select.choices]);
  const [row] = found;
  return row === undefined ? null : { ...row, isTheirs: row.isTheirs === 1, choices };
}

/** The same of one customer, as its business looks at what it sees. */
export async function readSeen(db: Database, scope: Scope, customerId: string) {
  const [found] = await db
    .select({
      customer: CUSTOMER,
      childIds: childrenOf(customers.id),
      merchant: merchants,
      connectionId: connections.id,
    })
    .from(customers)
    .innerJoin(merchants, eq(merchants.id, customers.merchantId))
    .leftJoin(connections, connectionOfCustomer)
    .where(and(within(customers, scope), eq(customers.id, customerId)));
  return found ?? null;
}

export type SessionRow = NonNullable<Awaited<ReturnType<typeof readSession>>>;
export type Choice = SessionRow['choices'][number];
