import { z } from 'zod';
import { id, text } from './fields.ts';

/** An account as it was typed; what is wrong with a field is told beside it, by the domain's rules. */
export const typedAccount = z.object({
  accountNumber: text(),
  holderName: text(),
  holderType: text(),
  country: text('US'),
  currency: text('USD'),
  routingNumber: text(),
});

export const bankAccountForm = typedAccount
  .extend({ setup: id('set'), terms: text() })
  .transform(({ setup, terms, ...typed }) => ({ setup, terms, typed }));

/** What the form holds before anything is typed. */
export const NO_ACCOUNT = typedAccount.parse({});
