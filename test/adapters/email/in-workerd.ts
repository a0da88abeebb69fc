import { build } from 'esbuild';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import type { OutgoingEmail, SendResult } from '../../../src/adapters/email/transport.ts';

/** How to reach the server, as `SmtpOptions` has it, without the clock. */
export type Server = {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly credentials: { readonly user: string; readonly password: string } | null;
  readonly timeoutMs?: number;
};

/** When every mail of these tests is sent: 22 Nov 2026, 14:05 UTC. */
export const SENT_AT = Date.UTC(2026, 10, 22, 14, 5);

const WORKER = `
import { smtpTransport } from './src/adapters/email/smtp.ts';
import { bindingTransport } from './src/adapters/email/binding.ts';

export default {
  async fetch(request, env) {
    const { server, email } = await request.json();
    const attachments = email.attachments.map((file) => ({ ...file, content: new Uint8Array(file.content) }));
    const transport =
      server === null ? bindingTransport(env.EMAIL) : smtpTransport({ ...server, now: () => ${SENT_AT} });
    return Response.json(await transport.send({ ...email, attachments }));
  },
};`;

export type EmailWorker = {
  /** Sends by SMTP, or by the email binding where the server is null. */
  send(server: Server | null, email: OutgoingEmail): Promise<SendResult>;
  dispose(): Promise<void>;
};

/** The transports in the runtime they are made for: bundled, and run by workerd. */
export async function startEmailWorker(): Promise<EmailWorker> {
  const bundle = await build({
    stdin: { contents: WORKER, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    write: false,
    external: ['cloudflare:*', 'node:*'],
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: bundle.outputFiles[0]?.text ?? '',
      compatibilityDate: '2026-08-01',
      compatibilityFlags: ['nodejs_compat'],
      email: { send_email: [{ name: 'EMAIL' }] },
      // The binding prints every mail.
      log: new Log(LogLevel.ERROR),
    }),
  );
  return {
    async send(server, email) {
      const attachments = email.attachments.map((file) => ({ ...file, content: [...file.content] }));
      const body = JSON.stringify({ server, email: { ...email, attachments } });
      const response = await miniflare.dispatchFetch('http://worker.test/', { method: 'POST', body });
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return readResult(JSON.parse(text));
    },
    dispose: () => miniflare.dispose(),
  };
}

function readResult(value: unknown): SendResult {
  const { kind, permanent, reason } = Object.assign({ kind: '', permanent: false, reason: '' }, value);
  switch (kind) {
    case 'accepted':
      return { kind };
    case 'refused':
      return { kind, permanent, reason };
    case 'unknown':
      return { kind, reason };
    default:
      throw new Error(`no result: ${JSON.stringify(value)}`);
  }
}

/** A mail as a consumer hands it over, with what a test wants otherwise. */
export function mail(more: Partial<OutgoingEmail> = {}): OutgoingEmail {
  return {
    messageId: '<eml_01jf7q3w9e@billing.example>',
    from: { name: 'Northwind Studio', address: 'billing@northwind.example' },
    to: 'ada@lindqvist.example',
    replyTo: 'hello@northwind.example',
    token: 'b01token',
    subject: 'Invoice 0042 from Northwind Studio: $420.00 due 22 Nov 2026',
    html: '<!DOCTYPE html><p>Invoice <b>0042</b></p>',
    text: 'Invoice 0042\n',
    attachments: [],
    ...more,
  };
}
