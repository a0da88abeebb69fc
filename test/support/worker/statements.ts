import { and, asc, eq } from 'drizzle-orm';
import type { EmailAttachment } from '../../../src/adapters/email/transport.ts';
import { connections, customers, emails, monthlyStatements } from '../../../src/db/schema/index.ts';
import type { Contact } from '../../../src/domain/customer/contacts.ts';
import type { CustomerMessageView } from '../../../src/domain/message-view.ts';
import { mailedAt, monthAt } from '../../../src/domain/statement-month.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { deliverEmail } from '../../../src/operations/emails/deliver.ts';
import { updateSettings } from '../../../src/operations/merchants/update-settings.ts';
import { sweepStatements } from '../../../src/operations/statements/sweep-statements.ts';
import { must, type Shop } from './shop.ts';

const ZONE = 'America/New_York';

/** Somebody who gets statements, and nothing else. */
export const named = (email: string, language: string | null = null): Contact => ({
  name: null,
  email,
  roles: ['statements'],
  language,
});

export const switchTo = async (shop: Shop, monthlyStatements: boolean) =>
  must(
    await updateSettings(shop.ctx, {
      scope: shop.scope,
      commandId: newId(shop.ctx, 'req'),
      change: { monthlyStatements },
    }),
  );

export const name = (shop: Shop, customerId: string, contacts: readonly Contact[]) =>
  shop.ctx.db.update(customers).set({ contacts }).where(eq(customers.id, customerId));

/** An open invoice whose customer has one person for statements. */
export async function owing(shop: Shop, address: string) {
  const made = await shop.invoice(5_000);
  await name(shop, made.customerId, [named(address)]);
  return made;
}

/** Moves the clock to a minute after this month's statements are due. */
export function toNextMailing(shop: Shop): void {
  const now = shop.ctx.now();
  shop.advance(mailedAt(monthAt(now, ZONE), 9, ZONE) + 60_000 - now);
}

/** A tick's part, and what it left in the queue. */
export async function tick(shop: Shop): Promise<void> {
  await sweepStatements(shop.ctx);
  // What was just noted is decided by the next tick at the latest.
  await sweepStatements(shop.ctx);
  await shop.work();
}

export const statementMails = (shop: Shop) =>
  shop.ctx.db
    .select()
    .from(emails)
    .where(and(eq(emails.merchantId, shop.scope.merchantId), eq(emails.template, 'statement')))
    .orderBy(asc(emails.id));

export const decisions = (shop: Shop) =>
  shop.ctx.db
    .select()
    .from(monthlyStatements)
    .where(eq(monthlyStatements.merchantId, shop.scope.merchantId))
    .orderBy(asc(monthlyStatements.month));

export const disconnect = (shop: Shop) =>
  shop.ctx.db
    .update(connections)
    .set({ state: 'disconnected', disconnectedAt: shop.ctx.now() })
    .where(eq(connections.id, shop.connectionId));

type Handed = {
  readonly to: string;
  readonly view: CustomerMessageView;
  readonly shownTo: readonly string[];
  readonly attachments: readonly EmailAttachment[];
};

/** Delivers the statements that are queued: what each of them was drawn from, by their recipients. */
export async function deliver(shop: Shop): Promise<readonly Handed[]> {
  const handed: Handed[] = [];
  for (const { id, state } of await statementMails(shop)) {
    if (state !== 'queued') continue;
    const drawn: CustomerMessageView[] = [];
    await deliverEmail(
      shop.ctx,
      {
        from: 'billing@billing.test',
        render: async () => ({ subject: '', html: '', text: '' }),
        renderForStaff: async () => ({ subject: '', html: '', text: '' }),
        renderForCustomer: async (_, view) => {
          drawn.push(view);
          const content = new TextEncoder().encode('csv');
          const attachments = [{ filename: 'statement.csv', contentType: 'text/csv', content }];
          return { subject: 'statement', html: '', text: '', attachments };
        },
        pdf: async () => new Uint8Array(),
        receipt: async () => new Uint8Array(),
        eInvoice: async () => '',
        returnPaths: { token: async (emailId) => emailId, open: async () => null },
        transport: {
          send: async ({ to, shownTo = [], attachments }) => {
            const [view] = drawn;
            if (view === undefined) throw new Error('sent before it was drawn');
            handed.push({ to, view, shownTo, attachments });
            return { kind: 'accepted' };
          },
        },
      },
      id,
    );
  }
  return handed.toSorted((one, other) => one.to.localeCompare(other.to));
}
