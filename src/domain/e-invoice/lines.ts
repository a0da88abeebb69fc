import { type Currency, exponent } from '../currency.ts';
import { comesTo, decimal, priceOf, signed } from './amounts.ts';
import { categoryOrNull } from './categories.ts';
import type { SourceLine } from './source.ts';
import type { AllowanceOrCharge, EInvoiceLine } from './types.ts';

type Manner = { readonly currency: Currency; readonly discount: string };

/** A line's net: what it comes to without the taxes that are in its price. */
export const netOf = ({ amount, taxes }: Pick<SourceLine, 'amount' | 'taxes'>): number =>
  taxes.reduce((net, tax) => (tax.inclusive ? net - tax.amount : net), amount);

/**
 * A line as EN 16931 writes it. Its price is never below zero: the sign goes to the quantity (BR-27). Of a price with tax in
 * it, the net price is divided out, with the discount in it, since the standard knows net prices alone; so it is where a
 * currency without decimals rounds more than Peppol lets pass (PEPPOL-EN16931-R120).
 */
export function lineOf(line: SourceLine, index: number, { currency, discount }: Manner): EInvoiceLine {
  const net = netOf(line);
  const quantity = signed(line.quantity);
  const price = signed(line.unitAmountDecimal ?? decimal(line.unitAmount, currency));
  const isNegative = quantity.isNegative !== price.isNegative;
  const isGross = line.taxes.some(({ inclusive }) => inclusive);
  const discounts = isGross || line.discount === 0 ? [] : [reduction(-line.discount, discount, '95')];
  const before = isGross ? net : net + line.discount;
  const isRounded = exponent(currency) === 0 && (line.quantity + price.size).includes('.');
  const isShare = !comesTo(before, quantity.size, price.size, currency);
  const divided = isGross || isRounded || isShare ? priceOf(before, quantity.size, currency) : null;
  const [name = '', ...rest] = line.description.split('\n').map((text) => text.trim());
  return {
    id: String(index + 1),
    note: line.note,
    quantity: isNegative ? `-${quantity.size}` : quantity.size,
    net,
    period: line.supply,
    adjustments: discounts,
    price: divided ?? price.size,
    name,
    description: rest.join('\n').trim() || null,
    category: categoryOrNull(line.taxes),
  };
}

/** What a signed amount is: below zero an allowance, above it a charge, which has no code of the same list. */
export function reduction(amount: number, reason: string, allowanceCode: string | null): AllowanceOrCharge {
  return amount < 0
    ? { kind: 'allowance', amount: -amount, reason, reasonCode: allowanceCode }
    : { kind: 'charge', amount, reason, reasonCode: null };
}
