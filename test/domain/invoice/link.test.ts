import { describe, expect, it } from 'vitest';
import { type LinkFacts, linkAbsence, linkReason } from '../../../src/domain/invoice/link.ts';

const payable: LinkFacts = {
  status: 'open',
  amountDue: 1000,
  amountRemaining: 1000,
  currency: 'USD',
  paymentLink: true,
  merchantLinks: true,
  connected: true,
};
const chargeable = () => null;
const tooSmall = (_: string, amount: number) => (amount < 50 ? 'below_minimum' : null);

describe('a pay link', () => {
  it('is there for an open invoice that Stripe can charge', () => {
    expect(linkReason(payable, chargeable)).toBeNull();
    expect(linkAbsence(payable, chargeable)).toBeNull();
  });

  const reasons: [Partial<LinkFacts>, string][] = [
    [{ status: 'draft', amountDue: 0, merchantLinks: false }, 'draft'],
    [{ amountDue: 0, status: 'paid', connected: false }, 'zero'],
    [{ status: 'void', paymentLink: false }, 'void'],
    [{ status: 'uncollectible', connected: false }, 'uncollectible'],
    [{ paymentLink: false, connected: false }, 'links_off'],
    [{ merchantLinks: false }, 'links_off'],
    [{ connected: false, amountRemaining: 1 }, 'not_connected'],
    [{ amountRemaining: 1 }, 'below_minimum'],
  ];
  it.each(reasons)('with %j is not, and the first reason is given', (change, reason) => {
    expect(linkReason({ ...payable, ...change }, tooSmall)).toBe(reason);
    expect(linkAbsence({ ...payable, ...change }, tooSmall)).toBe(reason);
  });

  it('of a paid invoice takes no money, and is still handed out where there was one', () => {
    const paid: LinkFacts = { ...payable, status: 'paid', amountRemaining: 0 };
    expect(linkReason(paid, tooSmall)).toBe('paid');
    expect(linkAbsence(paid, tooSmall)).toBeNull();
    expect(linkAbsence({ ...paid, connected: false }, tooSmall)).toBeNull();
    expect(linkAbsence({ ...paid, paymentLink: false }, tooSmall)).toBe('paid');
    expect(linkAbsence({ ...paid, amountDue: 10 }, tooSmall)).toBe('paid');
  });
});
