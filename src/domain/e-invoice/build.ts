import { breakdownOf, isSomething } from './breakdown.ts';
import { categoryOrNull } from './categories.ts';
import { lineOf, netOf, reduction } from './lines.ts';
import { buyerOf, sellerOf } from './parties.ts';
import { paymentMeansOf } from './payment-means.ts';
import type { EInvoiceSource, EInvoiceWords } from './source.ts';
import type { EInvoice, EInvoiceTotals } from './types.ts';

/**
 * The invoice in the terms of EN 16931, from what was issued alone: no payment that came later changes it. It is built
 * whatever is missing; `brokenRules` says what keeps it from being sent.
 */
export function buildEInvoice(source: EInvoiceSource, words: EInvoiceWords): EInvoice {
  const { format, currency, references } = source;
  const breakdown = breakdownOf(source, words);
  const codes = new Set(breakdown.map(({ category }) => category.code));
  const manner = { format, withoutVat: codes.has('O') };
  const buyer = buyerOf(source.buyer, manner);
  const adjustments = source.adjustments.flatMap(({ description, parts }) =>
    parts.filter(isSomething).map((part) => ({
      ...reduction(netOf(part), description, null),
      category: categoryOrNull(part.taxes),
    })),
  );
  const lines = source.lines.map((line, i) => lineOf(line, i, { currency, discount: words.discount }));
  return {
    format,
    typeCode: source.kind === 'credit_note' ? '381' : '380',
    number: source.number,
    issuedOn: source.issuedOn,
    // One date would be wrong for every part but one: the terms say them all (BT-20).
    dueOn: isInParts(source) ? null : source.dueOn,
    currency,
    note: [source.notes, source.footer].filter((text) => text !== null && text !== '').join('\n\n') || null,
    terms: source.kind === 'invoice' ? termsOf(source, words) : null,
    buyerReference: references.buyerReference,
    contract: references.contract,
    purchaseOrder: references.purchaseOrder,
    preceding: source.preceding,
    seller: sellerOf(source.seller, manner),
    buyer,
    supply: source.supply,
    deliverTo: codes.has('K') ? buyer.address : null,
    payment: paymentMeansOf(source),
    adjustments,
    breakdown,
    totals: totalsOf(source, { lines, adjustments, breakdown }),
    lines,
  };
}

const isInParts = ({ parts = [] }: EInvoiceSource): boolean => parts.length > 0;

function termsOf({ parts = [], dueOn }: EInvoiceSource, words: EInvoiceWords): string | null {
  const { part = ({ amount, dueOn: day }) => `${amount} ${day}` } = words;
  if (parts.length > 0) return parts.map(part).join('; ');
  return dueOn === null ? words.dueOnReceipt : null;
}

type Parts = Pick<EInvoice, 'lines' | 'adjustments' | 'breakdown'>;

function totalsOf(source: EInvoiceSource, { lines, adjustments, breakdown }: Parts): EInvoiceTotals {
  const ofKind = (wanted: 'allowance' | 'charge') =>
    sum(adjustments.flatMap(({ kind, amount }) => (kind === wanted ? [amount] : [])));
  const [net, allowances, charges] = [
    sum(lines.map((line) => line.net)),
    ofKind('allowance'),
    ofKind('charge'),
  ];
  const { total: gross, prepaid, rounding } = source;
  return {
    lines: net,
    allowances,
    charges,
    net: net - allowances + charges,
    tax: sum(breakdown.map(({ tax }) => tax)),
    gross,
    prepaid,
    rounding,
    due: gross - prepaid + rounding,
  };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
