import { z } from 'zod';
import { id, text } from './fields.ts';
import { shownList } from './pay.ts';

/** What becomes of open invoices, those that were ticked of so many `listed`. Without a method, Stripe's page asks for one. */
export const choiceForm = z
  .object({
    invoice: shownList,
    choice: text().pipe(z.enum(['pay_now', 'on_due_date', 'not_automatically'])),
    method: id('pm').nullable().catch(null),
    listed: text().transform(Number),
  })
  .transform(({ invoice, choice, method, listed }) => ({
    shown: invoice,
    choice,
    methodId: method,
    isWhole: invoice.length === listed,
  }));
