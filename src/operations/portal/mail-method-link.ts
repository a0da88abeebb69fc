import { and, eq } from 'drizzle-orm';
import { selectMethodLinks, selectPayersFor } from '../../db/queries/method-links.ts';
import { within } from '../../db/queries/scoped.ts';
import { customers } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { insertMethodLink } from '../../db/writes/portal-sessions.ts';
import { portalAddresses } from '../../domain/customer/contacts.ts';
import { DONE, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { distinctAddresses, mailboxKey } from '../core/mailbox.ts';
import { customerMessageRows } from '../core/queue-message.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { METHOD_LINK_AGAIN_MS, METHOD_LINK_LIFE_MS } from './timing.ts';

type Ask = {
  readonly customerId: string;
  /** The invoice from whose page it is sent, which is theirs or paid by them; null from the customer's. */
  readonly invoiceId: string | null;
  /** Chosen by the form: pressed twice, one link is sent. */
  readonly signInId: string;
  readonly commandId: string;
  /** One of the addresses that may sign in. */
  readonly to: string;
  /** Who sends it. */
  readonly by: string;
};

/** Where the link leads once its button was pressed. */
const RETURN_PATH = '/portal/settings';

/**
 * Mails a customer a link to add a payment method: it signs in once, for this customer alone, until it expires. The link is made
 * when the mail goes, and never stored. Rejects with `not_found`, `customer_erased`, and with `invalid` for an address that may not
 * sign in, and for a customer who was sent one a moment ago.
 */
export const mailMethodLink = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<null>> =>
  retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(ctx: Context, scope: Scope, ask: Ask): Promise<ConflictOr<Outcome<null>>> {
  const { db } = ctx;
  const { customerId, invoiceId, signInId, commandId, to, by } = ask;
  const stream = { type: 'customer', id: customerId } as const;
  const ofInvoice = { type: 'invoice', id: invoiceId ?? '' } as const;
  const [[customer], head, commanded, [last], invoiceHead, [found]] = await db.batch([
    db
      .select()
      .from(customers)
      .where(and(within(customers, scope), eq(customers.id, customerId))),
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectMethodLinks(db, customerId, 1),
    selectHead(db, ofInvoice),
    selectPayersFor(db, scope, invoiceId ?? ''),
  ]);
  if (customer === undefined) return decided(refused({ code: 'not_found', what: 'customer' }));
  if (customer.erasedAt !== null) return decided(refused({ code: 'customer_erased' }));
  if (commanded.length > 0) return decided(DONE);
  if (invoiceId !== null && found?.ownerId !== customerId && found?.payerId !== customerId) {
    return decided(refused({ code: 'not_found', what: 'invoice' }));
  }
  const recipient = distinctAddresses(portalAddresses(customer)).find(
    (address) => mailboxKey(address) === mailboxKey(to),
  );
  if (recipient === undefined) {
    return decided(wrong('Choose one of the client’s addresses: this one can’t sign in to their portal.'));
  }
  const at = ctx.now();
  if (last !== undefined && at < last.requestedAt + METHOD_LINK_AGAIN_MS) {
    return decided(
      wrong('A link was sent to this client a moment ago. Wait five minutes before you send another.'),
    );
  }
  const expiresAt = at + METHOD_LINK_LIFE_MS;
  const { merchantId, livemode } = scope;
  const message = customerMessageRows(ctx, at, {
    ...{ merchantId, customerId, invoiceId, recipients: [recipient] },
    cause: `method_link/${signInId}`,
    message: { template: 'method_asked', signInId, expiresAt, askedBy: by },
  });
  const row = { id: signInId, livemode, customerId, returnPath: RETURN_PATH, requestedAt: at, expiresAt };
  const committed = await commitChange(ctx, {
    merchantId,
    commandId,
    at,
    appends: [
      { stream, head: headOf(head), type: 'method_link_sent', data: { signInId, invoiceId } },
      ...(invoiceId === null
        ? []
        : [
            {
              stream: ofInvoice,
              head: headOf(invoiceHead),
              type: 'method_link_sent' as const,
              data: { signInId },
            },
          ]),
    ],
    rows: [insertMethodLink(db, row), ...message.rows],
    effects: message.effects,
    result: null,
  });
  return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
}

const wrong = (message: string) => refused({ code: 'invalid', problems: [{ path: 'to', message }] });
