/** Where each business term of EN 16931-1 stands in both syntaxes, by CEN/TS 16931-3-2 (UBL) and -3-3 (CII), as XPath. */
export type Syntax = 'ubl' | 'cii';
type Path = Readonly<Record<Syntax, string>>;

const AGREEMENT = 'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement';
const DELIVERY = 'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery';
const SETTLEMENT = 'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement';
const SUMS = `${SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`;
const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';

/** Of the document. */
export const TERMS = {
  'BT-1': { ubl: 'cbc:ID', cii: 'rsm:ExchangedDocument/ram:ID' },
  'BT-2': { ubl: 'cbc:IssueDate', cii: 'rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString' },
  'BT-3': {
    ubl: 'cbc:InvoiceTypeCode|cbc:CreditNoteTypeCode',
    cii: 'rsm:ExchangedDocument/ram:TypeCode',
  },
  'BT-5': { ubl: 'cbc:DocumentCurrencyCode', cii: `${SETTLEMENT}/ram:InvoiceCurrencyCode` },
  'BT-9': {
    ubl: 'cbc:DueDate|cac:PaymentMeans/cbc:PaymentDueDate',
    cii: `${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString`,
  },
  'BT-10': { ubl: 'cbc:BuyerReference', cii: `${AGREEMENT}/ram:BuyerReference` },
  'BT-13': {
    ubl: 'cac:OrderReference/cbc:ID',
    cii: `${AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID`,
  },
  'BT-20': {
    ubl: 'cac:PaymentTerms/cbc:Note',
    cii: `${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:Description`,
  },
  'BT-22': { ubl: 'cbc:Note', cii: 'rsm:ExchangedDocument/ram:IncludedNote/ram:Content' },
  'BT-24': {
    ubl: 'cbc:CustomizationID',
    cii: 'rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID',
  },
  'BT-25': {
    ubl: 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID',
    cii: `${SETTLEMENT}/ram:InvoiceReferencedDocument/ram:IssuerAssignedID`,
  },
  'BT-26': {
    ubl: 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate',
    cii: `${SETTLEMENT}/ram:InvoiceReferencedDocument/ram:FormattedIssueDateTime/qdt:DateTimeString`,
  },
  'BT-27': {
    ubl: `${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`,
    cii: `${AGREEMENT}/ram:SellerTradeParty/ram:Name`,
  },
  'BT-29': {
    ubl: `${SELLER}/cac:PartyIdentification/cbc:ID`,
    cii: `${AGREEMENT}/ram:SellerTradeParty/ram:ID`,
  },
  'BT-30': {
    ubl: `${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`,
    cii: `${AGREEMENT}/ram:SellerTradeParty/ram:SpecifiedLegalOrganization/ram:ID`,
  },
  'BT-31': {
    ubl: `${SELLER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID`,
    cii: `${AGREEMENT}/ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']`,
  },
  'BT-32': {
    ubl: `${SELLER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID!='VAT']/cbc:CompanyID`,
    cii: `${AGREEMENT}/ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='FC']`,
  },
  'BT-34': {
    ubl: `${SELLER}/cbc:EndpointID`,
    cii: `${AGREEMENT}/ram:SellerTradeParty/ram:URIUniversalCommunication/ram:URIID`,
  },
  'BT-40': {
    ubl: `${SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`,
    cii: `${AGREEMENT}/ram:SellerTradeParty/ram:PostalTradeAddress/ram:CountryID`,
  },
  'BT-44': {
    ubl: `${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`,
    cii: `${AGREEMENT}/ram:BuyerTradeParty/ram:Name`,
  },
  'BT-47': {
    ubl: `${BUYER}/cac:PartyLegalEntity/cbc:CompanyID`,
    cii: `${AGREEMENT}/ram:BuyerTradeParty/ram:SpecifiedLegalOrganization/ram:ID`,
  },
  'BT-48': {
    ubl: `${BUYER}/cac:PartyTaxScheme/cbc:CompanyID`,
    cii: `${AGREEMENT}/ram:BuyerTradeParty/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']`,
  },
  'BT-49': {
    ubl: `${BUYER}/cbc:EndpointID`,
    cii: `${AGREEMENT}/ram:BuyerTradeParty/ram:URIUniversalCommunication/ram:URIID`,
  },
  'BT-55': {
    ubl: `${BUYER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`,
    cii: `${AGREEMENT}/ram:BuyerTradeParty/ram:PostalTradeAddress/ram:CountryID`,
  },
  'BT-72': {
    ubl: 'cac:Delivery/cbc:ActualDeliveryDate',
    cii: `${DELIVERY}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString`,
  },
  'BT-73': {
    ubl: 'cac:InvoicePeriod/cbc:StartDate',
    cii: `${SETTLEMENT}/ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString`,
  },
  'BT-74': {
    ubl: 'cac:InvoicePeriod/cbc:EndDate',
    cii: `${SETTLEMENT}/ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString`,
  },
  'BT-80': {
    ubl: 'cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode',
    cii: `${DELIVERY}/ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID`,
  },
  'BT-81': {
    ubl: 'cac:PaymentMeans/cbc:PaymentMeansCode',
    cii: `${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode`,
  },
  'BT-83': { ubl: 'cac:PaymentMeans/cbc:PaymentID', cii: `${SETTLEMENT}/ram:PaymentReference` },
  'BT-84': {
    ubl: 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID',
    cii: `${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount/*[self::ram:IBANID or self::ram:ProprietaryID]`,
  },
  'BT-106': {
    ubl: 'cac:LegalMonetaryTotal/cbc:LineExtensionAmount',
    cii: `${SUMS}/ram:LineTotalAmount`,
  },
  'BT-107': {
    ubl: 'cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount',
    cii: `${SUMS}/ram:AllowanceTotalAmount`,
  },
  'BT-108': {
    ubl: 'cac:LegalMonetaryTotal/cbc:ChargeTotalAmount',
    cii: `${SUMS}/ram:ChargeTotalAmount`,
  },
  'BT-109': {
    ubl: 'cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount',
    cii: `${SUMS}/ram:TaxBasisTotalAmount`,
  },
  'BT-110': { ubl: 'cac:TaxTotal/cbc:TaxAmount', cii: `${SUMS}/ram:TaxTotalAmount[@currencyID]` },
  'BT-112': {
    ubl: 'cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount',
    cii: `${SUMS}/ram:GrandTotalAmount`,
  },
  'BT-113': {
    ubl: 'cac:LegalMonetaryTotal/cbc:PrepaidAmount',
    cii: `${SUMS}/ram:TotalPrepaidAmount`,
  },
  'BT-114': {
    ubl: 'cac:LegalMonetaryTotal/cbc:PayableRoundingAmount',
    cii: `${SUMS}/ram:RoundingAmount`,
  },
  'BT-115': { ubl: 'cac:LegalMonetaryTotal/cbc:PayableAmount', cii: `${SUMS}/ram:DuePayableAmount` },
} as const satisfies Readonly<Record<string, Path>>;

