import { parseCurrency } from '../../domain/currency.ts';
import { money, toDecimalString } from '../../domain/money.ts';
import { askedAmount, askedDay } from '../instalments.ts';
import type { InvoiceView } from '../model.ts';
import { oneLine } from './plain.ts';

/** An invoice as schema.org calls its parts (https://schema.org/Invoice). */
export type InvoiceData = {
  readonly '@context': 'https://schema.org';
  readonly '@type': 'Invoice';
  readonly confirmationNumber: string;
  readonly accountId: string;
  readonly broker: { readonly '@type': 'Organization'; readonly name: string };
  readonly customer: { readonly '@type': 'Organization'; readonly name: string };
  readonly paymentDueDate?: string;
  readonly paymentStatus: string;
  readonly totalPaymentDue: {
    readonly '@type': 'MonetaryAmount';
    readonly currency: string;
    readonly value: string;
  };
  readonly url: string;
};

/** What a mail about an invoice says to programs: number, parties, what is due until when, and where it is paid. */
export function invoiceData(view: InvoiceView): InvoiceData {
  const currency = parseCurrency(view.currency);
  if (currency === null) throw new RangeError('invoice with an unknown currency');
  const day = askedDay(view);
  const minor = view.amountRemaining === 0 ? 0 : askedAmount(view);
  return {
    '@context': 'https://schema.org',
    '@type': 'Invoice',
    confirmationNumber: oneLine(view.number, 60),
    accountId: oneLine(view.number, 60),
    broker: { '@type': 'Organization', name: oneLine(view.merchant.name) },
    customer: { '@type': 'Organization', name: oneLine(view.customer.name) },
    ...(day !== null && { paymentDueDate: day }),
    paymentStatus: `https://schema.org/${statusOf(view)}`,
    totalPaymentDue: {
      '@type': 'MonetaryAmount',
      currency: view.currency,
      value: toDecimalString(money(currency, minor)),
    },
    url: view.links.view,
  };
}

function statusOf({ amountRemaining, overdue, paymentStatus }: InvoiceView): string {
  if (amountRemaining === 0) return 'PaymentComplete';
  if (paymentStatus === 'failed' || paymentStatus === 'returned') return 'PaymentDeclined';
  return overdue ? 'PaymentPastDue' : 'PaymentDue';
}

/** As an element of a head. In JSON only `<` could end it. */
export const dataElement = (data: InvoiceData): string =>
  `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
