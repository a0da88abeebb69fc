import { sql } from 'drizzle-orm';
import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  selectClient,
  selectClients,
  selectHolderName,
  selectListed,
  selectMapping,
  selectStatusCounts,
  selectToImport,
} from '../../src/db/queries/mapping.ts';
import { readAlike, selectByExternalIds, selectOwnClients } from '../../src/db/queries/mapping-alike.ts';
import {
  clientImportRows,
  clientImports,
  clientMappings,
  listedStripeCustomers,
  mappedClients,
} from '../../src/db/schema/index.ts';
import {
  countListed,
  deleteUnlisted,
  followUnlisted,
  saveListed,
} from '../../src/db/writes/listed-stripe-customers.ts';
import {
  addClients,
  beginReading,
  contestProposals,
  holdMappings,
  leaseMapping,
  saveProposals,
  selectStale,
  writeMapping,
} from '../../src/db/writes/mapping.ts';
import { pruneMapping } from '../../src/db/writes/mapping-prune.ts';
import { reads, writes } from './met.ts';
import { NEIGHBOURS, OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OWN, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { customer, externalId, stripeCustomer } = OWN;
const [, sibling] = NEIGHBOURS;
const ERASED = { erased_at: 5 };
const OTHER_ONE = { stripe_customer_id: 'cus_x' };
const mapping = row(clientMappings, {
  connectionId: 'con_1',
  state: 'ready',
  dueAt: 100,
  leaseUntil: 100,
  usedAt: 100,
});
const listed = row(listedStripeCustomers, {
  connectionId: 'con_1',
  stripeCustomerId: 'cus_stripe',
  name: 'Ada Ltd',
  nameKey: 'ada',
  email: 'ada@payer.test',
  domain: 'payer.test',
  namesClient: 'cus_1',
  createdAt: 50,
  run: 3,
});
const client = row(mappedClients, {
  connectionId: 'con_1',
  customerId: 'cus_1',
  status: 'to_map',
  search: 'ada ltd',
  target: 'cus_stripe',
  stale: true,
});

describe('the clients of a connection', () => {
  it('are counted and found on their own connection', async () => {
    await reads((db) => selectMapping(db, 'con_1'), [mapping], [{ of: mapping, in: [OTHER_CONNECTION] }]);
    await reads((db) => selectStatusCounts(db, 'con_1'), [client], [{ of: client, in: [OTHER_CONNECTION] }]);
    await reads(
      (db) => selectClient(db, 'con_1', 'cus_1'),
      [client],
      [{ of: client, in: [OTHER_CONNECTION, SIBLING] }],
    );
    await reads(
      (db) => selectToImport(db, 'con_1', 'all'),
      [client],
      [{ of: client, in: [OTHER_CONNECTION, { status: 'mapped' }] }],
    );
    const failed = changed(client, { status: 'failed' });
    await reads(
      (db) => selectToImport(db, 'con_1', 'failed'),
      [failed],
      [{ of: failed, in: [OTHER_CONNECTION, { status: 'to_map' }] }],
    );
    await reads((db) => selectToImport(db, 'con_1', 'all'), [failed], []);
  });

  it('are shown by page, state and search, with the customers of Stripe that they are about', async () => {
    const page = { startingAfter: 'cus_3', limit: 5 };
    const shown = (db: Database) => selectClients(db, 'con_1', { status: 'to_map', search: 'ada' }, page);
    const link = changed(stripeCustomer, { lost_id: 'cus_lost' });
    const linked = changed(client, { linked: 'cus_linked' });
    const other = changed(listed, { stripe_customer_id: 'cus_linked', name: 'Linked' });
    await reads(
      shown,
      [customer, linked, link, listed, other],
      [
        {
          of: linked,
          in: [OTHER_CONNECTION, { customer_id: 'cus_4' }, { status: 'mapped' }, { search: 'bob' }],
        },
        { of: customer, in: [{ id: 'cus_9' }] },
        { of: link, in: [OTHER_CONNECTION, SIBLING] },
        { of: listed, in: [OTHER_CONNECTION, OTHER_ONE] },
        { of: other, in: [OTHER_CONNECTION, OTHER_ONE] },
      ],
    );
    const all = (db: Database) =>
      selectClients(db, 'con_1', { status: null, search: null }, { startingAfter: null, limit: 5 });
    await reads(all, [customer, client], [{ of: client, in: [OTHER_CONNECTION] }]);
    const proposed = changed(client, { target: null, proposed: 'cus_stripe' });
    const nameless = changed(listed, { name: null });
    await reads(all, [customer, proposed, nameless], [{ of: nameless, in: [OTHER_CONNECTION] }]);
    await reads(all, [customer, proposed, listed], [{ of: listed, in: [OTHER_CONNECTION, OTHER_ONE] }]);
  });

  it('get their rows from the customers of the business, in the mode, but for erased ones', async () => {
    const added = async (db: Database) => {
      await addClients(db, SCOPE, 'con_1', { before: 'cus_3', most: 5 });
      return db.select({ id: mappedClients.customerId, of: mappedClients.connectionId }).from(mappedClients);
    };
    await reads(
      added,
      [customer],
      [{ of: customer, in: [OTHER_BUSINESS, OTHER_MODE, ERASED, { id: 'cus_3' }] }],
    );
    const last = async (db: Database) => addClients(db, SCOPE, 'con_1', { before: null, most: 1 });
    await reads(last, [customer], [{ of: customer, in: [OTHER_BUSINESS, OTHER_MODE] }]);
    const fresh = changed(client, { stale: 0 });
    await writes((db) => addClients(db, SCOPE, 'con_1', { before: null, most: 5 }), [customer, fresh], []);
  });

  it('are proposed what was found for each on its own connection, and none of what several could be', async () => {
    const proposal = {
      proposed: 'cus_stripe',
      proposedBy: 'email',
      confidence: 'sure',
      candidates: 1,
    } as const;
    const save = (db: Database) =>
      saveProposals(db, 'con_1', [{ ...proposal, customerId: 'cus_1', search: 'ada' }]);
    await writes(save, [client], [{ of: client, in: [OTHER_CONNECTION, SIBLING] }]);
    const both = { proposed: 'cus_stripe', confidence: 'sure', target: null };
    const [mine, rival] = [changed(client, both), changed(client, { ...both, ...SIBLING })];
    const contested = async (db: Database) => {
      await contestProposals(db, 'con_1');
      const rows = await db.select().from(mappedClients);
      return rows.filter(({ customerId, confidence }) => customerId === 'cus_1' && confidence === 'possible')
        .length;
    };
    await reads(
      contested,
      [mine, rival],
      [
        { of: rival, in: [OTHER_CONNECTION, { proposed: 'cus_x' }] },
        { of: mine, in: [OTHER_CONNECTION, { proposed: 'cus_x' }, { confidence: 'several' }] },
      ],
    );
  });

  it('are compared again where they are stale', () =>
    reads(
      (db) => selectStale(db, 'con_1', 5),
      [customer, client],
      [
        { of: client, in: [OTHER_CONNECTION, { stale: 0 }] },
        { of: customer, in: [{ id: 'cus_9' }] },
      ],
    ));
});

describe('the customers of an account', () => {
  it('are shown on their own connection, each with who has it', async () => {
    const shown = (free: boolean, search: string | null) => (db: Database) =>
      selectListed(db, 'con_1', { search, free }, { startingAfter: null, limit: 5 });
    await reads(
      shown(false, null),
      [...NEIGHBOURS, customer, listed, stripeCustomer],
      [
        { of: listed, in: [OTHER_CONNECTION] },
        { of: stripeCustomer, in: [OTHER_CONNECTION, OTHER_ONE] },
        { of: customer, in: [{ id: 'cus_9' }] },
      ],
    );
    await reads(shown(true, null), [listed], [{ of: listed, in: [OTHER_CONNECTION] }]);
    // Whoever has one takes it out of those that are free.
    await reads(
      shown(true, null),
      [listed, stripeCustomer],
      [{ of: stripeCustomer, in: [OTHER_CONNECTION, OTHER_ONE] }],
    );
    for (const [search, stray] of [
      ['ada l', { name: 'Bob' }],
      ['payer.test', { email: 'ada@other.test' }],
      ['cus_str', { stripe_customer_id: 'cus_x' }],
    ] as const)
      await reads(shown(false, search), [listed], [{ of: listed, in: [OTHER_CONNECTION, stray] }]);
    const keyed = changed(listed, { name_key: 'adaltd' });
    await reads(shown(false, 'adalt'), [keyed], [{ of: keyed, in: [{ name_key: 'bob' }] }]);
  });

  it('go on after the last one that was shown, of the same connection', async () => {
    const second = changed(listed, { stripe_customer_id: 'cus_a', created_at: 40 });
    const after = async (db: Database) => {
      const page = { startingAfter: 'cus_stripe', limit: 5 };
      const rows = await selectListed(db, 'con_1', { search: null, free: false }, page);
      return rows.map((each) => each.listed.stripeCustomerId);
    };
    await reads(
      after,
      [listed, second],
      [
        { of: second, in: [OTHER_CONNECTION, { created_at: 60 }] },
        { of: listed, in: [OTHER_CONNECTION, OTHER_ONE] },
      ],
    );
  });

  it('are named as another client’s where one has it, or is to have it', async () => {
    const ask = { customerId: 'cus_2', stripeCustomerId: 'cus_stripe' };
    const holder = (db: Database) => selectHolderName(db, 'con_1', ask);
    await reads(
      holder,
      [customer, stripeCustomer],
      [
        { of: stripeCustomer, in: [OTHER_CONNECTION, OTHER_ONE, SIBLING] },
        { of: customer, in: [{ id: 'cus_9' }] },
      ],
    );
    await reads(
      holder,
      [customer, sibling, client],
      [{ of: client, in: [OTHER_CONNECTION, { target: 'cus_x' }, SIBLING] }],
    );
  });

  it('are alike by the client’s id, address, name or domain on the same connection', async () => {
    for (const [by, key, stray] of [
      ['external_id', 'cus_1', { names_client: 'cus_2' }],
      ['email', 'ada@payer.test', { email: 'bob@payer.test' }],
      ['name', 'ada', { name_key: 'bob' }],
      ['domain', 'payer.test', { domain: 'other.test' }],
    ] as const) {
      const alike = (db: Database) => readAlike(db, 'con_1', [{ customerId: 'cus_1', by, key }]);
      await reads(alike, [listed], [{ of: listed, in: [OTHER_CONNECTION, stray] }]);
      await reads(
        alike,
        [listed, stripeCustomer],
        [{ of: stripeCustomer, in: [OTHER_CONNECTION, OTHER_ONE] }],
      );
    }
    const twin = changed(listed, { connection_id: 'con_2', name: 'Twin' });
    const names = async (db: Database) =>
      (await readAlike(db, 'con_1', [{ customerId: 'cus_1', by: 'name', key: 'ada' }])).map(
        ({ name }) => name,
      );
    await reads(names, [twin, listed], [{ of: listed, in: [{ connection_id: 'con_3' }] }]);
  });

  it('are clients by their ids elsewhere, of the business and the mode', async () => {
    const strays = [OTHER_BUSINESS, OTHER_MODE, ERASED, { id: 'cus_9' }];
    const ids = [{ key: 'Stripe', value: 'cus_stripe' }];
    await reads(
      (db) => selectByExternalIds(db, SCOPE, ids),
      [customer, externalId],
      [
        { of: customer, in: strays },
        { of: externalId, in: [{ key: 'Xero' }, { value: 'x' }, SIBLING] },
      ],
    );
    await reads((db) => selectOwnClients(db, SCOPE, ['cus_1']), [customer], [{ of: customer, in: strays }]);
  });
});

describe('a reading of the list', () => {
  const run = { connectionId: 'con_1', run: 3 };

  it('keeps and counts its own, and what it has not seen since goes', async () => {
    await reads((db) => countListed(db, run), [listed], [{ of: listed, in: [OTHER_CONNECTION, { run: 2 }] }]);
    const {
      connectionId: _,
      run: __,
      ...fields
    } = {
      connectionId: '',
      run: 0,
      stripeCustomerId: 'cus_stripe',
      name: null,
      nameKey: null,
      email: null,
      domain: null,
      namesClient: null,
      createdAt: 50,
    };
    await reads(
      (db) => saveListed(db, run, [fields]),
      [listed],
      [{ of: listed, in: [OTHER_CONNECTION, { run: 2 }, OTHER_ONE] }],
    );
    await writes(
      (db) => deleteUnlisted(db, { connectionId: 'con_1', run: 4 }, 5),
      [listed],
      [{ of: listed, in: [OTHER_CONNECTION, { run: 4 }] }],
    );
    const twin = changed(listed, { ...OTHER_CONNECTION, run: 9 });
    await writes((db) => deleteUnlisted(db, { connectionId: 'con_1', run: 4 }, 5), [listed, twin], []);
  });

  it('has links looked at whose customer it did not list, on its own connection', async () => {
    const follow = (db: Database) => followUnlisted(db, 'con_1', 9);
    await writes(
      follow,
      [stripeCustomer],
      [{ of: stripeCustomer, in: [OTHER_CONNECTION, { lost_at: 5 }, { stripe_customer_id: null }] }],
    );
    const followed = async (db: Database) => {
      await follow(db);
      return (await db.all<{ follow_at: number | null }>(sql`SELECT follow_at FROM stripe_customers`))[0]
        ?.follow_at;
    };
    await reads(followed, [stripeCustomer, listed], [{ of: listed, in: [OTHER_CONNECTION, OTHER_ONE] }]);
  });

  it('is begun anew once it is over, leased when it is due, and written by who has it', async () => {
    await writes(
      (db) => beginReading(db, 'con_1', 9),
      [mapping],
      [{ of: mapping, in: [{ state: 'reading' }] }],
    );
    const strays = [OTHER_CONNECTION, { lease_until: 101 }];
    await writes(
      (db) => leaseMapping(db, 'con_1', { now: 100, until: 900 }),
      [mapping],
      [{ of: mapping, in: [...strays, { due_at: 101 }] }],
    );
    await writes(
      (db) => writeMapping(db, { connectionId: 'con_1', leaseUntil: 100 }, { listed: 9 }),
      [mapping],
      [{ of: mapping, in: strays }],
    );
    await writes(
      (db) => holdMappings(db, ['con_1'], { dueBy: 100, until: 900 }),
      [mapping],
      [{ of: mapping, in: [OTHER_CONNECTION, { due_at: 101 }] }],
    );
  });
});

describe('what is kept for mapping alone', () => {
  const bite = { before: 101, most: 5 };
  const prune = (db: Database) => pruneMapping(db, bite);
  const running = row(clientImports, { id: 'imp_1', connectionId: 'con_1', state: 'running' });
  const over = changed(running, { state: 'finished' });
  const line = row(clientImportRows, { importId: 'imp_1', customerId: 'cus_1', action: 'map' });

  it('goes once nobody has worked with it for its time, and no import runs', async () => {
    await writes(prune, [mapping], [{ of: mapping, in: [{ used_at: 101 }, { state: 'pruned' }] }]);
    const pruned = async (db: Database) => (await prune(db)) > 0;
    await reads(pruned, [mapping, running], [{ of: running, in: [OTHER_CONNECTION, { state: 'finished' }] }]);
  });

  it('is its own connection’s: the list, what imports said, what clients are searched by', async () => {
    await writes(prune, [mapping, listed], [{ of: listed, in: [OTHER_CONNECTION] }]);
    await writes(prune, [mapping, over, line], [{ of: line, in: [{ import_id: 'imp_2' }] }]);
    await writes(prune, [mapping, over, line], [{ of: over, in: [OTHER_CONNECTION] }], line.table);
    await writes(prune, [mapping, client], [{ of: client, in: [OTHER_CONNECTION, { search: '' }] }]);
    const twin = changed(listed, OTHER_CONNECTION);
    await writes(prune, [mapping, listed, twin], []);
    const theirs = changed(client, OTHER_CONNECTION);
    const left = async (db: Database) => {
      await prune(db);
      return (await db.select().from(mappedClients)).filter(({ search }) => search !== '').length;
    };
    await reads(left, [mapping, client, theirs], [{ of: theirs, in: [] }]);
  });
});
