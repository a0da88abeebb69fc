import { describe, expect, it } from 'vitest';
import { NOT_CONNECTED_WHY } from '../../../src/domain/account/connect-outcome.ts';
import { COPIED } from '../../../src/views/dashboard/words/copying.ts';
import { STRIPE_WORDS } from '../../../src/views/dashboard/words/stripe.ts';
import { requirementName } from '../../../src/views/dashboard/words/stripe-requirements.ts';
import { stripeGallery } from './stripe-gallery.ts';

const pages = new Map((await stripeGallery('en')).map(({ name, html }) => [name, html]));
const page = (name: string): string => pages.get(`stripe-${name}`) ?? '';

describe('the pages of a Stripe account', () => {
  it('say before anybody leaves that Stripe’s permission is wide, and that another platform’s account cannot be chosen', () => {
    const html = page('unconnected');
    expect(html).toContain('all of the account’s data');
    expect(html).toContain('You can’t choose an account that another platform');
    expect(html).toContain('Stripe may suspend the account');
  });

  it('say that a deployment with its own key needs no connection, and offer none', () => {
    expect(page('unconnected-own-key')).toContain('needs no connection');
    expect(page('unconnected-own-key')).not.toContain('/integrate');
  });

  it('say what Stripe wants in words with its date, and what a payer sees meanwhile', () => {
    const html = page('connected-held');
    expect(html).toContain('The first name of the person who represents the business');
    expect(html).toContain('by December 15, 2026');
    expect(html).toContain('The document is blurred.');
    expect(html).toContain('Something new of stripe');
    expect(html).toContain('reads that online payment is paused');
    expect(html).toContain('only hears the deployment’s own account');
  });

  it('name who pays the fees and gets the payouts, and which account an old invoice is charged through', () => {
    expect(page('connected')).toContain('pays Stripe’s fees and receives the payouts');
    expect(page('connected')).toContain('connected at that time');
  });

  it('show a read-only role everything and no press', () => {
    const html = page('connected-read-only');
    expect(html).not.toContain('/onboarding');
    expect(html).not.toContain('/disconnect');
    expect(html).toContain('A bank account for payouts');
  });

  it('say what disconnecting will do before it is done', () => {
    const html = page('disconnect');
    for (const sentence of ['autopay stops', 'can still be refunded', 'bank debit that’s under way'])
      expect(html).toContain(sentence);
  });

  it('show the account’s name and id before it is confirmed, and two ways on where there is none', () => {
    expect(page('attempt-confirm')).toContain('Northwind Main Account');
    expect(page('attempt-confirm')).toContain('acct_1LFi224JxaT26LnI');
    expect(page('attempt-denied')).toContain('What you can do');
    expect(page('attempt-used')).toContain('already been used');
    for (const why of NOT_CONNECTED_WHY) expect(STRIPE_WORDS.attempt.why[why]).not.toBe('');
  });

  it('escape whatever an account is called', () => {
    for (const name of ['connected-hostile', 'attempt-hostile']) {
      expect(page(name)).not.toContain('<script>');
      expect(page(name)).not.toContain('\u202e');
    }
  });
});

describe('the copying guide', () => {
  it('ticks itself off as customers arrive, and leads to mapping', () => {
    expect(page('copying')).not.toContain('✓');
    expect(page('copying-arrived').split('✓')).toHaveLength(5);
    expect(page('copying-arrived')).toContain('100+ customers');
    expect(page('copying-arrived')).toContain('Map customers');
    expect(page('copying-mapped').split('✓')).toHaveLength(6);
    expect(page('copying-unknown')).toContain('Stripe isn’t telling us');
  });

  it('warns of what cannot be copied, with its source and the day it was read', () => {
    expect(page('copying')).toContain('SEPA, Bacs and most ACH debits can’t be copied');
    expect(page('copying')).toContain(COPIED.source);
    expect(page('copying')).toContain('November 29, 2026');
  });
});

it('a requirement that is not known is named as Stripe names it', () => {
  expect(requirementName('external_account')).toBe('A bank account for payouts');
  expect(requirementName('person_1Abc.dob.day')).toBe('Details of a person who belongs to the business');
  expect(requirementName('settings.new_thing')).toBe('Settings new thing');
});
