import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categoryKind, REPORTING_CATEGORIES } from '../../../src/domain/reconciliation/categories.ts';
import { classify } from '../../../src/domain/reconciliation/classify.ts';

/** The union that the installed package of Stripe's types writes down. */
function documented(): string[] {
  const types = readFileSync('node_modules/stripe/cjs/resources/Reporting/ReportRuns.d.ts', 'utf8');
  const [, union = ''] = /type ReportingCategory = ([^;]+);/.exec(types) ?? [];
  return [...union.matchAll(/'(\w+)'/g)].map(([, name = '']) => name).toSorted();
}

const about = (reportingCategory: string, more: object = {}) =>
  classify({ reportingCategory, ownerId: null, isNamedOurs: false, isOfOurCharge: false, ...more });

describe('every balance transaction', () => {
  it('of a category that Stripe documents is classified: nothing is left over, on either side', () => {
    expect(documented().length).toBeGreaterThan(30);
    expect(REPORTING_CATEGORIES.toSorted()).toEqual(documented());
    for (const category of documented()) expect(about(category).classification).not.toBeNull();
  });

  it('of a category that Stripe adds is unexplained until somebody decides', () => {
    expect(categoryKind('moon_dust')).toBeNull();
    expect(about('moon_dust', { ownerId: 'pay_1' })).toEqual({
      classification: null,
      problem: 'unclassified',
    });
    expect(categoryKind('constructor')).toBeNull();
  });

  it('about a payment is ours by its owner, unexplained where it only says so, and foreign else', () => {
    for (const category of [
      'charge',
      'charge_failure',
      'refund',
      'refund_failure',
      'dispute',
      'dispute_reversal',
    ]) {
      expect(about(category, { ownerId: 'pay_1' })).toEqual({ classification: 'ours' });
      expect(about(category, { isNamedOurs: true })).toMatchObject({ problem: 'ours_without_row' });
      expect(about(category, { isOfOurCharge: true })).toMatchObject({ problem: 'ours_without_row' });
      expect(about(category)).toEqual({ classification: 'foreign' });
    }
  });

  it('that is a fee, a payout or held back is Stripe’s own; a transfer is the account’s other business', () => {
    for (const category of ['fee', 'payout', 'payout_reversal', 'risk_reserved_funds', 'tax'])
      expect(about(category)).toEqual({ classification: 'stripe' });
    for (const category of ['transfer', 'issuing_transaction', 'platform_earning'])
      expect(about(category)).toEqual({ classification: 'foreign' });
  });
});
