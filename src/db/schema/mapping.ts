import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Lost } from '../../domain/customer/lost.ts';
import type { ListPlace } from '../../domain/mapping/place.ts';
import type { Confidence, ProposedBy } from '../../domain/mapping/propose.ts';
import type {
  ClientStatus,
  Decision,
  ImportState,
  LastBatch,
  MappingState,
  RowState,
} from '../../domain/mapping/status.ts';
import { flag, id, instant, json } from './columns.ts';

/** How far the clients of a connection are compared with the customers of its Stripe account. */
export const clientMappings = sqliteTable('client_mappings', {
  connectionId: id('connection_id').primaryKey(),
  state: text('state').$type<MappingState>().notNull(),
  run: integer('run').notNull(),
  /** Null at the list's beginning. */
  place: json<ListPlace>('place'),
  /** So many were listed in this run. */
  listed: integer('listed').notNull().default(0),
  runStartedAt: instant('run_started_at').notNull(),
  /** When the last reading began that came to its end. */
  readAt: instant('read_at'),
  clientsTo: text('clients_to'),
  failures: integer('failures').notNull().default(0),
  failure: text('failure'),
  dueAt: instant('due_at'),
  leaseUntil: instant('lease_until').notNull().default(0),
  lastBatch: json<LastBatch>('last_batch'),
  usedAt: instant('used_at').notNull(),
  completedAt: instant('completed_at'),
});

/** A customer of the account as it was listed. */
export const listedStripeCustomers = sqliteTable(
  'listed_stripe_customers',
  {
    connectionId: id('connection_id'),
    stripeCustomerId: text('stripe_customer_id').notNull(),
    name: text('name'),
    nameKey: text('name_key'),
    email: text('email'),
    domain: text('domain'),
    namesClient: text('names_client'),
    createdAt: instant('created_at').notNull(),
    run: integer('run').notNull(),
    /** What it is found by; triggers keep `listed_words` by it. */
    words: json<readonly string[]>('words').notNull().default([]),
    /** A client has it; set by triggers. */
    held: flag('held').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.stripeCustomerId] })],
);

/** The words of customers as they were listed, kept by triggers. */
export const listedWords = sqliteTable(
  'listed_words',
  {
    connectionId: id('connection_id'),
    word: text('word').notNull(),
    stripeCustomerId: text('stripe_customer_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.word, table.stripeCustomerId] })],
);

/** A client on a connection: what was proposed, decided, and done. */
export const mappedClients = sqliteTable(
  'mapped_clients',
  {
    connectionId: id('connection_id'),
    customerId: id('customer_id'),
    /** Set by triggers. */
    status: text('status').$type<ClientStatus>().notNull().default('undecided'),
    /** Empty: a client is found by the words of its customer. Rows of earlier versions hold a text until they are pruned. */
    search: text('search').notNull(),
    decision: text('decision').$type<Decision>(),
    target: text('target'),
    batch: text('batch'),
    decisionBefore: text('decision_before').$type<Decision>(),
    targetBefore: text('target_before'),
    linked: text('linked'),
    lost: text('lost').$type<Lost>(),
    proposed: text('proposed'),
    proposedBy: text('proposed_by').$type<ProposedBy>(),
    confidence: text('confidence').$type<Confidence>(),
    candidates: integer('candidates').notNull().default(0),
    failureCode: text('failure_code'),
    failure: text('failure'),
    stale: flag('stale').notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.customerId] })],
);

/** How many clients of a connection stand where, kept by triggers. */
export const mappedClientCounts = sqliteTable(
  'mapped_client_counts',
  {
    connectionId: id('connection_id'),
    status: text('status').$type<ClientStatus>().notNull(),
    clients: integer('clients').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.status] })],
);

/** An import of what was decided. */
export const clientImports = sqliteTable('client_imports', {
  id: id('id').primaryKey(),
  connectionId: id('connection_id'),
  state: text('state').$type<ImportState>().notNull(),
  begunBy: text('begun_by').notNull(),
  begunAt: instant('begun_at').notNull(),
  endedAt: instant('ended_at'),
  endedWhy: text('ended_why'),
  total: integer('total').notNull().default(0),
  done: integer('done').notNull().default(0),
  skipped: integer('skipped').notNull().default(0),
  failed: integer('failed').notNull().default(0),
  wave: integer('wave').notNull(),
  slowUntil: instant('slow_until').notNull().default(0),
  slowed: integer('slowed').notNull().default(0),
  dueAt: instant('due_at'),
});

/** One client of an import. */
export const clientImportRows = sqliteTable(
  'client_import_rows',
  {
    importId: id('import_id'),
    customerId: id('customer_id'),
    action: text('action').$type<'map' | 'create'>().notNull(),
    target: text('target'),
    state: text('state').$type<RowState>().notNull().default('waiting'),
    tries: integer('tries').notNull().default(0),
    takenUntil: instant('taken_until').notNull().default(0),
    stripeCustomerId: text('stripe_customer_id'),
    code: text('code'),
    message: text('message'),
    endedAt: instant('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.importId, table.customerId] })],
);
