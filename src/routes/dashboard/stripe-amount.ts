import { exponent, parseCurrency } from '../../domain/currency.ts';
import type { Context } from '../../operations/core/context.ts';

/** Writes an amount in Stripe's units of a currency. */
export type WriteStripeAmount = (currency: string, amount: number) => string;

/** What Stripe counts otherwise than ISO is shown as Stripe's own pages do: with two decimals. */
export const stripeAmounts =
  (ctx: Pick<Context, 'rules'>): WriteStripeAmount =>
  (currency, amount) => {
    const code = parseCurrency(currency);
    const places = code === null || ctx.rules.countedOtherwise.includes(currency) ? 2 : exponent(code);
    const format = { minimumFractionDigits: places, maximumFractionDigits: places };
    return (amount / 10 ** places).toLocaleString('en', format).replace('-', '\u2212');
  };
