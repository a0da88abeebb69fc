import type { Supply } from '../../invoice/supply.ts';
import { specificationOf } from '../format.ts';
import type { EInvoice, EInvoiceLine } from '../types.ts';
import { allowanceCharge, amountsIn, category, sums, type WriteAmount } from './ubl-amounts.ts';
import { addressParts, parties } from './ubl-party.ts';
import { type Element, el, xmlDocument } from './write.ts';

const NAMESPACES = {
  'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
};

/** UBL 2.1: an Invoice, or a CreditNote, whose schema puts some elements elsewhere. */
export function writeUbl(invoice: EInvoice): string {
  const isCredit = invoice.typeCode === '381';
  const root = isCredit ? 'CreditNote' : 'Invoice';
  const write = amountsIn(invoice);
  const { id, process } = specificationOf(invoice.format);
  const content = [
    el('cbc:CustomizationID', id),
    el('cbc:ProfileID', process),
    el('cbc:ID', invoice.number),
    el('cbc:IssueDate', invoice.issuedOn),
    isCredit ? null : el('cbc:DueDate', invoice.dueOn),
    el(`cbc:${root}TypeCode`, invoice.typeCode),
    el('cbc:Note', invoice.note),
    el('cbc:DocumentCurrencyCode', invoice.currency),
    el('cbc:BuyerReference', invoice.buyerReference),
    isDay(invoice.supply) ? null : period(invoice.supply),
    el('cac:OrderReference', [el('cbc:ID', invoice.purchaseOrder)]),
    ...invoice.preceding.map(({ number, issuedOn }) =>
      el('cac:BillingReference', [
        el('cac:InvoiceDocumentReference', [el('cbc:ID', number), el('cbc:IssueDate', issuedOn)]),
      ]),
    ),
    el('cac:ContractDocumentReference', [el('cbc:ID', invoice.contract)]),
    ...parties(invoice),
    delivery(invoice),
    ...paymentMeans(invoice, isCredit),
    el('cac:PaymentTerms', [el('cbc:Note', invoice.terms)]),
    ...sums(invoice, write),
    ...invoice.lines.map((each) => line(each, invoice, write)),
  ];
  const attributes = { xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`, ...NAMESPACES };
  return xmlDocument({ name: root, attributes, content: content.filter((each) => each !== null) });
}

const isDay = (supply: Supply | null): boolean => supply !== null && supply.from === supply.to;

const period = (supply: Supply | null): Element | null =>
  supply === null
    ? null
    : el('cac:InvoicePeriod', [el('cbc:StartDate', supply.from), el('cbc:EndDate', supply.to)]);

const delivery = ({ supply, deliverTo }: EInvoice): Element | null =>
  el('cac:Delivery', [
    el('cbc:ActualDeliveryDate', supply?.to ?? null),
    deliverTo === null ? null : el('cac:DeliveryLocation', [el('cac:Address', addressParts(deliverTo))]),
  ]);

/** One for each account. A credit note has its due date here, since its root has none. */
function paymentMeans({ payment, dueOn }: EInvoice, isCredit: boolean): readonly (Element | null)[] {
  const means = (account: Element | null) =>
    el('cac:PaymentMeans', [
      el('cbc:PaymentMeansCode', payment.code),
      isCredit ? el('cbc:PaymentDueDate', dueOn) : null,
      el('cbc:PaymentID', payment.reference),
      account,
    ]);
  if (payment.accounts.length === 0) return [means(null)];
  return payment.accounts.map(({ id, holder, bic }) =>
    means(
      el('cac:PayeeFinancialAccount', [
        el('cbc:ID', id),
        el('cbc:Name', holder),
        el('cac:FinancialInstitutionBranch', [el('cbc:ID', bic)]),
      ]),
    ),
  );
}

function line(each: EInvoiceLine, { currency, typeCode }: EInvoice, write: WriteAmount): Element | null {
  const { id, note, quantity, net, adjustments, price, name, description } = each;
  const isCredit = typeCode === '381';
  return el(isCredit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine', [
    el('cbc:ID', id),
    el('cbc:Note', note),
    // C62 is “one”, of UN/ECE's recommendation 20: what is counted is said by the item.
    el(isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', quantity, { unitCode: 'C62' }),
    write('cbc:LineExtensionAmount', net),
    period(each.period),
    adjustments.map((adjustment) => allowanceCharge(adjustment, write, null)),
    el('cac:Item', [
      el('cbc:Description', description),
      el('cbc:Name', name),
      each.category === null ? null : category('cac:ClassifiedTaxCategory', each.category),
    ]),
    el('cac:Price', [el('cbc:PriceAmount', price, { currencyID: currency })]),
  ]);
}
