import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindingTransport, type EmailBinding } from '../../../src/adapters/email/binding.ts';
import { type EmailWorker, mail, startEmailWorker } from './in-workerd.ts';

type Message = Parameters<EmailBinding['send']>[0];

/** A binding that keeps what it is given, or fails with a code of Cloudflare's table. */
function recording(code: string | null = null): { binding: EmailBinding; messages: Message[] } {
  const messages: Message[] = [];
  return {
    messages,
    binding: {
      async send(message) {
        if (code !== null) throw Object.assign(new Error(`failed for ada@lindqvist.example`), { code });
        messages.push(message);
        return { messageId: 'theirs' };
      },
    },
  };
}

describe('the email binding of the runtime', () => {
  let worker: EmailWorker;
  beforeAll(async () => {
    worker = await startEmailWorker();
  });
  afterAll(() => worker.dispose());

  it('takes our messages, attachments and all', async () => {
    const content = new TextEncoder().encode('%PDF-1.7');
    const attachments = [{ filename: 'invoice.pdf', contentType: 'application/pdf', content }];
    expect(await worker.send(null, mail({ attachments }))).toEqual({ kind: 'accepted' });
  });
});

describe('sending by the email binding', () => {
  it('hands over every part, and our Message-ID beside the service’s own', async () => {
    const { binding, messages } = recording();
    const content = new Uint8Array([1, 2, 3]);
    const sent = mail({
      subject: 'Acme\r\nBcc: victim@example.test',
      attachments: [{ filename: 'a.pdf', contentType: 'application/pdf', content }],
    });
    expect(await bindingTransport(binding).send(sent)).toEqual({ kind: 'accepted', transportId: 'theirs' });
    expect(messages).toMatchObject([
      {
        from: { email: 'billing@northwind.example', name: 'Northwind Studio' },
        to: 'ada@lindqvist.example',
        replyTo: 'hello@northwind.example',
        subject: 'Acme Bcc: victim@example.test',
        headers: { 'X-Entity-Ref-ID': sent.messageId },
        attachments: [{ filename: 'a.pdf', type: 'application/pdf', disposition: 'attachment' }],
      },
    ]);
    expect(Object.keys(messages[0]?.headers ?? {})).not.toContain('Message-ID');
    expect(new Uint8Array(messages[0]?.attachments[0]?.content ?? new ArrayBuffer())).toEqual(content);
  });

  it.each([
    ['E_RECIPIENT_SUPPRESSED', { kind: 'refused', permanent: true, reason: 'E_RECIPIENT_SUPPRESSED' }],
    ['E_SENDER_NOT_VERIFIED', { kind: 'refused', permanent: false, reason: 'E_SENDER_NOT_VERIFIED' }],
    ['E_CONTENT_TOO_LARGE', { kind: 'refused', permanent: true, reason: 'E_CONTENT_TOO_LARGE' }],
    ['E_DAILY_LIMIT_EXCEEDED', { kind: 'refused', permanent: false, reason: 'E_DAILY_LIMIT_EXCEEDED' }],
    ['E_RATE_LIMIT_EXCEEDED', { kind: 'refused', permanent: false, reason: 'E_RATE_LIMIT_EXCEEDED' }],
    ['E_INTERNAL_SERVER_ERROR', { kind: 'unknown', reason: 'E_INTERNAL_SERVER_ERROR' }],
    ['E_SOMETHING_NEW', { kind: 'unknown', reason: 'E_SOMETHING_NEW' }],
    ['', { kind: 'unknown', reason: 'the call failed' }],
  ])('reads %j as what it means', async (code, result) => {
    expect(await bindingTransport(recording(code).binding).send(mail())).toEqual(result);
  });

  it('refuses what is no address before it asks', async () => {
    const { binding, messages } = recording();
    expect(await bindingTransport(binding).send(mail({ to: 'ada\r\n@x.example' }))).toMatchObject({
      kind: 'refused',
      permanent: true,
    });
    expect(messages).toEqual([]);
  });
});
