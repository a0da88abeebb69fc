import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Report } from '../../scripts/mailbox/report.ts';
import { type Mailbox, startMailbox } from '../../scripts/mailbox.ts';
import { sendRawMail } from '../support/node/smtp-client.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function mailbox(directory: string | null = null): Promise<Mailbox> {
  const started = await startMailbox({ smtpPort: 0, httpPort: 0, directory });
  open.push(started.close);
  return started;
}

const INVOICE = `From: "Harbour & Vane" <billing@example.test>
To: rosa@bluebird.example
Subject: =?UTF-8?Q?Invoice_HV-1:_=E2=82=AC1,200.00?=
Message-ID: <one@example.test>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

Pay here: http://localhost:8787/pay/abc
.a line that begins with a dot
--inner
Content-Type: text/html; charset=utf-8

<p>Pay <a href="http://localhost:8787/pay/abc">here</a></p><script>document.title='ran'</script>
--inner--
--outer
Content-Type: application/pdf
Content-Disposition: attachment; filename="HV-1.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--outer--
`;

async function json(url: string) {
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  return answer.json();
}

describe('the mailbox', () => {
  it('shows a mail that came in by SMTP, with its text, its HTML and its attachment', async () => {
    const { smtpPort, url } = await mailbox();
    expect(await sendRawMail(smtpPort, 'billing@example.test', ['rosa@bluebird.example'], INVOICE)).toMatch(
      /^250/,
    );

    const { messages } = await json(`${url}/api/messages`);
    expect(messages).toMatchObject([
      {
        subject: 'Invoice HV-1: €1,200.00',
        from: 'Harbour & Vane <billing@example.test>',
        messageId: '<one@example.test>',
        envelope: { from: 'billing@example.test', to: ['rosa@bluebird.example'] },
        attachments: [{ filename: 'HV-1.pdf', contentType: 'application/pdf', size: 9 }],
      },
    ]);
    const message = await json(`${url}/api/messages/${messages[0].id}`);
    expect(message.text).toContain('\n.a line that begins with a dot');
    expect(message.html).toContain('href="http://localhost:8787/pay/abc"');
    expect(message.headers).toContainEqual({ name: 'To', value: 'rosa@bluebird.example' });

    const pdf = await fetch(`${url}${message.attachments[0].path}`);
    expect(pdf.headers.get('Content-Type')).toBe('application/pdf');
    expect(await pdf.text()).toBe('%PDF-1.4\n');
  });

  it('finds mail by the address it was delivered to, blind copies included, in any case', async () => {
    const { smtpPort, url } = await mailbox();
    await sendRawMail(
      smtpPort,
      'a@example.test',
      ['seen@example.test', 'Blind@example.test'],
      'Subject: one\n\nx',
    );
    await sendRawMail(smtpPort, 'a@example.test', ['other@example.test'], 'Subject: two\n\nx');
    const found = await json(`${url}/api/messages?to=blind@EXAMPLE.test`);
    expect(found.messages.map(({ subject }: { subject: string }) => subject)).toEqual(['one']);
    expect((await json(`${url}/api/messages`)).messages).toHaveLength(2);
  });

  it('lets nothing in a mail run or leave its frame', async () => {
    const { smtpPort, url } = await mailbox();
    await sendRawMail(
      smtpPort,
      'a@example.test',
      ['b@example.test'],
      INVOICE.replace('Harbour', '<b>Harbour</b>'),
    );
    const { messages } = await json(`${url}/api/messages`);
    const page = await (await fetch(`${url}/messages/${messages[0].id}`)).text();
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).not.toContain('<b>');
    expect(page).not.toContain('<script');
    const frame = await fetch(`${url}/messages/${messages[0].id}/html`);
    const policy = frame.headers.get('Content-Security-Policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox allow-popups');
    expect(policy).not.toContain('allow-scripts');
  });

  it('offers an attachment that could run as a download only', async () => {
    const { smtpPort, url } = await mailbox();
    const hostile = INVOICE.replace('application/pdf', 'image/svg+xml').replace('HV-1.pdf', 'x.svg');
    await sendRawMail(smtpPort, 'a@example.test', ['b@example.test'], hostile);
    const { messages } = await json(`${url}/api/messages`);
    const part = await fetch(`${url}${messages[0].attachments[0].path}`);
    expect(part.headers.get('Content-Disposition')).toMatch(/^attachment;/);
    expect(part.headers.get('Content-Type')).toBe('application/octet-stream');
  });

  it('keeps its mails over a restart, and forgets them when asked', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'mailbox-'));
    const first = await mailbox(directory);
    await sendRawMail(first.smtpPort, 'a@example.test', ['b@example.test'], 'Subject: kept\n\nx');
    await first.close();

    const second = await mailbox(directory);
    expect((await json(`${second.url}/api/messages`)).messages).toMatchObject([{ subject: 'kept' }]);
    expect((await fetch(`${second.url}/api/messages`, { method: 'DELETE' })).status).toBe(204);
    await second.close();

    const third = await mailbox(directory);
    expect((await json(`${third.url}/api/messages`)).messages).toEqual([]);
    open.push(() => rmSync(directory, { recursive: true }));
  });

  it('refuses to be emptied by a page of another site', async () => {
    const { smtpPort, url } = await mailbox();
    await sendRawMail(smtpPort, 'a@example.test', ['b@example.test'], 'Subject: kept\n\nx');
    const answer = await fetch(`${url}/delete`, {
      method: 'POST',
      headers: { Origin: 'http://elsewhere.test', 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(403);
    expect((await json(`${url}/api/messages`)).messages).toHaveLength(1);
  });

  it('refuses a mail beyond the size limit and goes on with the next', async () => {
    const { smtpPort, url } = await mailbox();
    const long = `Subject: long\n\n${`${'x'.repeat(998)}\n`.repeat(27_000)}`;
    expect(await sendRawMail(smtpPort, 'a@example.test', ['b@example.test'], long)).toMatch(/^552/);
    expect(await sendRawMail(smtpPort, 'a@example.test', ['b@example.test'], 'Subject: next\n\nx')).toMatch(
      /^250/,
    );
    expect((await json(`${url}/api/messages`)).messages).toMatchObject([{ subject: 'next' }]);
  });

  it('keeps what it cannot make sense of', async () => {
    const { smtpPort, url } = await mailbox();
    await sendRawMail(smtpPort, '', ['b@example.test'], 'no header at all');
    await sendRawMail(
      smtpPort,
      'a@example.test',
      ['b@example.test'],
      'Content-Type: multipart/mixed\n\n--\n--x--',
    );
    const { messages } = await json(`${url}/api/messages`);
    expect(messages).toHaveLength(2);
    for (const { id } of messages) expect((await fetch(`${url}/messages/${id}`)).status).toBe(200);
  });
});

describe('an address that does not take its mail', () => {
  const to = (address: string) => INVOICE.replaceAll('rosa@bluebird.example', address);
  async function behaving(kind: string, more: object = {}) {
    const reports: Report[] = [];
    const started = await startMailbox({
      smtpPort: 0,
      httpPort: 0,
      directory: null,
      onReport: (report) => reports.push(report),
    });
    open.push(started.close);
    const asked = await fetch(`${started.url}/api/behaviours`, {
      method: 'POST',
      body: JSON.stringify({ address: 'Rosa@bluebird.example', kind, ...more }),
    });
    expect(asked.status).toBe(200);
    const send = () =>
      sendRawMail(
        started.smtpPort,
        'b01@bounces.example',
        ['rosa@bluebird.example'],
        to('rosa@bluebird.example'),
      );
    return { ...started, reports, send };
  }

  it('refuses it for good, in the words that it was given', async () => {
    const { send, url } = await behaving('refuse', { code: 501, words: '5.1.3 Bad syntax' });
    expect(await send()).toMatch(/^501 5\.1\.3 Bad syntax/);
    expect(await json(`${url}/api/messages`)).toEqual({ messages: [] });
  });

  it('refuses it for now, until it takes it again', async () => {
    const { send, url } = await behaving('delay');
    expect(await send()).toMatch(/^450/);
    const body = JSON.stringify({ address: 'rosa@bluebird.example', kind: 'take' });
    await fetch(`${url}/api/behaviours`, { method: 'POST', body });
    expect(await send()).toMatch(/^250/);
  });

  it.each([
    ['bounce', 'delivery-status', 'Status: 5.1.1'],
    ['complain', 'feedback-report', 'Feedback-Type: abuse'],
  ])('takes it, and sends a report: %s', async (kind, type, says) => {
    const { send, reports, url } = await behaving(kind);
    expect(await send()).toMatch(/^250/);
    expect((await json(`${url}/api/messages`)).messages).toHaveLength(1);
    expect(reports).toMatchObject([{ to: 'b01@bounces.example' }]);
    const { raw = '' } = reports[0] ?? {};
    expect(raw).toContain(`multipart/report; report-type=${type}`);
    expect(raw).toContain(says);
    expect(raw).toContain('Message-ID: <one@example.test>');
  });

  it('is told so by call in words', async () => {
    const { url } = await mailbox();
    for (const [body, says] of [
      ['{"kind":"refuse"}', 'address'],
      ['{"address":"a@b.c","kind":"explode"}', 'refuse, delay, bounce, complain'],
      ['{"address":"a@b.c","kind":"refuse","code":250}', '500 to 599'],
      ['no json', 'address'],
    ] as const) {
      const answer = await fetch(`${url}/api/behaviours`, { method: 'POST', body });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(says);
    }
  });
});

it('shows every page, mail and document as this checkout draws them, without letting any of them run', async () => {
  const { url } = await mailbox();
  const list = await (await fetch(`${url}/previews?language=de`)).text();
  expect(list).toContain('href="/previews/de/invoice-open"');
  expect(list).toContain('href="/previews/de/mail-receipt?part=text"');
  expect(list).toContain('Beleg: 1.569,20\u00a0$ für NW-2026-0042');
  const shown = await fetch(`${url}/previews/de/invoice-open`);
  expect(shown.headers.get('content-security-policy')).toContain('sandbox');
  expect(await shown.text()).toContain('lang="de"');
  expect((await fetch(`${url}/previews/de/pdf-open`)).headers.get('content-type')).toBe('application/pdf');
  expect((await fetch(`${url}/previews/de/nothing`)).status).toBe(404);
});
