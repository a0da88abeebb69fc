import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { customerWords, mappedClients } from '../../src/db/schema/index.ts';
import {
  type Deciding,
  decideClients,
  undoDecision,
  type Which,
} from '../../src/db/writes/mapping-decisions.ts';
import { client, mapping } from './client-import-rows.ts';
import { OF } from './mapping-rows.ts';
import { reads, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OWN, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { stripeCustomer } = OWN;

/** The decisions that there are afterwards. */
const decisionsAfter = (call: (db: Database) => Promise<unknown>) => async (db: Database) => {
  await call(db);
  const { customerId, decision, target } = mappedClients;
  return db.select({ customerId, decision, target }).from(mappedClients).orderBy(customerId);
};

describe('a decision', () => {
  const these: Which = { kind: 'these', customerIds: ['cus_1'] };
  const decide =
    (deciding: Deciding, which: Which = these) =>
    (db: Database) =>
      decideClients(db, OF, which, { deciding, batch: { id: 'bat_1', at: 9 } });
  const map = decide({ kind: 'map', target: 'cus_stripe' });

  it('is about these clients, or all that are shown, of its own connection', async () => {
    const strays = [OTHER_CONNECTION, SIBLING];
    await writes(map, [client], [{ of: client, in: [...strays, { linked: 'cus_x' }] }]);
    const search = { terms: ['ada'], text: 'ada', isCommon: false };
    const all = decide({ kind: 'ignore' }, { kind: 'all', status: 'proposed', search });
    const word = row(customerWords, { word: 'ada', customerId: 'cus_1', ...SCOPE });
    await writes(
      all,
      [client, word],
      [{ of: client, in: [OTHER_CONNECTION, { status: 'mapped' }, SIBLING, { linked: 'cus_x' }] }],
    );
    await writes(
      all,
      [client, word],
      [{ of: word, in: [OTHER_BUSINESS, OTHER_MODE, SIBLING, { word: 'bob' }] }],
      'mapped_clients',
    );
    const lost = changed(client, { linked: 'cus_x', lost: 'deleted' });
    await writes(map, [lost], [{ of: lost, in: [{ lost: null }] }]);
    await reads(map, [client], [{ of: client, in: strays }]);
  });

  it('is none where nothing would be another', async () => {
    const mapped = changed(client, { decision: 'map', target: 'cus_stripe' });
    const isChanged = async (db: Database) => {
      await map(db);
      return (await db.select().from(mappedClients))[0]?.batch === 'bat_1';
    };
    for (const change of [
      { decision: 'create', target: null },
      { target: 'cus_x' },
      { failure_code: 'no' },
    ]) {
      const other = changed(mapped, change);
      await reads(isChanged, [other], [{ of: other, in: [{ ...mapped.values, failure_code: null }] }]);
    }
  });

  it('takes no customer of Stripe’s that another client has, or is to have, on the same connection', async () => {
    const taken = changed(stripeCustomer, SIBLING);
    await reads(
      decisionsAfter(map),
      [client, taken],
      [{ of: taken, in: [OTHER_CONNECTION, { stripe_customer_id: 'cus_x' }, { customer_id: 'cus_1' }] }],
    );
    const isMapped = async (db: Database) => {
      await map(db);
      return (await db.select().from(mappedClients)).some(
        ({ customerId, target }) => customerId === 'cus_1' && target === 'cus_stripe',
      );
    };
    const other = changed(client, { ...SIBLING, target: 'cus_stripe' });
    await reads(isMapped, [client, other], [{ of: other, in: [OTHER_CONNECTION, { target: 'cus_x' }] }]);
  });

  it('accepts what is proposed and sure, to one client alone', async () => {
    const proposed = changed(client, { proposed: 'cus_stripe', confidence: 'likely' });
    const accept = (possible: boolean) => decisionsAfter(decide({ kind: 'accept', possible }));
    await writes(
      decide({ kind: 'accept', possible: false }),
      [proposed],
      [
        {
          of: proposed,
          in: [
            { proposed: null },
            { confidence: 'possible' },
            { confidence: 'several' },
            { decision: 'ignore' },
          ],
        },
      ],
    );
    const possible = changed(proposed, { confidence: 'possible' });
    await writes(
      decide({ kind: 'accept', possible: true }),
      [possible],
      [{ of: possible, in: [{ confidence: 'several' }] }],
    );
    const accepted = async (db: Database) =>
      (await accept(false)(db)).some(({ customerId, target }) => customerId === 'cus_1' && target !== null);
    const rival = changed(proposed, SIBLING);
    await reads(
      accepted,
      [proposed, rival],
      [{ of: rival, in: [OTHER_CONNECTION, { proposed: 'cus_x', confidence: 'several' }] }],
    );
  });

  it('is noted on its own mapping, and undone as one, but for what was done since', async () => {
    await writes(map, [mapping, client], [{ of: mapping, in: [OTHER_CONNECTION] }]);
    await writes(map, [mapping, client], [{ of: client, in: [OTHER_CONNECTION] }], mapping.table);
    const decided = changed(client, {
      decision: 'map',
      target: 'cus_new',
      target_before: 'cus_stripe',
      decision_before: 'map',
      batch: 'bat_1',
    });
    const undo = (db: Database) => undoDecision(db, 'con_1', { batchId: 'bat_1', at: 9 });
    const strays = [OTHER_CONNECTION, { batch: 'bat_2' }, { linked: 'cus_new' }];
    await writes(undo, [decided], [{ of: decided, in: strays }]);
    await reads(undo, [decided], [{ of: decided, in: strays }]);
    const last = changed(mapping, { last_batch: JSON.stringify({ id: 'bat_1' }) });
    await writes(undo, [last], [{ of: last, in: [OTHER_CONNECTION, { last_batch: '{"id":"bat_2"}' }] }]);
    // What stood before is free only while nobody else has it.
    const taken = changed(stripeCustomer, SIBLING);
    await reads(
      decisionsAfter(undo),
      [decided, taken],
      [{ of: taken, in: [OTHER_CONNECTION, { stripe_customer_id: 'cus_x' }, { customer_id: 'cus_1' }] }],
    );
  });
});
