import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import {
  selectAddressRecords,
  selectOpenWithAddress,
  selectRequestsWithAddress,
} from '../../db/queries/address-data.ts';
import { selectStripeCustomers } from '../../db/queries/customers-write.ts';
import { selectPerson } from '../../db/queries/personal-data.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { eraseAddressRows, setAddresses } from '../../db/writes/erasure-address.ts';
import { allAddresses } from '../../domain/customer/contacts.ts';
import { keptUntil } from '../../domain/customer/erasure.ts';
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
import { recipientsOf } from '../core/queue-message.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { sendChangeRows } from '../customers/send-change-rows.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { saveReduced } from '../retention/reduce-requests.ts';
import { spellingsOf } from './spellings.ts';

type Ask = { readonly customerId: string; readonly address: string; readonly commandId: string };

/** How many rows held an address, and what is kept of them by law until when. */
export type ErasedAddress = {
  readonly customerId: string;
  readonly wasInUse: boolean;
  readonly messages: number;
  readonly payments: number;
  readonly invoicesKept: number;
  readonly agreementsKept: number;
  /** The last day, YYYY-MM-DD, of the newest invoice that shows it; null where none does. */
  readonly keptUntil: string | null;
};

const ROWS = 200;

/**
 * Erases one address, of a contact or a former one, and leaves the customer be: it is taken off them if it is still in use,
 * and goes everywhere but where the law keeps it. Rejects with `not_found`, `customer_erased`, `invalid` where nobody would
 * be left to be told, and `customer_not_erasable` while a payment that names it is under way. It can be repeated.
 */
export const eraseAddress = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<ErasedAddress>> =>
  retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { customerId, address, commandId }: Ask,
): Promise<ConflictOr<Outcome<ErasedAddress>>> {
  const { db } = ctx;
  const of = { customerId, spellings: spellingsOf(address) };
  const stream = { type: 'customer', id: customerId } as const;
  const [head, [customer], atStripe, [connection], open] = await db.batch([
    selectHead(db, stream),
    selectPerson(db, scope, customerId),
    selectStripeCustomers(db, customerId),
    selectActiveConnection(db, scope),
    selectOpenWithAddress(db, of),
  ]);
  if (customer === undefined) return decided(refused({ code: 'not_found', what: 'customer' }));
  if (customer.erasedAt !== null) return decided(refused({ code: 'customer_erased' }));
  const isAnother = (own: string) => mailboxKey(own.trim()) !== mailboxKey(address.trim());
  const after = {
    ...customer,
    email: customer.email !== null && isAnother(customer.email) ? customer.email : null,
    billingEmails: customer.billingEmails.filter(isAnother),
    contacts: customer.contacts.filter((contact) => isAnother(contact.email)),
  };
  const wasInUse = allAddresses(after).length < allAddresses(customer).length;
  if (wasInUse && recipientsOf(after).length === 0) return decided(refused(LAST));
  if (open.length > 0) return decided(refused({ code: 'customer_not_erasable', why: 'payment_under_way' }));
  const held = await readHeld(ctx, of);
  await reduceRequests(ctx, of);
  const at = ctx.now();
  const sent = sendChangeRows(ctx, {
    before: customer,
    after,
    atStripe,
    connectionId: connection?.id,
    at,
  });
  const { email, billingEmails, contacts } = after;
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [{ stream, head: headOf(head), type: 'address_erased', data: { wasInUse } }],
    rows: [
      ...(wasInUse
        ? [
            setAddresses(db, customerId, { email, billingEmails, contacts, updatedAt: at }),
            recheckInvoices(db, customerId, at),
          ]
        : []),
      ...eraseAddressRows(db, { ...of, merchantId: scope.merchantId, mailbox: mailboxKey(address.trim()) }),
      ...sent.rows,
    ],
    effects: sent.effects,
    result: null,
  });
  if (committed.kind !== 'committed') return CONFLICT;
  return decided(done({ customerId, wasInUse, ...held }));
}

const LAST = {
  code: 'invalid',
  problems: [
    {
      path: 'address',
      message: 'It is the only address at which this customer is told anything. Give them another one first.',
    },
  ],
} as const;

async function readHeld(ctx: Context, of: Parameters<typeof selectAddressRecords>[1]) {
  const { messages, payments, invoices, agreements } = selectAddressRecords(ctx.db, of);
  const [sent, paid, issued, agreed] = await Promise.all([messages, payments, invoices, agreements]);
  const dates = issued.flatMap(({ issueDate }) => (issueDate === null ? [] : [issueDate]));
  return {
    messages: sent.length,
    payments: paid.length,
    invoicesKept: issued.length,
    agreementsKept: agreed.length,
    keptUntil: keptUntil(dates.toSorted().at(-1) ?? null),
  };
}

async function reduceRequests(ctx: Context, of: Parameters<typeof selectAddressRecords>[1]): Promise<void> {
  for (;;) {
    const whole = await selectRequestsWithAddress(ctx.db, of, ROWS);
    if ((await saveReduced(ctx, whole)) < ROWS) return;
  }
}
