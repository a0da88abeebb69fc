import { decimal } from '../amounts.ts';
import type { AllowanceOrCharge, Category, EInvoice } from '../types.ts';
import { type Element, el } from './write.ts';

/** Writes minor units of the invoice's currency as an element's amount. */
export type WriteAmount = (name: string, minor: number) => Element | null;

export const amountsIn =
  ({ currency }: Pick<EInvoice, 'currency'>): WriteAmount =>
  (name, minor) =>
    el(name, decimal(minor, currency), { currencyID: currency });

export const category = (name: string, { code, rate }: Category, reasons: readonly (Element | null)[] = []) =>
  el(name, [
    el('cbc:ID', code),
    el('cbc:Percent', rate),
    reasons,
    el('cac:TaxScheme', [el('cbc:ID', 'VAT')]),
  ]);

/** A discount or a charge, of a line or, with its category, of the whole. */
export const allowanceCharge = (
  { kind, amount, reason, reasonCode }: AllowanceOrCharge,
  write: WriteAmount,
  of: Category | null,
): Element | null =>
  el('cac:AllowanceCharge', [
    el('cbc:ChargeIndicator', String(kind === 'charge')),
    el('cbc:AllowanceChargeReasonCode', reasonCode),
    el('cbc:AllowanceChargeReason', reason),
    write('cbc:Amount', amount),
    of === null ? null : category('cac:TaxCategory', of),
  ]);

/** BG-22 and BG-23, and the discounts and charges of the whole before them. */
export function sums(
  { totals, breakdown, adjustments }: EInvoice,
  write: WriteAmount,
): readonly (Element | null)[] {
  const has = (wanted: 'allowance' | 'charge') => adjustments.some(({ kind }) => kind === wanted);
  return [
    ...adjustments.map((each) => allowanceCharge(each, write, each.category)),
    el('cac:TaxTotal', [
      write('cbc:TaxAmount', totals.tax),
      breakdown.map((row) =>
        el('cac:TaxSubtotal', [
          write('cbc:TaxableAmount', row.taxable),
          write('cbc:TaxAmount', row.tax),
          // Germany wants a rate here also of what has none (BR-DE-14).
          category('cac:TaxCategory', { ...row.category, rate: row.category.rate ?? '0' }, [
            el('cbc:TaxExemptionReasonCode', row.reasonCode),
            el('cbc:TaxExemptionReason', row.reason),
          ]),
        ]),
      ),
    ]),
    el('cac:LegalMonetaryTotal', [
      write('cbc:LineExtensionAmount', totals.lines),
      write('cbc:TaxExclusiveAmount', totals.net),
      write('cbc:TaxInclusiveAmount', totals.gross),
      has('allowance') ? write('cbc:AllowanceTotalAmount', totals.allowances) : null,
      has('charge') ? write('cbc:ChargeTotalAmount', totals.charges) : null,
      totals.prepaid === 0 ? null : write('cbc:PrepaidAmount', totals.prepaid),
      totals.rounding === 0 ? null : write('cbc:PayableRoundingAmount', totals.rounding),
      write('cbc:PayableAmount', totals.due),
    ]),
  ];
}
