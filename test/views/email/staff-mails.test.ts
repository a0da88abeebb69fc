import { describe, expect, it } from 'vitest';
import { staffMails } from './staff-gallery.ts';
import { textOf } from './text-of.ts';

const mails = await staffMails();
const mail = (name: string) => {
  const found = mails.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no mail is called ${name}`);
  return found;
};

describe('every mail to a business’s people', () => {
  it.each(mails.map((each) => [each.name, each] as const))(
    '%s says in text all that its HTML says',
    (_, { html, text, subject }) => {
      const words = (part: string) => part.split(/[\s·,:：…✓-]+/).filter((word) => word !== '');
      const inText = new Set(words(text));
      expect(words(textOf(html.slice(html.indexOf('<table')))).filter((word) => !inText.has(word))).toEqual(
        [],
      );
      expect(`${subject}${text}`).not.toMatch(/undefined|NaN|\[object|null/);
      expect(text).toContain('https://pay.example/dashboard/x');
    },
  );
});

describe('the mail of a Stripe account in trouble', () => {
  it('says what Stripe wants in words, by when, and what is overdue', () => {
    const { subject, text } = mail('held');
    expect(subject).toMatch(/^Payments on hold at Stripe: /);
    expect(text).toContain('A bank account for payouts');
    expect(text).toContain('overdue');
    expect(text).toContain('by 15 Jan 2027');
    expect(text).toContain('Something new of stripe');
  });

  it('has the first date in its subject where nothing is held yet', () => {
    expect(mail('wanted').subject).toContain('by 15 Jan 2027');
  });

  it('says that Stripe names nothing, where it does not', () => {
    expect(mail('nothing_named').text).toContain('Stripe doesn’t say here what it needs');
  });

  it('says what Stripe itself has decided', () => {
    expect(mail('rejected').text).toContain('Stripe has rejected the account');
    expect(mail('rejected').text).not.toContain('doesn’t say here what it needs');
  });
});

describe('the mail of a change that matters', () => {
  it('says who did it and when, and what to do if nobody agreed to it', () => {
    const { text } = mail('bank_accounts');
    expect(text).toContain('ada@northwind.example');
    expect(text).toContain('9 Jan 2027');
    expect(text).toContain('end the other sessions');
  });

  it('names no business where it is about a person’s own sign-in', () => {
    for (const name of ['passkey_added', 'passkey_removed'])
      expect(mail(name)).toMatchObject({ sender: 'Quittance' });
    expect(mail('owner_made').sender).toBeUndefined();
  });
});
