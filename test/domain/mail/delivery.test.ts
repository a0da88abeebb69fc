import { describe, expect, it } from 'vitest';
import { type Delivery, deliveryOf, supersededBy, told } from '../../../src/domain/mail/delivery.ts';
import { condemnsAddress, statusIn } from '../../../src/domain/mail/status.ts';

describe('what became of a message', () => {
  it.each([
    ['queued', 'waiting'],
    ['sending', 'waiting'],
    ['sent', 'taken'],
    ['refused', 'refused'],
    ['unknown', 'unknown'],
    ['superseded', 'superseded'],
  ] as const)('that is %s is %s, until a report says more', (state, delivery) => {
    expect(deliveryOf({ state, reported: null })).toBe(delivery);
    expect(deliveryOf({ state, reported: 'bounced' })).toBe('bounced');
  });

  it('is said by the later stage of its life, in whatever order reports come', () => {
    expect(supersededBy('delayed')).toEqual([]);
    expect(supersededBy('delivered')).toEqual(['delayed']);
    expect(supersededBy('bounced')).toEqual(['delayed', 'delivered']);
    expect(supersededBy('complained')).toEqual(['delayed', 'delivered', 'bounced']);
  });

  it.each([
    ['waiting', 'waiting'],
    ['delayed', 'waiting'],
    ['taken', 'reached'],
    ['delivered', 'reached'],
    ['complained', 'reached'],
    ['refused', 'nobody'],
    ['bounced', 'nobody'],
    ['unknown', 'nobody'],
    ['superseded', 'none'],
  ] as const)('%s means %s', (delivery, means) => {
    expect(told([delivery])).toBe(means);
  });

  it('to several is said by the best of them, and of nobody where there is none', () => {
    const best = (...deliveries: Delivery[]) => told(deliveries);
    expect(best('refused', 'waiting', 'taken')).toBe('reached');
    expect(best('refused', 'waiting')).toBe('waiting');
    expect(best('superseded', 'bounced')).toBe('nobody');
    expect(best()).toBe('none');
  });
});

describe('a server’s words', () => {
  it('give the enhanced code, else the three digits, else the transport’s own', () => {
    expect(statusIn('RCPT TO: 550 5.1.1 no such user')).toBe('5.1.1');
    expect(statusIn('RCPT TO: 550-5.7.26 policy')).toBe('5.7.26');
    expect(statusIn('DATA: 451 try later')).toBe('451');
    expect(statusIn('E_RECIPIENT_SUPPRESSED')).toBe('E_RECIPIENT_SUPPRESSED');
    expect(statusIn('the connection was lost')).toBeNull();
  });

  it.each(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10'])(
    'with %s say that there is no such address',
    (code) => {
      expect(condemnsAddress(`DATA: 550 ${code}`, code)).toBe(true);
    },
  );

  it.each(['501', '551', '553'])('with %s say so of a recipient alone', (code) => {
    expect(condemnsAddress(`RCPT TO: ${code}`, code)).toBe(true);
    expect(condemnsAddress(`MAIL FROM: ${code}`, code)).toBe(false);
  });

  it.each([null, '550', '5.1.0', '5.2.2', '4.2.2'])('with %s say nothing about the address', (code) => {
    expect(condemnsAddress(`RCPT TO: ${code}`, code)).toBe(false);
  });
});
