import { selectCustomer } from '../../db/queries/customers.ts';
import { selectMethodLinks } from '../../db/queries/method-links.ts';
import { portalAddresses } from '../../domain/customer/contacts.ts';
import { type Delivery, deliveryOf } from '../../domain/mail/delivery.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { distinctAddresses } from '../core/mailbox.ts';
import type { Scoped } from '../core/scope.ts';

/** A link to add a payment method that staff have sent. Instants in ms. */
export type MethodLink = {
  readonly to: string;
  readonly askedBy: string;
  readonly sentAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly delivery: Delivery;
  /** What the server said last. */
  readonly words: string | null;
};

export type MethodLinks = {
  /** Who may be sent one: the addresses that may sign in. */
  readonly addresses: readonly string[];
  readonly sent: readonly MethodLink[];
};

const SHOWN = 5;

/** To whom a link to add a payment method can be sent, and those that were sent of late. Rejects with `not_found`. */
export async function listMethodLinks(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<MethodLinks>> {
  const [[found], sent] = await ctx.db.batch([
    selectCustomer(ctx.db, scope, customerId),
    selectMethodLinks(ctx.db, customerId, SHOWN),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  return done({
    addresses: distinctAddresses(portalAddresses(found.customer)),
    sent: sent.map((row) => ({
      to: row.recipient,
      askedBy: row.askedBy,
      sentAt: row.requestedAt,
      expiresAt: row.expiresAt,
      usedAt: row.usedAt,
      delivery: deliveryOf(row),
      words: row.lastError,
    })),
  });
}
