import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  selectClient,
  selectClients,
  selectMapping,
  selectStatusCounts,
  selectToImport,
} from '../../src/db/queries/mapping.ts';
import { isCommonAmongClients } from '../../src/db/queries/mapping-search.ts';
import { clientImportRows, clientImports, customerWords, mappedClients } from '../../src/db/schema/index.ts';
import { addClients, contestProposals, saveProposals, selectStale } from '../../src/db/writes/mapping.ts';
import { pruneMapping } from '../../src/db/writes/mapping-prune.ts';
import { client, count, ERASED, listed, mapping, OF, OTHER_ONE } from './mapping-rows.ts';
import { reads, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OWN, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { customer, stripeCustomer } = OWN;

describe('the clients of a connection', () => {
  it('are counted and found on their own connection', async () => {
    await reads((db) => selectMapping(db, 'con_1'), [mapping], [{ of: mapping, in: [OTHER_CONNECTION] }]);
    await reads((db) => selectStatusCounts(db, 'con_1'), [count], [{ of: count, in: [OTHER_CONNECTION] }]);
    await reads(
      (db) => selectClient(db, 'con_1', 'cus_1'),
      [client],
      [{ of: client, in: [OTHER_CONNECTION, SIBLING] }],
    );
    await reads(
      (db) => selectToImport(db, 'con_1', 'all'),
      [count],
      [{ of: count, in: [OTHER_CONNECTION, { status: 'mapped' }] }],
    );
    const failed = changed(count, { status: 'failed' });
    await reads(
      (db) => selectToImport(db, 'con_1', 'failed'),
      [failed],
      [{ of: failed, in: [OTHER_CONNECTION, { status: 'to_map' }] }],
    );
  });

  it('are shown by page, state and search, with the customers of Stripe that they are about', async () => {
    const page = { startingAfter: 'cus_3', limit: 5 };
    const shown = (db: Database) => selectClients(db, OF, { status: 'to_map', search: null }, page);
    const link = changed(stripeCustomer, { lost_id: 'cus_lost' });
    const linked = changed(client, { linked: 'cus_linked' });
    const other = changed(listed, { stripe_customer_id: 'cus_linked', name: 'Linked' });
    await reads(
      shown,
      [customer, linked, link, listed, other],
      [
        {
          of: linked,
          in: [OTHER_CONNECTION, { customer_id: 'cus_4' }, { status: 'mapped' }],
        },
        { of: customer, in: [{ id: 'cus_9' }] },
        { of: link, in: [OTHER_CONNECTION, SIBLING] },
        { of: listed, in: [OTHER_CONNECTION, OTHER_ONE] },
        { of: other, in: [OTHER_CONNECTION, OTHER_ONE] },
      ],
    );
    const all = (db: Database) =>
      selectClients(db, OF, { status: null, search: null }, { startingAfter: null, limit: 5 });
    await reads(all, [customer, client], [{ of: client, in: [OTHER_CONNECTION] }]);
    const proposed = changed(client, { target: null, proposed: 'cus_stripe' });
    const nameless = changed(listed, { name: null });
    await reads(all, [customer, proposed, nameless], [{ of: nameless, in: [OTHER_CONNECTION] }]);
    await reads(all, [customer, proposed, listed], [{ of: listed, in: [OTHER_CONNECTION, OTHER_ONE] }]);
  });

  it('are found by the words of their customers, of the business and the mode', async () => {
    const found = (isCommon: boolean) => (db: Database) =>
      selectClients(
        db,
        OF,
        { status: null, search: { terms: ['lovelace', 'ada'], text: 'lovelace ada', isCommon } },
        { startingAfter: null, limit: 5 },
      );
    const named = changed(customer, { search_words: '["ada","lovelaces"]' });
    const longer = row(customerWords, { word: 'lovelaces', customerId: 'cus_1', ...SCOPE });
    const shorter = changed(longer, { word: 'ada' });
    const strays = [OTHER_BUSINESS, OTHER_MODE, SIBLING];
    await reads(
      found(false),
      [client, named, longer, shorter],
      [
        { of: client, in: [OTHER_CONNECTION, SIBLING] },
        { of: longer, in: [...strays, { word: 'love' }] },
        { of: shorter, in: [...strays, { word: 'ad' }] },
      ],
    );
    await reads(
      found(true),
      [client, named],
      [{ of: named, in: [{ id: 'cus_9' }, { search_words: '["lovelaces"]' }, { search_words: '["ada"]' }] }],
    );
    const many = Array.from({ length: 1_001 }, (_, place) =>
      changed(longer, { customer_id: `cus_${place}` }),
    );
    const [first = longer] = many;
    await reads((db) => isCommonAmongClients(db, OF, ['lovelace']), many, [
      { of: first, in: [OTHER_BUSINESS, OTHER_MODE, { word: 'love' }] },
    ]);
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
    const save = (db: Database) => saveProposals(db, 'con_1', [{ ...proposal, customerId: 'cus_1' }]);
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
    const searched = changed(client, { search: 'ada' });
    await writes(prune, [mapping, searched], [{ of: searched, in: [OTHER_CONNECTION, { search: '' }] }]);
    const twin = changed(listed, OTHER_CONNECTION);
    await writes(prune, [mapping, listed, twin], []);
    const theirs = changed(searched, OTHER_CONNECTION);
    const left = async (db: Database) => {
      await prune(db);
      return (await db.select().from(mappedClients)).filter(({ search }) => search !== '').length;
    };
    await reads(left, [mapping, searched, theirs], [{ of: theirs, in: [] }]);
  });
});
