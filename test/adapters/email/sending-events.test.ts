import { describe, expect, it } from 'vitest';
import { readSendingEvent } from '../../../src/adapters/email/reports/sending-events.ts';

const ID = '<pIlEAeNiwq8Yqda1@send.example.com>';

/** As Cloudflare's page on event subscriptions has them, with what a test wants otherwise. */
const event = (type: string, payload: object = {}) => ({
  type: `cf.email.sending.message.${type}`,
  source: { type: 'email.sending', zoneId: '023e105f4ecef8ad9ca31a8372d0c353', domain: 'send.example.com' },
  payload: {
    eventId: '0190d0c4-7ea1-7af2-8b88-c1d2e3f4a5b6',
    messageId: ID,
    sender: 'billing@send.example.com',
    recipient: 'ap@payer.example',
    subject: 'Your receipt',
    terminal: type !== 'deferred',
    delivery: { status: type },
    ...payload,
  },
  metadata: { eventSchemaVersion: 1, eventTimestamp: '2026-06-01T02:48:57.132Z' },
});
const smtp = (smtpStatusCode: string, smtpEnhancedStatusCode: string, smtpResponse: string) => ({
  delivery: { status: 'x', smtpStatusCode, smtpEnhancedStatusCode, smtpResponse },
});

describe('an event of the mail service', () => {
  it.each([
    ['delivered', smtp('250', '2.0.0', '250 2.0.0 OK'), ['delivered', '2.0.0', null]],
    [
      'deferred',
      smtp('451', '4.2.0', '451 4.2.0 Mailbox busy'),
      ['delayed', '4.2.0', '451 4.2.0 Mailbox busy'],
    ],
    [
      'bounced',
      smtp('550', '5.1.1', '550 5.1.1 User unknown'),
      ['bounced', '5.1.1', '550 5.1.1 User unknown'],
    ],
    ['failed', { failure: { reason: 'delivery_failed' } }, ['bounced', null, 'delivery_failed']],
    [
      'rejected',
      { rejection: { reason: 'suppressed', party: 'recipient', detail: 'Recipient is suppressed' } },
      ['bounced', 'E_RECIPIENT_SUPPRESSED', 'Recipient is suppressed'],
    ],
    [
      'rejected',
      { rejection: { reason: 'spam', detail: 'Looks like spam' } },
      ['bounced', null, 'Looks like spam'],
    ],
    ['complained', { complaint: { type: 'abuse' } }, ['complained', null, 'abuse']],
  ])('%s is read with the server’s code and words', (type, payload, [reported, statusCode, words]) => {
    const outcome = { recipient: 'ap@payer.example', reported, statusCode, words };
    expect(readSendingEvent(event(type, payload))).toEqual({ transportId: ID, outcome });
    expect(readSendingEvent(JSON.stringify(event(type, payload)))).toEqual({ transportId: ID, outcome });
  });

  it('that bounced before SMTP has no code, and none is made up', () => {
    const reason = 'Permanent: no available upstream';
    const read = readSendingEvent(
      event('bounced', {
        delivery: { status: 'bounced', smtpStatusCode: 550 },
        bounce: { type: 'hard', reason },
      }),
    );
    expect(read?.outcome).toMatchObject({ reported: 'bounced', statusCode: null, words: reason });
  });

  it('keeps no address of the server’s words, and not more than a line of them', () => {
    const words = `550 5.1.1 <ap@payer.example>\r\n: ${'unknown '.repeat(100)}`;
    const read = readSendingEvent(event('bounced', smtp('550', '5.1.1', words)))?.outcome.words ?? '';
    expect(read).toContain('[address]');
    expect([read.length <= 200, /@|\n/.test(read)]).toEqual([true, false]);
  });

  it.each([
    ['nothing', null],
    ['a message of the work queue', { kind: 'outbox', id: 'out_1' }],
    ['an event of another product', { ...event('delivered'), type: 'cf.r2.object.created' }],
    ['an event that is not known yet', event('opened')],
    ['one without a message', event('bounced', { messageId: null })],
    ['text that is no JSON', '{'],
    ['Latin-1 read as UTF-8', '{"type":"cf.email.sending.message.bounced\uFFFD"}'],
  ])('is not read of %s', (_, body) => {
    expect(readSendingEvent(body)).toBeNull();
  });
});
