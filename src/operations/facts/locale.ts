import { localeFor } from '../../domain/reader/locale.ts';
import type { Context } from '../core/context.ts';

/** The locale in which a customer reads of a business: as this browser asks, where one does. No customer is a stranger. */
export const localeOf = (
  { reader }: Pick<Context, 'reader'>,
  customer: { readonly locale: string | null } | null,
  merchant: { readonly locale: string },
): string => localeFor({ own: customer?.locale ?? null, house: merchant.locale }, reader ?? null);
