import { expect, it } from 'vitest';
import { ACTOR_KINDS } from '../../src/domain/actor.ts';
import { needsAuthentication } from '../../src/domain/collection/declines.ts';
import { STRIPE_LABEL_LENGTH, STRIPE_TEXT_LENGTH } from '../../src/domain/collection/link-keeps.ts';
import { roundedUnit } from '../../src/domain/invoice/read-values.ts';
import { CONTACTS_MAIL } from '../../src/domain/mail/contacts.ts';
import { fitsInMail } from '../../src/domain/mail/size.ts';
import { isForBusiness } from '../../src/domain/message.ts';
import { refused } from '../../src/domain/outcome.ts';
import { customerReference } from '../../src/domain/profile/customer-reference.ts';
import { isSame } from '../../src/domain/profile/profile.ts';
import { payoutBooks } from '../../src/domain/reconciliation/payout.ts';
import { noSchema } from '../../src/domain/set-up.ts';
import { currencyOf } from '../support/random-invoices.ts';

it('whoever asks is a key, a person, a command or the system', () => {
  expect(ACTOR_KINDS).toEqual(['api_key', 'staff', 'command_line', 'system']);
});

it('a bank wants to hear from the payer by one code alone', () => {
  expect(needsAuthentication('authentication_required')).toBe(true);
  for (const code of ['mobile_device_authentication_required', 'card_declined', '', null]) {
    expect(needsAuthentication(code)).toBe(false);
  }
});

it('an exact price is rounded to minor units, half away from zero, and what is none is nothing', () => {
  const [euro, yen] = [currencyOf('EUR'), currencyOf('JPY')];
  expect(
    ['1.005', '1.0049', '-1.005', '0.000000000001', '12'].map((text) => roundedUnit(text, euro)),
  ).toEqual([101, 100, -101, 0, 1_200]);
  expect(['0.5', '0.49', '-7'].map((text) => roundedUnit(text, yen))).toEqual([1, 0, -7]);
  expect(roundedUnit('one', euro)).toBe(0);
  expect(Number.isSafeInteger(roundedUnit('999999999999999999999', euro))).toBe(true);
});

it('a file is sent along up to 3.6 MB, which are less than five with what a mail adds', () => {
  expect([3_600_000, 3_600_001].map((length) => fitsInMail({ length }))).toEqual([true, false]);
});

it('a message is for the business where its name ends so', () => {
  expect(['dispute_business', 'dispute_business_copy', 'receipt'].map(isForBusiness)).toEqual([
    true,
    false,
    false,
  ]);
});

it('a refusal carries its reason', () => {
  expect(refused({ code: 'not_found', what: 'customer' })).toEqual({
    kind: 'refused',
    rejection: { code: 'not_found', what: 'customer' },
  });
});

it('a customer’s reference is the last eight characters of their id', () => {
  expect(customerReference('cus_0123456789abcdef')).toBe('C-89ABCDEF');
});

it('a payout is what there was and what came in, and one that came back is among the others', () => {
  const none = payoutBooks({ opening: 0, sums: [], paid: 0 });
  const empty = Object.fromEntries(Object.keys(none.lines).map((line) => [line, 0]));
  expect(none).toEqual({ opening: 0, lines: empty, paid: 0, left: 0 });
  expect(payoutBooks({ opening: 500, sums: [], paid: 300 })).toEqual({
    opening: 500,
    lines: empty,
    paid: 300,
    left: 200,
  });
});

it('a database without its tables says what makes them', () => {
  expect(noSchema.setting).toBe('schema');
  expect(noSchema.says).toContain('npm run deploy');
});

it('contacts are written to one by one, or all in one mail', () => {
  expect(CONTACTS_MAIL).toEqual(['each', 'cc']);
});

it('a profile says the same where its lists do, in their order, and leaves out what is null', () => {
  expect(isSame([1, 2], [1, 2])).toBe(true);
  expect(isSame([1, 2], [2, 1])).toBe(false);
  expect(isSame(['a'], { 0: 'a' })).toBe(false);
  expect(isSame({ a: 1, b: null }, { b: undefined, a: 1 })).toBe(true);
  expect(isSame({ a: [{ c: null }] }, { a: [{}] })).toBe(true);
});

it('Stripe’s page takes texts of 1,200 characters and labels of 100', () => {
  expect([STRIPE_TEXT_LENGTH, STRIPE_LABEL_LENGTH]).toEqual([1_200, 100]);
});
