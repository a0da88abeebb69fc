import { describe, expect, it } from 'vitest';
import { allCurrencies, decimals } from '../packages/stripe-sandbox/src/core/currency.ts';
import { checkAmount } from '../packages/stripe-sandbox/src/core/money.ts';
import { isPresented, refuseCharge, toStripeAmount } from '../src/adapters/stripe/amounts.ts';
import { exponent, parseCurrency } from '../src/domain/currency.ts';

/** Stripe lists these although ISO 4217 has withdrawn them; nobody can issue an invoice in them here. */
const WITHDRAWN = ['ang', 'bgn', 'std'];
/** The sandbox has Stripe's older code for the dobra, `std`. */
const ONLY_OURS = ['stn'];

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const ours = LETTERS.flatMap((a) => LETTERS.flatMap((b) => LETTERS.map((c) => a + b + c))).filter(
  isPresented,
);
const theirs = allCurrencies();
const shared = ours.filter((currency) => theirs.includes(currency));

/** Whether the sandbox charges an amount, in Stripe's units. */
function isTaken(amount: number, currency: string): boolean {
  try {
    checkAmount(amount, currency, 'amount');
    return true;
  } catch {
    return false;
  }
}

/** The app and the sandbox keep a table of currencies each: neither is right because the other says so. */
describe('what the app and the sandbox know of currencies', () => {
  it('is about the same ones', () => {
    expect(theirs.filter((currency) => !ours.includes(currency))).toEqual(WITHDRAWN);
    expect(WITHDRAWN.filter((currency) => parseCurrency(currency) !== null)).toEqual([]);
    expect(ours.filter((currency) => !theirs.includes(currency))).toEqual(ONLY_OURS);
    expect(shared.length).toBeGreaterThan(130);
  });

  it.each(shared)('has one unit of %s as the same amount', (currency) => {
    const code = parseCurrency(currency);
    if (code === null) throw new Error(`${currency} is no currency`);
    expect(toStripeAmount(currency, 10 ** exponent(code))).toBe(10 ** decimals(currency));
  });

  it.each(shared)('has the same smallest and largest charge in %s, and the same steps', (currency) => {
    const code = parseCurrency(currency);
    if (code === null) throw new Error(`${currency} is no currency`);
    const unit = 10 ** exponent(code);
    const perMinor = 10 ** decimals(currency) / unit;
    const around = [1, 30, 50, 100, 200, 250, 300, 400, 1000, 1500, 17_500, 99_999_999].flatMap((amount) =>
      [-10, -1, 0, 1, 5, 10].map((step) => Math.round(amount / perMinor) + step),
    );
    const minors = [...around, unit, 7 * unit, 123 * unit, 999_999 * unit].filter((minor) => minor > 0);
    for (const minor of minors) {
      const amount = minor * perMinor;
      const taken = Number.isInteger(amount) && isTaken(amount, currency);
      expect(refuseCharge(currency, minor) === null, `${minor} ${currency}`).toBe(taken);
    }
  });
});
