import type { invoiceLines, invoices, Parties } from '../../db/schema/index.ts';
import { type LocalDate, parseLocalDate } from '../../domain/calendar.ts';
import { parseCurrency } from '../../domain/currency.ts';
import type { EInvoiceSource, SourceLine } from '../../domain/e-invoice/source.ts';
import { givenDetails, NO_LINE_DETAILS } from '../../domain/invoice/details.ts';
import type { Instalment } from '../../domain/invoice/instalments.ts';
import { signedLine } from '../../domain/invoice/signed-line.ts';
import { sumsOf } from '../../domain/invoice/stored-sums.ts';
import { customerReference } from '../../domain/profile/customer-reference.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import { transferFor } from '../../domain/profile/transfer.ts';

/** What an invoice was issued with, or would be issued with now. */
export type IssuedFacts = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly lines: readonly (typeof invoiceLines.$inferSelect)[];
  readonly parties: Parties;
  readonly profile: Profile;
  readonly number: string;
  readonly issuedOn: LocalDate;
  /** What of the customer's credit was spent on it when it was issued, minor units. */
  readonly prepaid: number;
  /** Of its plan; none where it is paid at once. */
  readonly parts?: readonly Instalment[];
};

/**
 * What an e-invoice is made of; null where the business sends none. It reads what issuing froze, so that no later payment or
 * change of the business makes another document of it.
 */
export function eInvoiceSource({
  invoice,
  lines,
  parties,
  profile,
  prepaid,
  parts = [],
  ...issued
}: IssuedFacts): EInvoiceSource | null {
  const format = profile.eInvoice;
  const currency = parseCurrency(invoice.currency);
  if (format === null || currency === null) return null;
  const { merchant, customer } = parties;
  const transfer = transferFor(currency, profile);
  const sums = sumsOf(invoice);
  const { supply: _, ...references } = givenDetails(invoice.details);
  return {
    format,
    kind: 'invoice',
    ...issued,
    dueOn: parseLocalDate(invoice.dueDate ?? ''),
    ...(parts.length > 0 && { parts: parts.map(({ amount, dueDate }) => ({ amount, dueOn: dueDate })) }),
    currency,
    locale: parties.locale,
    seller: {
      name: merchant.name,
      displayName: merchant.displayName ?? merchant.name,
      address: merchant.address,
      email: merchant.email ?? profile.email,
      telephone: merchant.telephone ?? profile.telephone,
      taxId: merchant.taxId ?? profile.taxId,
      taxIds: merchant.taxIds ?? profile.taxIds,
    },
    buyer: { ...customer, taxIds: customer.taxIds ?? [] },
    references,
    supply: invoice.details?.shownSupply ?? null,
    notes: invoice.notes,
    footer: profile.footer,
    lines: lines.map(lineSource),
    adjustments: sums.adjustments,
    total: sums.total,
    prepaid: prepaid + sumOf(sums.deposits.map((deposit) => deposit.total)),
    withheld: sumOf(sums.withholdings.map(({ amount }) => amount)),
    rounding: sums.rounding,
    preceding: sums.deposits.flatMap((deposit) => {
      const issuedOn = parseLocalDate(deposit.issuedOn);
      return issuedOn === null ? [] : [{ number: deposit.number, issuedOn }];
    }),
    accounts: transfer?.kind === 'accounts' ? transfer.accounts : [],
    customerReference: customerReference(invoice.customerId),
    takesOnlinePayment: invoice.paymentLink,
  };
}

function lineSource(line: typeof invoiceLines.$inferSelect): SourceLine {
  const { unitAmount, discountAmount: discount, amount } = signedLine(line);
  const { details, description, quantity, taxes, unitDecimal } = line;
  return {
    ...(details ?? NO_LINE_DETAILS),
    description,
    quantity,
    unitAmount,
    ...(unitDecimal !== null && { unitAmountDecimal: unitDecimal }),
    discount,
    amount,
    taxes,
  };
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
