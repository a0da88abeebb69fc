import { and, count, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoiceChoices, invoices } from '../schema/index.ts';
import { paidBy } from './payer.ts';
import { type OwnerScope, ownedBy } from './portal-invoices.ts';

/** The select for how many of an owner's open invoices wait for the choice that a method on file asked for. */
export const selectUnanswered = (db: Database, owner: OwnerScope) =>
  db
    .select({ waiting: count() })
    .from(invoiceChoices)
    .innerJoin(invoices, eq(invoices.id, invoiceChoices.invoiceId))
    .where(
      and(
        ownedBy(owner),
        paidBy(owner.customerId),
        eq(invoiceChoices.customerId, owner.customerId),
        eq(invoices.status, 'open'),
        isNull(invoiceChoices.choice),
      ),
    );
