import { type Mailbox, parseMailbox } from './port-address.ts';
import { SmtpConnection, SmtpConnectionLost, type SmtpSecurity } from './smtp/connection.ts';
import { composeMessage } from './smtp/message.ts';
import {
  asData,
  beginSession,
  nameParties,
  type SmtpCredentials,
  SmtpRefusal,
  verdict,
} from './smtp/session.ts';
import type { EmailTransport, OutgoingEmail, SendResult } from './transport.ts';

export type SmtpOptions = {
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly credentials: SmtpCredentials | null;
  /** The domain whose mail comes to us, for reports; null where the sender's own mailbox gets them. */
  readonly returnDomain?: string | null;
  /** For each step of the conversation, 30 s; the answer to the whole message may take four times as long. */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch, for the Date header. */
  readonly now?: () => number;
};

type Parties = {
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** Whom the header names: the recipient first, the others in copy. */
  readonly shown: readonly Mailbox[];
  readonly replyTo: Mailbox | null;
  /** The envelope's sender, to which reports go. */
  readonly returnTo: Mailbox;
};

/**
 * Sends by any SMTP server (RFC 5321), in the Workers runtime. One connection for each message: a Worker cannot
 * keep one across invocations. Credentials are sent over TLS or to this machine only; else sending is refused.
 *
 * 4xx replies, lost connections and set-up errors before the message is handed over are `refused`, not permanent;
 * 5xx replies to the recipient or the message are permanent; a connection lost after that is `unknown`, since the
 * server may have the message.
 */
export function smtpTransport(options: SmtpOptions): EmailTransport {
  return {
    async send(email) {
      const from = parseMailbox(email.from.address);
      const to = parseMailbox(email.to);
      const replyTo = email.replyTo === null ? null : parseMailbox(email.replyTo);
      if (from === null) return refused('not an address to send from', false);
      if (to === null) return refused('not an address to send to', true);
      if (!/^<[!-;=?-~]+@[!-;=?-~]+>$/.test(email.messageId)) return refused('not a Message-ID', true);
      if (options.credentials !== null && options.security === 'none' && !isThisMachine(options.host)) {
        return refused('credentials need TLS', false);
      }
      const { returnDomain = null } = options;
      const returnTo = returnDomain === null ? from : parseMailbox(`${email.token}@${returnDomain}`);
      if (returnTo === null) return refused('not an address for reports', false);
      const shown = (email.shownTo ?? []).map(parseMailbox).filter((mailbox) => mailbox !== null);
      return converse(options, email, { from, to, shown, replyTo, returnTo });
    },
  };
}

async function converse(options: SmtpOptions, email: OutgoingEmail, parties: Parties): Promise<SendResult> {
  const { host, port, security, credentials, timeoutMs = 30_000, now = Date.now } = options;
  let connection: SmtpConnection | null = null;
  let handedOver = false;
  try {
    connection = await SmtpConnection.open(host, port, security, timeoutMs);
    const extensions = await beginSession(connection, parties.from.domain, security, credentials, timeoutMs);
    await nameParties(connection, extensions, parties.returnTo, parties.to, timeoutMs);
    const [to = parties.to, ...copies] = parties.shown;
    const message = composeMessage(email, {
      from: parties.from.address,
      to: to.address,
      cc: copies.map(({ address }) => address),
      replyTo: parties.replyTo?.address ?? null,
      sentAtMs: now(),
      boundary: crypto.randomUUID(),
    });
    handedOver = true;
    await connection.write(asData(message), 4 * timeoutMs);
    return verdict(await connection.reply(4 * timeoutMs));
  } catch (error) {
    if (error instanceof SmtpRefusal) return refused(error.message, error.permanent);
    if (!(error instanceof SmtpConnectionLost)) throw error;
    return handedOver ? { kind: 'unknown', reason: error.message } : refused(error.message, false);
  } finally {
    await connection?.close();
  }
}

function refused(reason: string, permanent: boolean): SendResult {
  return { kind: 'refused', permanent, reason };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
