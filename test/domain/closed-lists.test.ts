import { describe, expect, it } from 'vitest';
import { auditedBy } from '../../src/domain/audit.ts';
import { keepsByLink } from '../../src/domain/collection/link-keeps.ts';
import { parseEntry } from '../../src/domain/journal.ts';
import { condemnsAddress } from '../../src/domain/mail/status.ts';
import { readBlockedFor } from '../../src/domain/methods/state-reason.ts';
import { isMoneyTaken, isWithdrawnBy } from '../../src/domain/payment/disputes.ts';
import { namedInvoices } from '../../src/domain/payment/named-invoices.ts';
import { isOnItsWay, isRefundNews } from '../../src/domain/payment/refunds.ts';

/** A word that somebody else decides, and what it means here: one that is misspelt would be a stranger's. */
describe('words that are stored or come from others', () => {
  it.each([
    'bank_account_closed',
    'bank_account_frozen',
    'bank_account_invalid_details',
    'bank_account_restricted',
    'bank_account_unusable',
    'debit_not_authorized',
    'tokenized_account_number_deactivated',
  ])('Stripe’s %s of a blocked account is known', (reason) => {
    expect(readBlockedFor(reason)).toBe(reason);
  });

  it.each([
    'not_of_merchant',
    'no_payment_named',
    'several_invoices',
    'unknown_invoice',
    'known_elsewhere',
    'invoice_is_draft',
    'other_customer',
    'other_currency',
    'more_than_due',
    'version_unknown',
    'unknown_payment',
    'adoption_failed',
    'unreachable',
  ])('an invoice that was frozen since %s is still read', (reason) => {
    const data = { stripeId: 'pi_1', reason };
    const stored = { streamType: 'invoice', streamId: 'inv_1', type: 'invoice_frozen', data };
    expect(parseEntry(stored)).toMatchObject({ type: 'invoice_frozen', data });
  });

  it('an address is condemned by what says that there is none, and by nothing else', () => {
    expect(condemnsAddress('E_RECIPIENT_SUPPRESSED', 'E_RECIPIENT_SUPPRESSED')).toBe(true);
    expect(condemnsAddress('E_SENDER_NOT_VERIFIED', 'E_SENDER_NOT_VERIFIED')).toBe(false);
    expect(condemnsAddress('RCPT TO: 501 5.1.3 bad address', '5.1.3')).toBe(true);
    expect(condemnsAddress('RCPT TO: 551 not here', '551')).toBe(true);
    expect(condemnsAddress('DATA: 551 not here', '551')).toBe(false);
    expect(condemnsAddress('RCPT TO: 550 blocked', '550')).toBe(false);
  });
});

describe('a refund that waits for the customer', () => {
  it('goes on, never backwards, and is on its way meanwhile', () => {
    expect(isRefundNews('requested', 'requires_action')).toBe(true);
    expect(isRefundNews('unknown', 'requires_action')).toBe(true);
    for (const later of ['pending', 'succeeded', 'failed', 'canceled'] as const) {
      expect(isRefundNews('requires_action', later)).toBe(true);
      expect(isRefundNews(later, 'requires_action')).toBe(false);
    }
    expect(isOnItsWay('requires_action')).toBe(true);
    expect(isOnItsWay('requested')).toBe(false);
  });
});

describe('a lost dispute', () => {
  it('has taken the money, even where no balance transaction is shown', () => {
    expect(isWithdrawnBy('lost')).toBe(true);
    expect(isWithdrawnBy('won')).toBe(false);
    expect(isMoneyTaken(null, 'lost', null)).toBe(true);
  });
});

describe('what an object’s metadata names', () => {
  it('are invoices under the names that we write, in text', () => {
    const share = 'inv_1:2:500';
    expect(namedInvoices({ quittance_invoice_01: share })).toEqual(['inv_1']);
    expect(namedInvoices({ note: share, quittance_invoice: 7, quittance_invoice_02: 3 })).toEqual([]);
  });
});

describe('a link', () => {
  const merchant = {
    policy: 'never',
    hour: 9,
    noticeDays: 0,
    retryDays: [],
    remindDays: [],
    timeZone: 'UTC',
  } as const;
  const customer = {
    policy: null,
    autopay: 'default',
    autopayWhen: null,
    caps: [],
    hasRecipient: true,
  } as const;

  it('keeps nothing where nothing is charged by itself, and else what the business chose', () => {
    expect(keepsByLink('announced', merchant, customer)).toBe('never');
    expect(keepsByLink('announced', { ...merchant, policy: 'on_send' }, customer)).toBe('announced');
    expect(
      keepsByLink('announced', { ...merchant, policy: 'on_send' }, { ...customer, autopay: 'off' }),
    ).toBe('never');
  });
});

describe('the audit log', () => {
  const stream = { type: 'merchant', id: 'mer_1' } as const;
  it('says that money rests, and that it goes on', () => {
    const [paused, resumed] = [
      auditedBy({
        stream,
        type: 'money_paused',
        data: { connectionId: 'con_1', reason: 'staff', by: 'Ann' },
      }),
      auditedBy({ stream, type: 'money_resumed', data: { connectionId: 'con_1', by: 'Ann' } }),
    ];
    expect(paused).toMatchObject({ by: 'Ann', after: { paused: true, reason: 'staff' } });
    expect(resumed).toMatchObject({ by: 'Ann', after: { paused: false } });
  });
});
