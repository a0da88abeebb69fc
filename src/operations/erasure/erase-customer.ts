import { selectStripeCustomers } from '../../db/queries/customers-write.ts';
import {
  selectErasure,
  selectLastIssued,
  selectPerson,
  selectStanding,
} from '../../db/queries/personal-data.ts';
import type { customers, stripeCustomers } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { endAttachmentsOf } from '../../db/writes/attachments.ts';
import { ERASED, erasePersonRows } from '../../db/writes/erasure.ts';
import { allAddresses } from '../../domain/customer/contacts.ts';
import { keptUntil, type Unerasable, whyNotErasable } from '../../domain/customer/erasure.ts';
import { CUSTOMER_ENTRIES } from '../../domain/journal/customer-entries.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { mailboxKey } from '../core/mailbox.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import type { LeftThere } from './delete-there.ts';
import { emptyOwnEntries, reduceOwnRequests } from './empty-own.ts';
import { leaveStripe } from './leave-stripe.ts';
import { spellingsOf } from './spellings.ts';

type Ask = {
  readonly customerId: string;
  /** Whether their customer at Stripe is deleted, with everything on file there, or only not linked any more. */
  readonly stripeCustomer: 'delete' | 'keep';
};

/** What was erased when, and what is kept by law until when. */
export type Erased = {
  readonly customerId: string;
  readonly erasedAt: number;
  readonly invoicesKept: number;
  /** The last day, YYYY-MM-DD; null where no invoice was issued. */
  readonly keptUntil: string | null;
  /** Customers at Stripe that were theirs, or were linked to them, and were not deleted there. */
  readonly left: readonly LeftThere[];
};

/**
 * Erases a person's data: their methods are detached at Stripe, and here everything goes that no law has us keep. Invoices
 * stay as they were issued. Done once however often it is asked; after a crash it is gone on with by asking again. Rejects
 * with `not_found`, and with `customer_not_erasable` while something is still to come of them.
 */
export async function eraseCustomer(ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<Erased>> {
  const before = await read(ctx, scope, ask.customerId);
  if (before === null) return NOT_FOUND;
  if (before.customer.erasedAt === null) {
    if (before.why !== null) return notErasable(before.why);
    const left = await leaveStripe(ctx, { scope, ...ask, links: before.links });
    if (left.kind !== 'done') return left;
    await reduceOwnRequests(ctx, ask.customerId);
    const erased = await retryOnConflict(ctx, () => commitErased(ctx, scope, { ...ask, left: left.value }));
    if (erased.kind !== 'done') return erased;
  }
  await emptyOwnEntries(ctx, ask.customerId);
  const after = await read(ctx, scope, ask.customerId);
  if (after === null) return NOT_FOUND;
  return done({
    customerId: ask.customerId,
    erasedAt: after.customer.erasedAt ?? ctx.now(),
    invoicesKept: after.issued?.count ?? 0,
    keptUntil: keptUntil(after.issued?.issueDate ?? null),
    left: await readLeft(ctx, ask.customerId),
  });
}

/** As the entry of the erasure names them, so that it is the same however often it is asked. */
async function readLeft(ctx: Context, customerId: string): Promise<readonly LeftThere[]> {
  const [entry] = await selectErasure(ctx.db, customerId);
  return CUSTOMER_ENTRIES.customer_erased(entry?.data)?.left ?? [];
}

const NOT_FOUND = refused({ code: 'not_found', what: 'customer' });
const notErasable = (why: Unerasable) => refused({ code: 'customer_not_erasable', why });

async function read(ctx: Context, scope: Scope, customerId: string) {
  const [head, [customer], links, [issued], ...standing] = await ctx.db.batch([
    selectHead(ctx.db, { type: 'customer', id: customerId }),
    selectPerson(ctx.db, scope, customerId),
    selectStripeCustomers(ctx.db, customerId),
    selectLastIssued(ctx.db, customerId),
    ...selectStanding(ctx.db, customerId),
  ]);
  if (customer === undefined) return null;
  const [payment, refund, dispute, invoice, credit, setup, child, schedule] = standing.map(
    (rows) => rows.length > 0,
  );
  const why = whyNotErasable({
    payment_under_way: payment === true,
    refund_under_way: refund === true,
    dispute_open: dispute === true,
    invoice_open: invoice === true,
    credit_left: credit === true,
    method_being_added: setup === true,
    pays_for_others: child === true,
    schedule_running: schedule === true,
  });
  return { head: headOf(head), customer, links, issued, why };
}

async function commitErased(
  ctx: Context,
  scope: Scope,
  { customerId, stripeCustomer, left }: Ask & { readonly left: readonly LeftThere[] },
): Promise<ConflictOr<Outcome<null>>> {
  const found = await read(ctx, scope, customerId);
  if (found === null) return decided(NOT_FOUND);
  const { head, customer, links, why } = found;
  if (customer.erasedAt !== null) return decided(done(null));
  if (why !== null) return decided(notErasable(why));
  const at = ctx.now();
  const change = {
    merchantId: scope.merchantId,
    commandId: `erase/${customerId}`,
    at,
    appends: [
      {
        stream: { type: 'customer', id: customerId },
        head,
        type: 'customer_erased',
        data: { stripeCustomer: stripeCustomer === 'delete' ? 'deleted' : 'kept', left },
      },
    ] as const,
    rows: [
      ...erasePersonRows(ctx.db, personOf(customer, links), at),
      // What a time sheet says of a person no law has us keep: their business has its own.
      endAttachmentsOf(ctx.db, customerId, ERASED, at),
    ],
    effects: [],
    result: null,
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? decided(done(null)) : CONFLICT;
  } catch (error) {
    // Something may have been begun with them since: the database refused the erasure.
    const since = await read(ctx, scope, customerId);
    if (since !== null && since.why !== null) return decided(notErasable(since.why));
    throw error;
  }
}

function personOf(
  { id, merchantId, ...customer }: typeof customers.$inferSelect,
  links: readonly (typeof stripeCustomers.$inferSelect)[],
) {
  const written = allAddresses(customer).map((address) => address.trim());
  return {
    customerId: id,
    merchantId,
    // As the triggers write them, and as visitors type them.
    addresses: written.flatMap(spellingsOf),
    mailboxes: written.map(mailboxKey),
    stripeIds: links.flatMap(({ stripeCustomerId }) => (stripeCustomerId === null ? [] : [stripeCustomerId])),
    leftIds: links.flatMap((link) => link.leftIds),
  };
}
