import { type LocalDate, parseLocalDate } from '../../../src/domain/calendar.ts';
import { creditNote } from '../../../src/domain/credit-note/credit-note.ts';
import type { CreditAsk, Creditable } from '../../../src/domain/credit-note/creditable.ts';
import { creditNoteOf } from '../../../src/domain/e-invoice/credit-note.ts';
import type { EInvoiceFormat } from '../../../src/domain/e-invoice/format.ts';
import type { EInvoiceSource, EInvoiceWords, SourceParty } from '../../../src/domain/e-invoice/source.ts';
import { computeInvoice, type InvoiceInput } from '../../../src/domain/invoice/invoice-totals.ts';
import { NO_REFERENCES } from '../../../src/domain/invoice/references.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { taxNote } from '../../../src/views/tax-note.ts';
import { withNote } from '../credited-invoices.ts';

/** A day that a test writes. */
export function day(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === null) throw new Error(`${text} is no day`);
  return date;
}

const seller: EInvoiceSource['seller'] = {
  name: 'Muster Handwerk GmbH',
  displayName: 'Muster',
  address: { line1: 'Lange Straße 12', town: 'Köln', postcode: '50667', country: 'DE' },
  email: 'rechnung@muster.example',
  telephone: '+49 221 123456',
  taxId: null,
  taxIds: [
    { kind: 'eu_vat', value: 'DE 136695976' },
    { kind: 'de_stnr', value: '29/815/08156' },
  ],
};

const buyer: SourceParty = {
  name: 'Käufer & Söhne <Einkauf>',
  address: { line1: 'Rue Haute 1', line2: 'Étage 2', town: 'Bruxelles', postcode: '1000', country: 'BE' },
  email: 'einkauf@kaeufer.example',
  telephone: null,
  taxId: null,
  taxIds: [{ kind: 'eu_vat', value: 'BE0123456749' }],
};

/** The source of an e-invoice whose lines are computed by the house, with everything that a sender fills in. */
export function sourceOf(
  input: InvoiceInput,
  format: EInvoiceFormat,
  more: Partial<EInvoiceSource> = {},
): EInvoiceSource {
  const result = computeInvoice(input);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { totals } = result;
  const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);
  return {
    format,
    kind: 'invoice',
    number: 'R-2026-0042',
    issuedOn: day('2026-03-02'),
    dueOn: day('2026-03-16'),
    currency: input.currency,
    locale: 'de',
    seller,
    buyer,
    references: { ...NO_REFERENCES, buyerReference: '04011000-12345-03', purchaseOrder: 'PO 7' },
    supply: { from: day('2026-02-01'), to: day('2026-02-28') },
    notes: 'Danke für den Auftrag.',
    footer: null,
    lines: input.lines.map((line, i) => {
      const computed = totals.lines[i];
      if (computed === undefined) throw new Error('a line without totals');
      const { description, quantity, unitAmount, unitAmountDecimal } = line;
      return {
        description,
        quantity,
        unitAmount,
        ...(unitAmountDecimal !== undefined && { unitAmountDecimal }),
        note: null,
        supply: null,
        discount: computed.discount,
        amount: computed.amount,
        taxes: computed.taxes,
      };
    }),
    adjustments: totals.adjustments,
    total: totals.total,
    prepaid: sum(totals.deposits.map(({ total }) => total)),
    withheld: sum(totals.withholdings.map(({ amount }) => amount)),
    rounding: totals.rounding,
    preceding: [],
    accounts: [
      {
        currency: 'EUR',
        holder: 'Muster Handwerk GmbH',
        bankName: null,
        numbers: { kind: 'iban', iban: 'DE02120300000000202051', bic: 'BYLADEM1001' },
        reference: 'invoice_number',
        onNewInvoices: true,
      },
    ],
    customerReference: 'C-12345678',
    takesOnlinePayment: true,
    ...more,
  };
}

/** The source of the e-invoice of a credit note over an invoice; null where nothing of it can be credited so. */
export function noteSourceOf(
  source: EInvoiceSource,
  invoice: Creditable,
  ask: CreditAsk,
): { readonly source: EInvoiceSource; readonly after: Creditable } | null {
  const credited = creditNote(invoice, ask);
  if (!credited.ok) return null;
  const said = { number: 'CN-7', issuedOn: day('2026-05-01'), reason: 'Zurückgegeben' };
  return {
    source: creditNoteOf(source, { ...credited.note, ...said }),
    after: withNote(invoice, credited.note),
  };
}

/** The words of an e-invoice as the app gives them. */
export async function wordsIn(language: string): Promise<EInvoiceWords> {
  const { words } = await speechFor(language);
  return {
    dueOnReceipt: words.documents.status.dueOnReceipt,
    discount: words.pages.invoice.discount,
    language,
    taxNote: (note) => taxNote(words.taxes, note),
  };
}
