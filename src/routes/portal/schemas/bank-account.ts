import { z } from 'zod';
import { id, text } from './fields.ts';

/** An account as it was typed; the domain's rules report what is wrong with each field. */
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

/** The empty form. */
export const NO_ACCOUNT = typedAccount.parse({});
