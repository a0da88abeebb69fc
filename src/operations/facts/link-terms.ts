import type { customers, merchants } from '../../db/schema/index.ts';
import { keepsByLink, type LinkTerms, linkNoticeDays } from '../../domain/collection/link-keeps.ts';
import { whenToCollect } from '../../domain/collection/policy.ts';
import { nameAt } from '../../domain/profile/names.ts';
import type { Context } from '../core/context.ts';
import { localeOf } from './locale.ts';
import { customerPolicy, merchantPolicy } from './policies.ts';

type House = {
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
};

/** What this customer's links keep now, and what is said of it to whoever pays; null where they keep nothing. */
export function linkTermsOf(ctx: Pick<Context, 'reader'>, { merchant, customer }: House): LinkTerms | null {
  const [merchants, customers] = [merchantPolicy(merchant), customerPolicy(customer)];
  const keeps = keepsByLink(merchant.linkKeeps, merchants, customers);
  const { policy: when } = whenToCollect(merchants, customers, null);
  if (keeps === 'never' || when === 'never') return null;
  return {
    keeps,
    merchant: nameAt('agreement', merchant),
    customer: customer.legalName,
    contact: merchant.email,
    when,
    noticeDays: linkNoticeDays(merchants),
    locale: localeOf(ctx, customer, merchant),
  };
}
