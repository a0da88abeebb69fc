import { describe, expect, it } from 'vitest';
import { buildEInvoice } from '../../../src/domain/e-invoice/build.ts';
import type { EInvoiceFormat } from '../../../src/domain/e-invoice/format.ts';
import { brokenRules } from '../../../src/domain/e-invoice/rules/check.ts';
import type { EInvoiceSource } from '../../../src/domain/e-invoice/source.ts';
import { NO_REFERENCES } from '../../../src/domain/invoice/references.ts';
import type { LineInput, TaxRate } from '../../../src/domain/invoice/totals.ts';
import { sourceOf, wordsIn } from '../../support/e-invoice/source.ts';
import { item, standard, tax, without } from '../../support/invoices-of-law/row.ts';
import { currencyOf } from '../../support/random-invoices.ts';

const words = await wordsIn('en');
const usual = [item('100.00', standard('19'))];
const good = sourceOf({ currency: currencyOf('EUR'), lines: usual }, 'xrechnung');

type Change = {
  readonly lines?: readonly LineInput[];
  readonly currency?: string;
  readonly format?: EInvoiceFormat;
  readonly more?: Partial<EInvoiceSource>;
};

function broken({ lines = usual, currency = 'EUR', format = 'xrechnung', more = {} }: Change) {
  const source = sourceOf({ currency: currencyOf(currency), lines }, format, more);
  const found = brokenRules({ invoice: buildEInvoice(source, words), source });
  return found.map(({ rule, path }) => `${rule} ${path}`);
}

const seller = (change: Partial<EInvoiceSource['seller']>) => ({ seller: { ...good.seller, ...change } });
const buyer = (change: Partial<EInvoiceSource['buyer']>) => ({ buyer: { ...good.buyer, ...change } });
const taxed = (...rates: readonly TaxRate[]): Change => ({ lines: rates.map((rate) => item('10.00', rate)) });

/** What a discount or a charge on the whole comes to. */
function computedOn(kind: 'discount' | 'charge') {
  const adjustment = { kind, description: 'Loyal', value: { kind: 'amount', amount: 100 } } as const;
  const { adjustments } = sourceOf(
    { currency: currencyOf('EUR'), lines: usual, adjustments: [adjustment] },
    'xrechnung',
  );
  return adjustments;
}
const untaxed = <T extends object>(part: T): T => ({ ...part, taxes: [] });

