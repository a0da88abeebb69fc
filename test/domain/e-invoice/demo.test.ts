import { describe, expect, it } from 'vitest';
import { DEMO_BUSINESS } from '../../../scripts/demo/business.ts';
import { DEMO_CUSTOMERS } from '../../../scripts/demo/customers.ts';
import { DEMO_INVOICES, type DemoInvoicePlan } from '../../../scripts/demo/invoices.ts';
import { buildEInvoice } from '../../../src/domain/e-invoice/build.ts';
import { brokenRules } from '../../../src/domain/e-invoice/rules/check.ts';
import { writeEInvoice } from '../../../src/domain/e-invoice/write-e-invoice.ts';
import { readEInvoice } from '../../support/e-invoice/read.ts';
import { outOfSequence } from '../../support/e-invoice/sequence.ts';
import { sourceOf, wordsIn } from '../../support/e-invoice/source.ts';
import { brokenByStandard } from '../../support/e-invoice/standard.ts';
import { without } from '../../support/invoices-of-law/row.ts';
import { currencyOf } from '../../support/random-invoices.ts';

/** A demo invoice as the studio in New York issues it; `untaxed` is what it says of lines without a tax. */
function sourceOfDemo({ customer, currency, lines }: DemoInvoicePlan, untaxed: 'nothing' | 'zero') {
  const { legalName, displayName, address, email, telephone, taxId } = DEMO_BUSINESS;
  const buyer = DEMO_CUSTOMERS[customer];
  const none = untaxed === 'nothing' ? [] : [without('zero')];
  const input = {
    currency: currencyOf(currency),
    lines: lines.map(({ discount = null, taxRates = none, ...line }) => ({ ...line, discount, taxRates })),
  };
  return sourceOf(input, 'factur_x', {
    seller: { name: legalName, displayName, address, email, telephone, taxId, taxIds: [] },
    buyer: {
      name: buyer.legalName,
      address: buyer.address,
      email: buyer.email,
      telephone: null,
      taxId: null,
      taxIds: [],
    },
    supply: null,
    accounts: [],
  });
}

/** Dinars have three decimals, which no e-invoice takes. */
const IN_DINARS = ['BR-DEC-14'];

describe.each(DEMO_INVOICES.map((plan) => [plan.name, plan] as const))('the demo’s invoice %s', (_, plan) => {
  it('is an e-invoice by the standard’s rules, where untaxed lines say that they are taxed at zero', async () => {
    const source = sourceOfDemo(plan, 'zero');
    const invoice = buildEInvoice(source, await wordsIn('en'));
    const broken = brokenRules({ invoice, source }).map(({ rule }) => rule);
    expect(broken).toEqual(plan.currency === 'KWD' ? IN_DINARS : []);
    if (broken.length > 0) return;
    const xml = writeEInvoice(invoice);
    expect(brokenByStandard(readEInvoice(xml))).toEqual([]);
    expect(outOfSequence(xml)).toEqual([]);
  });

  it('is refused line by line where they say nothing', async () => {
    const source = sourceOfDemo(plan, 'nothing');
    const broken = brokenRules({ invoice: buildEInvoice(source, await wordsIn('en')), source });
    const places = broken.flatMap(({ rule, path }) => (rule === 'BR-CO-04' ? [path] : []));
    const untaxed = plan.lines.flatMap(({ taxRates }, i) =>
      taxRates === undefined ? [`lines[${i}].taxRates`] : [],
    );
    expect(places).toEqual(untaxed);
  });
});
