import { describe, expect, it } from 'vitest';
import { createMailReports } from '../../../src/adapters/email/reports/read-report.ts';
import { createReturnPaths } from '../../../src/adapters/links/return-path.ts';

const KEY = { id: 7, secret: new Uint8Array(32).fill(9) } as const;
const EMAIL = 'eml_01jf7q3w9e0000000000000000';
const paths = createReturnPaths([KEY]);
const reports = createMailReports(paths);
const token = await paths.token(EMAIL);
const foreign = await createReturnPaths([{ ...KEY, secret: new Uint8Array(32) }]).token(EMAIL);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text.replaceAll('\n', '\r\n'));

/** A report with these parts, as mail servers write it. */
const report = (
  parts: readonly (readonly [type: string, body: string])[],
  type = 'delivery-status',
): Uint8Array =>
  bytes(
    `From: MAILER-DAEMON@mx.example\nTo: postmaster@billing.example\nSubject: Undelivered Mail Returned to Sender\n` +
      `MIME-Version: 1.0\nContent-Type: multipart/report; report-type=${type}; boundary="b"\n\n` +
      parts.map(([mime, body]) => `--b\nContent-Type: ${mime}\n\n${body}\n`).join('') +
      `--b--\n`,
  );
const NOTE = ['text/plain; charset=us-ascii', 'Your message could not be delivered.'] as const;
const status = (...groups: readonly string[]) =>
  ['message/delivery-status', `Reporting-MTA: dns; mx.example\n\n${groups.join('\n\n')}`] as const;
const FAILED =
  'Final-Recipient: rfc822; ap@payer.example\nAction: failed\nStatus: 5.1.1\n' +
  'Diagnostic-Code: smtp; 550 5.1.1 <ap@payer.example>:\n    no such user';
const read = (raw: Uint8Array, to = `${token}@bounces.example`) => reports.read({ to, raw });

describe('a return path', () => {
  it('names the message within 64 characters, without a plus, and survives capitals', async () => {
    expect(token).toMatch(/^[a-z0-9]{1,64}$/);
    expect(await paths.open(token.toUpperCase())).toBe(EMAIL);
  });

  it.each([
    ['with another end', token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')],
    ['of another key', foreign],
    ['of a key that is gone', `b08${token.slice(3)}`],
    ['that is cut off', token.slice(0, 40)],
    ['that is empty', ''],
  ])('%s is not ours', async (_, forged) => {
    expect(await paths.open(forged)).toBeNull();
  });

  it('of a former key is still read', async () => {
    const renewed = createReturnPaths([{ id: 8, secret: new Uint8Array(32).fill(3) }, KEY]);
    expect(await renewed.open(token)).toBe(EMAIL);
  });
});

describe('a delivery report', () => {
  it('says what became of the message, without the address', async () => {
    expect(await read(report([NOTE, status(FAILED)]))).toEqual({
      emailId: EMAIL,
      outcomes: [
        {
          recipient: 'ap@payer.example',
          reported: 'bounced',
          statusCode: '5.1.1',
          words: '550 5.1.1 <[address]>: no such user',
        },
      ],
    });
  });

  it.each([
    ['delayed', 'delayed'],
    ['delivered', 'delivered'],
    ['Failed (permanently)', 'bounced'],
  ])('%s is %s', async (action, reported) => {
    const raw = report([NOTE, status(`Final-Recipient: rfc822; a@b.example\nAction: ${action}`)]);
    expect(await read(raw)).toMatchObject({ outcomes: [{ reported, statusCode: null, words: null }] });
  });

  it.each(['relayed', 'expanded', 'vanished', ''])('with the action %j says nothing new', async (action) => {
    const raw = report([NOTE, status(`Final-Recipient: rfc822; a@b.example\nAction: ${action}`)]);
    expect(await read(raw)).toBe('not_a_report');
  });

  it('tells each recipient apart', async () => {
    const other = 'Original-Recipient: rfc822; b@payer.example\nAction: delivered\nStatus: 2.0.0';
    expect(await read(report([NOTE, status(FAILED, other)]))).toMatchObject({
      outcomes: [
        { recipient: 'ap@payer.example', reported: 'bounced' },
        { recipient: 'b@payer.example', reported: 'delivered', statusCode: '2.0.0' },
      ],
    });
  });

  it('names the message by the headers that it returns, where its return path was lost', async () => {
    const returned = `From: a@b.example\nX-MESSAGE-TOKEN: ${token.toUpperCase()}\nSubject: Invoice\n`;
    for (const type of ['text/rfc822-headers', 'message/rfc822']) {
      const raw = report([NOTE, status(FAILED), [type, `${returned}\nThe text`]]);
      expect(await read(raw, 'billing@billing.example')).toMatchObject({ emailId: EMAIL });
    }
  });

  it('in Latin-1, cut off or in another language is read by its fields', async () => {
    const raw = report([['text/plain; charset=iso-8859-1', 'Zustellung fehlgeschlagen'], status(FAILED)]);
    const latin = Uint8Array.from(raw, (byte) => (byte === 0x5a ? 0xdc : byte));
    expect(await read(latin)).toMatchObject({ emailId: EMAIL, outcomes: [{ reported: 'bounced' }] });
    expect(await read(raw.subarray(0, raw.length - 8))).toMatchObject({
      outcomes: [{ reported: 'bounced' }],
    });
  });
});

describe('a complaint', () => {
  const feedback = (type: string) =>
    report(
      [NOTE, ['message/feedback-report', `Feedback-Type: ${type}\nUser-Agent: FBL/1.0\nVersion: 1`]],
      'feedback-report',
    );

  it.each(['abuse', 'fraud', 'other'])('of %s is one', async (type) => {
    expect(await read(feedback(type))).toMatchObject({ outcomes: [{ reported: 'complained' }] });
  });

  it('that it is no spam is none', async () => {
    expect(await read(feedback('not-spam'))).toBe('not_a_report');
  });
});

describe('nobody can make up a report', () => {
  const stranger = 'billing@billing.example';

  it.each([
    ['a stranger’s delivery status notification', report([NOTE, status(FAILED)]), stranger, 'not_ours'],
    [
      'one that returns a forged token',
      report([NOTE, status(FAILED), ['text/rfc822-headers', `X-Message-Token: ${token.slice(0, -1)}x\n`]]),
      stranger,
      'not_ours',
    ],
    [
      'a token in the text alone',
      report([['text/plain', `X-Message-Token: ${token}`], status(FAILED)]),
      stranger,
      'not_ours',
    ],
    ['an absence note', bytes('Subject: Out of office\n\nI am away.'), undefined, 'not_a_report'],
    [
      'a German report without a report part',
      bytes('Subject: Unzustellbar\nContent-Type: text/plain\n\n550 5.1.1 ap@payer.example'),
      undefined,
      'not_a_report',
    ],
    ['nothing', new Uint8Array(), undefined, 'not_a_report'],
    ['bytes of no mail', new Uint8Array(10_000).fill(0xff), undefined, 'not_a_report'],
  ] as const)('%s changes nothing', async (_, raw, to, expected) => {
    expect(await read(raw, to)).toBe(expected);
  });

  it('nor hold up a worker by nesting', async () => {
    const deep = Array.from(
      { length: 300 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    );
    expect(await read(bytes(deep.join('')))).toBe('not_a_report');
  });
});
