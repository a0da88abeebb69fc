import { type AlikeRow, type ClientKey, readAlike } from '../../db/queries/mapping-alike.ts';
import type { customers } from '../../db/schema/index.ts';
import { saveProposals, selectStale } from '../../db/writes/mapping.ts';
import { nameKey, ownDomain } from '../../domain/mapping/keys.ts';
import { candidatesOf, proposalOf } from '../../domain/mapping/propose.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import { mailboxKey } from '../core/mailbox.ts';

/** So many clients are compared at once. */
const BITE = 200;
/** So many of a client's addresses are compared. */
const MOST_ADDRESSES = 20;

type Client = Pick<typeof customers.$inferSelect, 'id' | 'legalName' | 'label' | 'email' | 'billingEmails'>;

/** Compares the next clients with the account's customers; false where none is left. */
export async function proposeClients(ctx: Context, connection: Connection): Promise<boolean> {
  const stale = await selectStale(ctx.db, connection.id, BITE);
  if (stale.length === 0) return false;
  const clients = stale.map(({ customer }) => customer);
  const alike = Map.groupBy(
    await readAlike(ctx.db, connection.id, clients.flatMap(keysOf)),
    ({ customerId }) => customerId,
  );
  await saveProposals(
    ctx.db,
    connection.id,
    clients.map((client) => ({
      customerId: client.id,
      ...proposalOf(candidatesOf(client.id, alike.get(client.id) ?? [])),
    })),
  );
  return true;
}

/** Those of the account that may be a client, by every reason. */
export const alikeTo = (ctx: Context, connectionId: string, client: Client): Promise<readonly AlikeRow[]> =>
  readAlike(ctx.db, connectionId, keysOf(client));

/** What a client may be known by at Stripe. */
function keysOf({ id, legalName, label, email, billingEmails }: Client): readonly ClientKey[] {
  const written = [...(email === null ? [] : [email]), ...billingEmails];
  const addresses = [...new Set(written.map((address) => mailboxKey(address.trim())))].slice(
    0,
    MOST_ADDRESSES,
  );
  const names = new Set([nameKey(legalName), nameKey(label)]);
  const domains = new Set(addresses.map(ownDomain));
  const keys = (by: ClientKey['by'], all: Iterable<string | null>): readonly ClientKey[] =>
    [...all].flatMap((key) => (key === null ? [] : [{ customerId: id, by, key }]));
  return [
    ...keys('external_id', [id]),
    ...keys('email', addresses),
    ...keys('name', names),
    ...keys('domain', domains),
  ];
}
