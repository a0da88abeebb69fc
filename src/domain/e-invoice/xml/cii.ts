import { specificationOf } from '../format.ts';
import type { EInvoice, EInvoiceLine } from '../types.ts';
import { postalAddress, tradeParty } from './cii-party.ts';
import { allowanceCharge, billingPeriod, date, settlement, type Text, textsIn } from './cii-settlement.ts';
import { type Element, el, xmlDocument } from './write.ts';

const NAMESPACES = {
  'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
  'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
};

/** UN/CEFACT's Cross Industry Invoice, as Factur-X and ZUGFeRD embed it. */
export function writeCii(invoice: EInvoice): string {
  const { id, process } = specificationOf(invoice.format);
  const text = textsIn(invoice);
  const { supply, deliverTo } = invoice;
  const content = [
    el('rsm:ExchangedDocumentContext', [
      el('ram:BusinessProcessSpecifiedDocumentContextParameter', [el('ram:ID', process)]),
      el('ram:GuidelineSpecifiedDocumentContextParameter', [el('ram:ID', id)]),
    ]),
    el('rsm:ExchangedDocument', [
      el('ram:ID', invoice.number),
      el('ram:TypeCode', invoice.typeCode),
      date('ram:IssueDateTime', invoice.issuedOn),
      el('ram:IncludedNote', [el('ram:Content', invoice.note)]),
    ]),
    el('rsm:SupplyChainTradeTransaction', [
      ...invoice.lines.map((each) => line(each, text)),
      el('ram:ApplicableHeaderTradeAgreement', [
        el('ram:BuyerReference', invoice.buyerReference),
        tradeParty('ram:SellerTradeParty', invoice.seller),
        tradeParty('ram:BuyerTradeParty', invoice.buyer),
        el('ram:BuyerOrderReferencedDocument', [el('ram:IssuerAssignedID', invoice.purchaseOrder)]),
        el('ram:ContractReferencedDocument', [el('ram:IssuerAssignedID', invoice.contract)]),
      ]),
      // It has to stand there, be it empty.
      {
        name: 'ram:ApplicableHeaderTradeDelivery',
        attributes: {},
        content: [
          deliverTo === null ? null : el('ram:ShipToTradeParty', [postalAddress(deliverTo)]),
          el('ram:ActualDeliverySupplyChainEvent', [date('ram:OccurrenceDateTime', supply?.to ?? null)]),
        ].filter((each) => each !== null),
      },
      settlement(invoice),
    ]),
  ];
  const root = { name: 'rsm:CrossIndustryInvoice', attributes: NAMESPACES };
  return xmlDocument({ ...root, content: content.filter((each) => each !== null) });
}

const line = (each: EInvoiceLine, text: Text): Element | null =>
  el('ram:IncludedSupplyChainTradeLineItem', [
    el('ram:AssociatedDocumentLineDocument', [
      el('ram:LineID', each.id),
      el('ram:IncludedNote', [el('ram:Content', each.note)]),
    ]),
    el('ram:SpecifiedTradeProduct', [el('ram:Name', each.name), el('ram:Description', each.description)]),
    el('ram:SpecifiedLineTradeAgreement', [
      el('ram:NetPriceProductTradePrice', [el('ram:ChargeAmount', each.price)]),
    ]),
    el('ram:SpecifiedLineTradeDelivery', [el('ram:BilledQuantity', each.quantity, { unitCode: 'C62' })]),
    el('ram:SpecifiedLineTradeSettlement', [
      each.category === null
        ? null
        : el('ram:ApplicableTradeTax', [
            el('ram:TypeCode', 'VAT'),
            el('ram:CategoryCode', each.category.code),
            el('ram:RateApplicablePercent', each.category.rate),
          ]),
      billingPeriod(each.period),
      ...each.adjustments.map((adjustment) => allowanceCharge(adjustment, text, null)),
      el('ram:SpecifiedTradeSettlementLineMonetarySummation', [el('ram:LineTotalAmount', text(each.net))]),
    ]),
  ]);
