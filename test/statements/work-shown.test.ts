import { describe, it } from 'vitest';
import { selectEvent, selectJob } from '../../src/db/queries/work-shown.ts';
import { inbox, outbox } from '../../src/db/schema/index.ts';
import { reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const { connection } = OWN;

describe('what staff see of work', () => {
  const event = row(inbox, { account: 'acct_1', livemode: false, eventId: 'evt_1', type: 'charge.updated' });
  const read = (db: Parameters<typeof selectEvent>[0]) => selectEvent(db, SCOPE, 'evt_1');

  it('is an event of the account that is theirs', async () => {
    await reads(
      read,
      [connection, event],
      [
        { of: event, in: [{ account: 'acct_2' }, OTHER_MODE, { event_id: 'evt_2' }] },
        { of: connection, in: [OTHER_BUSINESS, OTHER_MODE, { account: 'acct_2' }] },
      ],
    );
  });

  it('is not one of an account that is somebody else’s by now', async () => {
    const former = changed(connection, { id: 'con_0', state: 'disconnected' });
    const owner = changed(connection, { merchant_id: 'mer_2' });
    await reads(
      async (db) => (await read(db)).length === 0,
      [former, owner, event],
      [{ of: owner, in: [{ account: 'acct_2' }, OTHER_MODE] }],
    );
  });

  it('is a job of the business', async () => {
    const job = row(outbox, { id: 'out_1', merchantId: 'mer_1', kind: 'collect', state: 'done' });
    await reads(
      (db) => selectJob(db, SCOPE, 'out_1'),
      [job],
      [{ of: job, in: [OTHER_BUSINESS, { id: 'out_2' }] }],
    );
  });
});
