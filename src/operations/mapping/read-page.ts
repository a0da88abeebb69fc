import type { ListedCustomer } from '../../adapters/stripe/port-customers.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import { selectByExternalIds, selectOwnClients } from '../../db/queries/mapping-alike.ts';
import { countListed, type ListedRow, saveListed } from '../../db/writes/listed-stripe-customers.ts';
import { listedWords } from '../../domain/customer/search-words.ts';
import { nameKey, ownDomain } from '../../domain/mapping/keys.ts';
import { withoutCursor } from '../../domain/mapping/place.ts';
import { sayableMessage } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { mailboxKey } from '../core/mailbox.ts';
import type { Scope } from '../core/scope.ts';
import { STRIPE_KEY } from '../facts/customer-input.ts';
import { awaitOwnTurn } from './pace.ts';
import type { Columns, Leased } from './types.ts';

const FIRST_AGAIN_MS = 2_000;
const LONGEST_AGAIN_MS = 10 * 60_000;
/** So many ids in other systems are looked at of one customer. */
const MOST_IDS = 20;
const LONGEST_ID = 255;

/**
 * Reads the next page of the account's customers. The list is read to its end, then its newest again, since somebody may
 * have come while it was read; and it is complete only where as many are kept as were listed. What Stripe did not
 * answer is asked again: it never counts as nobody being there.
 */
export async function readPage(ctx: Context, at: Leased): Promise<Columns> {
  const { connection } = at;
  await awaitOwnTurn(ctx, connection.id);
  const page = await (await ctx.stripe(connection.account)).listCustomers(at.place);
  if (page.kind !== 'ok') return notRead(ctx, at, page);
  const { items, next } = page.value;
  const rows = await listedRows(ctx, connection, items);
  const fresh = rows.length === 0 ? 0 : await saveListed(ctx.db, at, rows);
  const listed = at.listed + fresh;
  const read = { listed, failures: 0, failure: null } as const;
  // Of the newest, all that come after one that was listed before are known.
  const isOver = next === null || (at.state === 'newest' && fresh < items.length);
  if (!isOver) return { ...read, place: next };
  if (at.state === 'reading') return { ...read, state: 'newest', place: null };
  const kept = await countListed(ctx.db, at);
  if (kept === listed)
    return { ...read, state: 'clients', place: null, readAt: at.runStartedAt, clientsTo: null };
  ctx.log('customers_counted_otherwise', { connectionId: connection.id, listed, kept });
  return { ...read, state: 'reading', place: null, listed: kept };
}

async function notRead(
  ctx: Context,
  at: Leased,
  page: Exclude<StripeResult<unknown>, { kind: 'ok' }>,
): Promise<Columns> {
  const { connectionId } = at;
  if (page.kind === 'refused' && page.param === 'starting_after') return { place: withoutCursor(at.place) };
  if (page.kind === 'refused') {
    ctx.log('stripe_refused_customers', { connectionId, status: page.status, code: page.code });
    return { state: 'stopped', failure: sayableMessage(page.message), dueAt: null };
  }
  ctx.log('stripe_unknown_customers', { connectionId, reason: page.reason });
  const failures = at.failures + 1;
  const wait = Math.min(LONGEST_AGAIN_MS, FIRST_AGAIN_MS * 2 ** Math.min(at.failures, 10));
  return { failures, failure: page.reason, dueAt: ctx.now() + wait };
}

async function listedRows(
  ctx: Context,
  scope: Scope,
  items: readonly ListedCustomer[],
): Promise<readonly ListedRow[]> {
  if (items.length === 0) return [];
  const named = await clientsNamed(ctx, scope, items);
  return items.map(({ id, name, email, createdAt }) => {
    const key = email === null ? null : mailboxKey(email);
    return {
      stripeCustomerId: id,
      name,
      nameKey: nameKey(name),
      email: key,
      domain: ownDomain(key),
      namesClient: named.get(id) ?? null,
      createdAt,
      words: listedWords(name, email),
    };
  });
}

/** The client that each names: by our metadata, or where its id stands at a client. Of two, neither is named. */
async function clientsNamed(
  ctx: Context,
  scope: Scope,
  items: readonly ListedCustomer[],
): Promise<ReadonlyMap<string, string>> {
  const ids = items.flatMap(({ id, metadata }) => [
    { key: STRIPE_KEY, value: id, of: id },
    ...Object.entries(metadata)
      .filter(([, value]) => value.length > 0 && value.length <= LONGEST_ID)
      .slice(0, MOST_IDS)
      .map(([key, value]) => ({ key, value, of: id })),
  ]);
  const ours = items.flatMap(({ metadata: { quittance_customer: own = '' } }) => (own === '' ? [] : [own]));
  const [known, own] = await ctx.db.batch([
    selectByExternalIds(ctx.db, scope, ids),
    selectOwnClients(ctx.db, scope, ours),
  ]);
  const isOwn = new Set(own.map(({ id }) => id));
  const clients = new Map<string, Set<string>>();
  const add = (of: string, customerId: string) =>
    clients.set(of, (clients.get(of) ?? new Set()).add(customerId));
  for (const { key, value, of } of ids)
    for (const found of known) if (found.key === key && found.value === value) add(of, found.customerId);
  for (const { id, metadata } of items) {
    const client = metadata.quittance_customer ?? '';
    if (isOwn.has(client)) add(id, client);
  }
  return new Map(
    [...clients].flatMap(([of, [first, ...more]]) =>
      first === undefined || more.length > 0 ? [] : [[of, first] as const],
    ),
  );
}