/** Groups that repeat, and the terms within each. */
export const GROUPS = {
  lines: {
    at: {
      ubl: 'cac:InvoiceLine|cac:CreditNoteLine',
      cii: 'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem',
    },
    terms: {
      'BT-126': { ubl: 'cbc:ID', cii: 'ram:AssociatedDocumentLineDocument/ram:LineID' },
      'BT-129': {
        ubl: 'cbc:InvoicedQuantity|cbc:CreditedQuantity',
        cii: 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity',
      },
      'BT-131': {
        ubl: 'cbc:LineExtensionAmount',
        cii: 'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount',
      },
      'BT-136': {
        ubl: "cac:AllowanceCharge[cbc:ChargeIndicator='false']/cbc:Amount",
        cii: "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge[ram:ChargeIndicator/udt:Indicator='false']/ram:ActualAmount",
      },
      'BT-141': {
        ubl: "cac:AllowanceCharge[cbc:ChargeIndicator='true']/cbc:Amount",
        cii: "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge[ram:ChargeIndicator/udt:Indicator='true']/ram:ActualAmount",
      },
      'BT-146': {
        ubl: 'cac:Price/cbc:PriceAmount',
        cii: 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount',
      },
      'BT-151': {
        ubl: 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID',
        cii: 'ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode',
      },
      'BT-152': {
        ubl: 'cac:Item/cac:ClassifiedTaxCategory/cbc:Percent',
        cii: 'ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/ram:RateApplicablePercent',
      },
      'BT-153': { ubl: 'cac:Item/cbc:Name', cii: 'ram:SpecifiedTradeProduct/ram:Name' },
    },
  },
  adjustments: {
    at: { ubl: 'cac:AllowanceCharge', cii: `${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge` },
    terms: {
      charge: { ubl: 'cbc:ChargeIndicator', cii: 'ram:ChargeIndicator/udt:Indicator' },
      amount: { ubl: 'cbc:Amount', cii: 'ram:ActualAmount' },
      reason: { ubl: 'cbc:AllowanceChargeReason', cii: 'ram:Reason' },
      category: { ubl: 'cac:TaxCategory/cbc:ID', cii: 'ram:CategoryTradeTax/ram:CategoryCode' },
      rate: { ubl: 'cac:TaxCategory/cbc:Percent', cii: 'ram:CategoryTradeTax/ram:RateApplicablePercent' },
    },
  },
  breakdown: {
    at: { ubl: 'cac:TaxTotal/cac:TaxSubtotal', cii: `${SETTLEMENT}/ram:ApplicableTradeTax` },
    terms: {
      'BT-116': { ubl: 'cbc:TaxableAmount', cii: 'ram:BasisAmount' },
      'BT-117': { ubl: 'cbc:TaxAmount', cii: 'ram:CalculatedAmount' },
      'BT-118': { ubl: 'cac:TaxCategory/cbc:ID', cii: 'ram:CategoryCode' },
      'BT-119': { ubl: 'cac:TaxCategory/cbc:Percent', cii: 'ram:RateApplicablePercent' },
      'BT-120': { ubl: 'cac:TaxCategory/cbc:TaxExemptionReason', cii: 'ram:ExemptionReason' },
      'BT-121': { ubl: 'cac:TaxCategory/cbc:TaxExemptionReasonCode', cii: 'ram:ExemptionReasonCode' },
    },
  },
} as const;
