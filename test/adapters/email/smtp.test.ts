import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EmailWorker, mail, startEmailWorker } from './in-workerd.ts';
import { agreeable, listen, listenScripted, type RunningServer } from './servers.ts';

let worker: EmailWorker;
const running: RunningServer[] = [];

beforeAll(async () => {
  worker = await startEmailWorker();
});
afterAll(() => worker.dispose());
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function keep(starting: Promise<RunningServer>): Promise<RunningServer> {
  const server = await starting;
  running.push(server);
  return server;
}

describe('a mail by SMTP, from workerd to a real server', () => {
  it('arrives as it was written, with its Message-ID unchanged', async () => {
    const { server, received } = await keep(listen());
    const text = `Zażółć gęślą jaźń\n.\n..two dots\nFrom here\ntrailing space \n${'long '.repeat(60)}\n=3D`;
    const html = `<p>Łódź ${'é'.repeat(200)} &amp; 日本語</p>`;
    const content = Uint8Array.from({ length: 10_000 }, (_, index) => (index * 7) % 256);
    const sent = mail({
      from: { name: 'Zażółć Studio Sp. z o.o. "Łódź"', address: 'billing@northwind.example' },
      subject: `Faktura ${'№ 0042 '.repeat(20)}😀: 420,00 zł`,
      text,
      html,
      attachments: [{ filename: 'faktura-łódź.pdf', contentType: 'application/pdf', content }],
    });

    expect(await worker.send(server, sent)).toEqual({ kind: 'accepted' });

    const [{ raw = '', mail: got, to } = { mail: undefined, to: [] }] = received;
    expect(raw).toContain('\r\nMessage-ID: <eml_01jf7q3w9e@billing.example>\r\n');
    expect(to).toEqual(['ada@lindqvist.example']);
    expect(got?.messageId).toBe(sent.messageId);
    expect(got?.subject).toBe(sent.subject);
    expect(got?.from).toMatchObject(sent.from);
    expect(got?.to).toMatchObject([{ address: 'ada@lindqvist.example' }]);
    expect(got?.replyTo).toMatchObject([{ address: 'hello@northwind.example' }]);
    expect(got?.date).toBe('2026-11-22T14:05:00.000Z');
    expect(got?.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(text);
    expect(got?.html?.trimEnd()).toBe(html);
    expect(got?.attachments).toMatchObject([{ filename: 'faktura-łódź.pdf', mimeType: 'application/pdf' }]);
    expect(bytesOf(got?.attachments[0]?.content)).toEqual(content);
    expect(raw.split('\r\n').filter((line) => line.length > 78)).toEqual([]);
    expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
  });

  it('carries files under their names in any script, a long one shortened before its ending', async () => {
    const { server, received } = await keep(listen());
    const names = ['作業報告書 十一月.csv', 'تقرير الساعات.pdf', `${'報'.repeat(100)}.xlsx`];
    const attachments = names.map((filename) => ({
      filename,
      contentType: 'application/octet-stream',
      content: new TextEncoder().encode(filename),
    }));

    expect(await worker.send(server, mail({ attachments }))).toEqual({ kind: 'accepted' });

    const got = received[0]?.mail.attachments ?? [];
    expect(got.map(({ filename }) => filename)).toEqual([names[0], names[1], `${'報'.repeat(55)}.xlsx`]);
    expect(got.map(({ content }) => new TextDecoder().decode(Uint8Array.from(Buffer.from(content))))).toEqual(
      names,
    );
  });

  it('lets no text add a header, a recipient or a part', async () => {
    const { server, received } = await keep(listen());
    const hostile = 'Acme\r\nBcc: victim@example.test\r\n\r\n<script>';
    const sent = mail({
      from: { name: hostile, address: 'billing@northwind.example' },
      subject: hostile,
      text: '\r\n.\r\nMAIL FROM:<evil@example.test>\r\n',
      attachments: [
        { filename: 'a"\r\nX-Evil: 1\r\n.pdf', contentType: 'x/y\r\nX-Evil: 1', content: new Uint8Array(1) },
      ],
    });

    expect(await worker.send(server, sent)).toEqual({ kind: 'accepted' });

    const [first] = received;
    expect(received).toHaveLength(1);
    expect(first?.to).toEqual(['ada@lindqvist.example']);
    expect(first?.mail.bcc ?? []).toEqual([]);
    expect(first?.mail.headers.map(({ key }) => key)).not.toContain('x-evil');
    expect(first?.mail.subject).toBe('Acme Bcc: victim@example.test <script>');
    expect(first?.mail.text).toContain('MAIL FROM:<evil@example.test>');
    expect(first?.mail.attachments).toHaveLength(1);
  });

  it.each([
    'ada@lindqvist.example>\r\nRCPT TO:<victim@example.test',
    'ada lindqvist@example.test',
    'ada@',
    '@example.test',
    '<ada@lindqvist.example>',
    'ada@lindqvist.example, victim@example.test',
    '',
  ])('never leaves for %j, which is no address', async (to) => {
    const { server, received } = await keep(listen());
    expect(await worker.send(server, mail({ to }))).toMatchObject({ kind: 'refused', permanent: true });
    expect(received).toEqual([]);
  });

  it('to several contacts names them all, and goes to the one whose copy it is', async () => {
    const { server, received } = await keep(listen());
    const copies = Array.from({ length: 9 }, (_, index) => `contact-number-${index}@lindqvist.example`);
    const shownTo = [
      'ap@bücher.example',
      'x@y>\r\nBcc: victim@example.test',
      'ada@lindqvist.example',
      ...copies,
    ] as const;
    expect(await worker.send(server, mail({ shownTo }))).toEqual({ kind: 'accepted' });
    const [first] = received;
    expect(first?.to).toEqual(['ada@lindqvist.example']);
    expect(first?.mail.to).toMatchObject([{ address: 'ap@xn--bcher-kva.example' }]);
    expect(first?.mail.cc?.map(({ address }) => address)).toEqual(['ada@lindqvist.example', ...copies]);
    expect(first?.mail.bcc ?? []).toEqual([]);
    expect(first?.raw.split('\r\n').filter((line) => line.length > 78)).toEqual([]);
  });

  it('reaches a domain in another script', async () => {
    const { server, received } = await keep(listen());
    expect(await worker.send(server, mail({ to: 'ada@bücher.example' }))).toEqual({ kind: 'accepted' });
    expect(received[0]?.raw).toContain('\r\nTo: <ada@xn--bcher-kva.example>\r\n');
  });
});

describe('signing in', () => {
  const credentials = { user: 'mailer', password: 'pässword' };

  it.each(['PLAIN', 'LOGIN'])('works by %s', async (method) => {
    const seen: unknown[] = [];
    const { server, received } = await keep(
      listen({
        authOptional: false,
        authMethods: [method],
        onAuth: ({ username, password }, _session, done) => {
          seen.push([username, password]);
          done(null, { user: 'mailer' });
        },
      }),
    );
    expect(await worker.send({ ...server, credentials }, mail())).toEqual({ kind: 'accepted' });
    expect(seen).toEqual([['mailer', 'pässword']]);
    expect(received).toHaveLength(1);
  });

  it('that fails leaves the message to be tried again', async () => {
    const { server } = await keep(
      listen({ authOptional: false, onAuth: (_auth, _session, done) => done(new Error('no')) }),
    );
    const result = await worker.send({ ...server, credentials }, mail());
    expect(result).toMatchObject({ kind: 'refused', permanent: false });
    expect(JSON.stringify(result)).toContain('535');
  });

  it('never sends a password in the clear, nor where STARTTLS was promised', async () => {
    const heard: string[] = [];
    const { server } = await keep(
      listenScripted((line) => {
        heard.push(line);
        return line.startsWith('EHLO') ? '250-scripted\r\n250 AUTH PLAIN' : '235 fine';
      }),
    );
    const elsewhere = { ...server, host: 'mail.example.test', credentials };
    expect(await worker.send(elsewhere, mail())).toMatchObject({ kind: 'refused', permanent: false });
    expect(await worker.send({ ...server, security: 'starttls', credentials }, mail())).toMatchObject({
      kind: 'refused',
      permanent: false,
      reason: 'STARTTLS: not offered',
    });
    expect(heard.filter((line) => line.startsWith('AUTH'))).toEqual([]);
  });
});

describe('what became of a message', () => {
  it('is a permanent refusal where the server refuses the recipient for good, without naming them', async () => {
    const { server, received } = await keep(
      listen({
        onRcptTo: ({ address }, _session, done) =>
          done(Object.assign(new Error(`no <${address}> here`), { responseCode: 550 })),
      }),
    );
    const result = await worker.send(server, mail());
    expect(result).toMatchObject({ kind: 'refused', permanent: true });
    expect(JSON.stringify(result)).toContain('RCPT TO: 550');
    expect(JSON.stringify(result)).not.toContain('lindqvist');
    expect(received).toEqual([]);
  });

  it.each([
    ['the recipient is greylisted', { RCPT: '451 4.7.1 later' }, 'refused', false],
    ['the sender is not set up', { MAIL: '550 not you' }, 'refused', false],
    ['there is no sign-in', { MAIL: '530 sign in first' }, 'refused', false],
    ['DATA is put off', { DATA: '421 busy' }, 'refused', false],
    ['the message is put off', { '.': '452 full' }, 'refused', false],
    ['the message is refused', { '.': '554 5.7.1 spam' }, 'refused', true],
    ['the connection drops at the greeting', { EHLO: null }, 'refused', false],
    ['the connection drops at the recipient', { RCPT: null }, 'refused', false],
    ['the connection drops after the message', { '.': null }, 'unknown', null],
    ['the server falls silent before the message', { RCPT: '' }, 'refused', false],
    ['the server falls silent after the message', { '.': '' }, 'unknown', null],
    ['the server answers the message with noise', { '.': 'hello?' }, 'unknown', null],
  ] as const)('when %s', async (_when, answers, kind, permanent) => {
    const { server } = await keep(listenScripted(agreeable(answers)));
    const result = await worker.send(server, mail());
    expect(result.kind).toBe(kind);
    if (result.kind === 'refused') expect(result.permanent).toBe(permanent);
  });

  it('is a passing refusal where no one listens', async () => {
    const { server, close } = await listen();
    await close();
    expect(await worker.send(server, mail())).toMatchObject({ kind: 'refused', permanent: false });
  });

  it('is a passing refusal where the certificate is nobody’s', async () => {
    const { server, received } = await keep(listen({ secure: true }));
    const result = await worker.send({ ...server, security: 'tls', timeoutMs: 2_000 }, mail());
    expect(result).toMatchObject({ kind: 'refused', permanent: false });
    expect(received).toEqual([]);
  });
});

function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return content instanceof ArrayBuffer ? new Uint8Array(content) : new Uint8Array();
}
