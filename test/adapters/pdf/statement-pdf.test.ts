import { describe, expect, it } from 'vitest';
import { renderStatementPdf } from '../../../src/adapters/pdf/statement-pdf.ts';
import type { StatementDocument } from '../../../src/domain/statement-document.ts';
import { LANGUAGES } from '../../../src/views/i18n/languages.ts';
import { accessibilityFaults } from '../../support/pdf/accessible.ts';
import { Objects } from '../../support/pdf/objects.ts';
import { Tagged } from '../../support/pdf/structure.ts';
import { hostileInvoice } from '../../views/fixtures.ts';
import { entry, statement } from '../../views/statement-fixture.ts';
import { linksIn, loadFont } from './read-back.ts';

const draw = (view: StatementDocument) => renderStatementPdf(view, { loadFont });
const textOf = async (view: StatementDocument) => new Tagged(await Objects.of(await draw(view))).text;
const MANY = Array.from({ length: 120 }, (_, i) =>
  entry('invoice', '2026-11-01', `NW-${i}`, 9_999_999_999_999),
);

describe('a statement as a PDF', () => {
  it.each<[string, StatementDocument]>([
    ...Object.keys(LANGUAGES).map((locale): [string, StatementDocument] => [locale, statement({ locale })]),
    [
      'over pages, of sums that are too long',
      statement({}, [...MANY, entry('refund', '2026-11-02', '', 9_999_999_999_999)]),
    ],
    ['of nothing', statement({ statements: [] })],
    ['hostile', statement({ merchant: hostileInvoice().merchant, customer: hostileInvoice().customer })],
  ])('keeps the rules of PDF/UA-1 that can be checked: %s', async (_, view) => {
    expect(accessibilityFaults(await Objects.of(await draw(view)))).toEqual([]);
  });

  it('says whose account it is, of which period, and each entry with its balance, a table a currency', async () => {
    const text = await textOf(statement());
    for (const said of [
      'Statement from 1 Oct 2026 to 31 Dec 2026',
      'Northwind Studio LLC',
      'Ada Lindqvist',
      'In USD',
      'Owed before 1 Oct 2026',
      '$1,200.00',
      'Invoice NW-0045',
      '$2,769.20',
      'Refund',
      'Invoice NW-0046 voided',
      '−$42,000.50',
      'Owed on 31 Dec 2026',
      '$99.00',
      'In JPY',
      '¥48,000',
      'It doesn’t make an invoice due again.',
    ])
      expect(text).toContain(said);
    // An id of ours means nothing to a reader.
    expect(text).not.toContain('pay_01');
    expect(await textOf(statement({ statements: [] }))).toContain('There was no activity in this period');
  });

  it('leads to each invoice', async () => {
    const links = await linksIn(await draw(statement()));
    for (const number of ['NW-0045', 'NW-0046', 'NW-0047', 'NW-0048'])
      expect(links).toContain(`https://pay.example/i/${number}`);
    const [first] = statement().statements;
    if (first === undefined) throw new Error('no account');
    const entries = first.entries.map((each) => ({ ...each, url: 'javascript:alert(1)' }));
    expect(await linksIn(await draw(statement({ statements: [{ ...first, entries }] })))).toEqual([]);
  });

  it('is the same bytes for the same view, of a thousand entries within 400 KB', async () => {
    const long = statement(
      {},
      Array.from({ length: 1_000 }, (_, i) => entry('invoice', '2026-11-01', `NW-${i}`, i)),
    );
    const one = await draw(long);
    const other = await draw(long);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    expect(one.length).toBeLessThan(400_000);
  });
});
