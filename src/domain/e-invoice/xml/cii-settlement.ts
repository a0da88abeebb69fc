import type { LocalDate } from '../../calendar.ts';
import type { Supply } from '../../invoice/supply.ts';
import { decimal } from '../amounts.ts';
import type { AllowanceOrCharge, Category, EInvoice } from '../types.ts';
import { type Element, el } from './write.ts';

/** Minor units of the invoice's currency as text. */
export type Text = (minor: number) => string;

export const textsIn =
  ({ currency }: Pick<EInvoice, 'currency'>): Text =>
  (minor) =>
    decimal(minor, currency);

/** A day as UN/EDIFACT's format 102 writes it. */
export const date = (name: string, day: LocalDate | null): Element | null =>
  el(name, [el('udt:DateTimeString', day?.replaceAll('-', '') ?? null, { format: '102' })]);

export const billingPeriod = (supply: Supply | null): Element | null =>
  supply === null
    ? null
    : el('ram:BillingSpecifiedPeriod', [
        date('ram:StartDateTime', supply.from),
        date('ram:EndDateTime', supply.to),
      ]);

export const allowanceCharge = (
  { kind, amount, reason, reasonCode }: AllowanceOrCharge,
  text: Text,
  of: Category | null,
): Element | null =>
  el('ram:SpecifiedTradeAllowanceCharge', [
    el('ram:ChargeIndicator', [el('udt:Indicator', String(kind === 'charge'))]),
    el('ram:ActualAmount', text(amount)),
    el('ram:ReasonCode', reasonCode),
    el('ram:Reason', reason),
    of === null
      ? null
      : el('ram:CategoryTradeTax', [
          el('ram:TypeCode', 'VAT'),
          el('ram:CategoryCode', of.code),
          el('ram:RateApplicablePercent', of.rate),
        ]),
  ]);

/** How, when and what is paid, with the sums (BG-16, BG-20 to BG-23). */
export function settlement(invoice: EInvoice): Element | null {
  const { payment, supply, dueOn, terms, currency, preceding } = invoice;
  const text = textsIn(invoice);
  const isDay = supply !== null && supply.from === supply.to;
  return el('ram:ApplicableHeaderTradeSettlement', [
    el('ram:PaymentReference', payment.reference),
    el('ram:InvoiceCurrencyCode', currency),
    ...paymentMeans(invoice),
    ...invoice.breakdown.map(({ category, taxable, tax, reason, reasonCode }) =>
      el('ram:ApplicableTradeTax', [
        el('ram:CalculatedAmount', text(tax)),
        el('ram:TypeCode', 'VAT'),
        el('ram:ExemptionReason', reason),
        el('ram:BasisAmount', text(taxable)),
        el('ram:CategoryCode', category.code),
        el('ram:ExemptionReasonCode', reasonCode),
        el('ram:RateApplicablePercent', category.rate),
      ]),
    ),
    isDay ? null : billingPeriod(supply),
    ...invoice.adjustments.map((each) => allowanceCharge(each, text, each.category)),
    el('ram:SpecifiedTradePaymentTerms', [el('ram:Description', terms), date('ram:DueDateDateTime', dueOn)]),
    summation(invoice, text),
    ...preceding.map(({ number, issuedOn }) =>
      el('ram:InvoiceReferencedDocument', [
        el('ram:IssuerAssignedID', number),
        el('ram:FormattedIssueDateTime', [
          el('qdt:DateTimeString', issuedOn.replaceAll('-', ''), { format: '102' }),
        ]),
      ]),
    ),
  ]);
}

function paymentMeans({ payment: { code, accounts } }: EInvoice): readonly (Element | null)[] {
  const type = el('ram:TypeCode', code);
  if (accounts.length === 0) return [el('ram:SpecifiedTradeSettlementPaymentMeans', [type])];
  return accounts.map(({ id, isIban, holder, bic }) =>
    el('ram:SpecifiedTradeSettlementPaymentMeans', [
      type,
      el('ram:PayeePartyCreditorFinancialAccount', [
        el('ram:IBANID', isIban ? id : null),
        el('ram:AccountName', holder),
        el('ram:ProprietaryID', isIban ? null : id),
      ]),
      el('ram:PayeeSpecifiedCreditorFinancialInstitution', [el('ram:BICID', bic)]),
    ]),
  );
}

function summation({ totals, currency, adjustments }: EInvoice, text: Text): Element | null {
  const has = (wanted: 'allowance' | 'charge') => adjustments.some(({ kind }) => kind === wanted);
  const unlessZero = (name: string, minor: number) => (minor === 0 ? null : el(name, text(minor)));
  return el('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    el('ram:LineTotalAmount', text(totals.lines)),
    has('charge') ? el('ram:ChargeTotalAmount', text(totals.charges)) : null,
    has('allowance') ? el('ram:AllowanceTotalAmount', text(totals.allowances)) : null,
    el('ram:TaxBasisTotalAmount', text(totals.net)),
    // Readers take the tax only with its currency.
    el('ram:TaxTotalAmount', text(totals.tax), { currencyID: currency }),
    unlessZero('ram:RoundingAmount', totals.rounding),
    el('ram:GrandTotalAmount', text(totals.gross)),
    unlessZero('ram:TotalPrepaidAmount', totals.prepaid),
    el('ram:DuePayableAmount', text(totals.due)),
  ]);
}