const CASES: readonly (readonly [string, Change, readonly string[]])[] = [
  [
    'a business without a country',
    { more: seller({ address: { town: 'Köln', postcode: '50667' } }) },
    ['BR-09 profile.address.country'],
  ],
  [
    'a customer with name and town only',
    { more: buyer({ address: { town: 'Gent' }, taxIds: [], email: null }) },
    [
      'BR-11 customer.address.country',
      'BR-DE-9 customer.address.postcode',
      'PEPPOL-EN16931-R010 customer.email',
    ],
  ],
  [
    'UK, which is no country',
    { more: buyer({ address: { ...good.buyer.address, country: 'UK' } }) },
    ['BR-11 customer.address.country'],
  ],
  [
    'a business that nothing identifies',
    { more: seller({ taxIds: [] }) },
    ['BR-CO-26 profile.taxIds', 'BR-S-02 profile.taxIds', 'BR-DE-16 profile.taxIds'],
  ],
  [
    'a business with a Steuernummer alone, which no register knows',
    { more: seller({ taxIds: [{ kind: 'de_stnr', value: '29/815/08156' }] }) },
    [],
  ],
  [
    'a line without words',
    { lines: [{ ...item('1.00', standard('19')), description: '' }] },
    ['BR-25 lines[0].description'],
  ],
  ['a line without a tax', { lines: [item('1.00')] }, ['BR-CO-04 lines[0].taxRates']],
  ['zero per cent, which is six different things', taxed(tax('VAT', '0')), ['BR-CO-04 lines[0].taxRates']],
  [
    'two taxes on a line',
    { lines: [item('1.00', [tax('GST', '5'), tax('QST', '9.975')])] },
    ['BR-CO-04 lines[0].taxRates'],
  ],
  [
    'a dinar, which has three decimals',
    { currency: 'KWD', lines: [item('1.000', standard('19'))] },
    ['BR-DEC-14 currency'],
  ],
  ['a tax that the customer withholds', { more: { withheld: 1_500 } }, ['BR-CO-16 withholdings']],
  [
    'reverse charge to a customer without any number',
    { ...taxed(without('reverse_charge')), more: buyer({ taxIds: [] }) },
    ['BR-AE-02 customer.taxIds'],
  ],
  [
    'reverse charge to a customer with a register’s number',
    {
      ...taxed(without('reverse_charge')),
      more: buyer({ taxIds: [{ kind: 'fr_siren', value: '732829320' }] }),
    },
    [],
  ],
  ['reverse charge beside a delivery that is taxed', taxed(without('reverse_charge'), standard('19')), []],
  [
    'another member state, the customer without a VAT number',
    { ...taxed(without('intra_community')), more: buyer({ taxIds: [] }) },
    ['BR-IC-02 customer.taxIds'],
  ],
  [
    'another member state, no day of supply',
    { ...taxed(without('intra_community')), more: { supply: null } },
    ['BR-IC-11 supply'],
  ],
  [
    'an export by a business without a VAT number',
    { ...taxed(without('export')), more: seller({ taxIds: [{ kind: 'de_stnr', value: '29/815/08156' }] }) },
    ['BR-G-02 profile.taxIds'],
  ],
  [
    'outside the scope beside what is taxed',
    taxed(without('outside_scope'), standard('19')),
    ['BR-O-11 lines'],
  ],
  [
    'a small business, read in any language',
    taxed(without('exempt', { exemption: 'small_business_de' })),
    [],
  ],
  ['no buyer reference', { more: { references: NO_REFERENCES } }, ['BR-DE-15 buyerReference']],
  [
    'the same by Factur-X, for a private buyer',
    { format: 'factur_x', more: { references: NO_REFERENCES } },
    [],
  ],
  ['no telephone to ask at', { more: seller({ telephone: null }) }, ['BR-DE-6 profile.telephone']],
  ['a telephone without a number', { more: seller({ telephone: 'ask us' }) }, ['BR-DE-27 profile.telephone']],
  ['an address that is none', { more: seller({ email: 'nobody' }) }, ['BR-DE-28 profile.email']],
  [
    'no address to ask at',
    { more: seller({ email: null }) },
    ['BR-DE-7 profile.email', 'PEPPOL-EN16931-R020 profile.email'],
  ],
  [
    'Peppol: neither reference nor order',
    { format: 'peppol', more: { references: NO_REFERENCES } },
    ['PEPPOL-EN16931-R003 buyerReference'],
  ],
  [
    'Peppol: a customer without an address there',
    { format: 'peppol', more: buyer({ taxIds: [] }) },
    ['PEPPOL-EN16931-R010 customer.taxIds'],
  ],
  [
    'Peppol between Germans asks for what XRechnung does',
    {
      format: 'peppol',
      more: {
        ...seller({ telephone: null }),
        ...buyer({ address: { ...good.buyer.address, country: 'DE' } }),
      },
    },
    ['DE-R-006 profile.telephone'],
  ],
  ['a credit note without its invoice', { more: { kind: 'credit_note' } }, ['BR-DE-26 creditNote']],
  [
    'a control character',
    { lines: [{ ...item('1.00', standard('19')), description: 'bell \u0007' }] },
    ['XML-1.0 lines[0].description'],
  ],
];

describe('each broken rule is told by its number and place', () => {
  it.each(CASES)('%s', (_, change, expected) => {
    expect(broken(change)).toEqual(expected);
  });
});

it.each([
  ['discount', 'BR-32'],
  ['charge', 'BR-37'],
] as const)('a %s on the whole without a tax says which rule wants one', (kind, rule) => {
  const [one] = computedOn(kind);
  const source = {
    ...good,
    adjustments: one === undefined ? [] : [{ ...one, parts: one.parts.map(untaxed) }],
  };
  const found = brokenRules({ invoice: buildEInvoice(source, words), source });
  expect(found.map(({ rule: broke, path }) => `${broke} ${path}`)).toContain(
    `${rule} adjustments[0].taxRates`,
  );
});

it('says what to do in a sentence that ends', () => {
  const source = sourceOf({ currency: currencyOf('EUR'), lines: [item('1.00')] }, 'peppol', {
    ...seller({ taxIds: [], address: {} }),
    ...buyer({ taxIds: [], address: {}, name: '' }),
    references: NO_REFERENCES,
  });
  const messages = brokenRules({ invoice: buildEInvoice(source, words), source }).map(
    ({ message }) => message,
  );
  expect(messages.length).toBeGreaterThan(5);
  expect(messages.filter((message) => !/^[A-Z].*\.$/.test(message))).toEqual([]);
});
