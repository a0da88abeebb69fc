import type { Mailbox } from '../port-address.ts';
import type { SendResult } from '../transport.ts';
import { withoutAddresses } from '../without-addresses.ts';
import type { SmtpConnection, SmtpReply, SmtpSecurity } from './connection.ts';
import { toBase64 } from './encoding.ts';

/** The server refused. `permanent`: it would refuse the same message again, whatever the set-up. */
export class SmtpRefusal extends Error {
  readonly permanent: boolean;

  constructor(reason: string, permanent: boolean) {
    super(reason);
    this.permanent = permanent;
  }
}

export type SmtpCredentials = { readonly user: string; readonly password: string };

type Extensions = ReadonlyMap<string, string>;

/**
 * Greets the server, turns TLS on where asked to, and signs in. Returns the extensions it offers (RFC 5321, 4.1.1.1).
 * A refusal here is about the set-up and not about any message, so it is never permanent.
 */
export async function beginSession(
  connection: SmtpConnection,
  clientName: string,
  security: SmtpSecurity,
  credentials: SmtpCredentials | null,
  timeoutMs: number,
): Promise<Extensions> {
  expect('greeting', await connection.reply(timeoutMs), 220);
  let extensions = await hello(connection, clientName, timeoutMs);
  if (security === 'starttls') {
    // Never continue in the clear: a man in the middle could have removed the offer of STARTTLS.
    if (!extensions.has('STARTTLS')) throw new SmtpRefusal('STARTTLS: not offered', false);
    expect('STARTTLS', await connection.command('STARTTLS', timeoutMs), 220);
    connection.startTls();
    extensions = await hello(connection, clientName, timeoutMs);
  }
  if (credentials !== null) await signIn(connection, extensions, credentials, timeoutMs);
  return extensions;
}

/** Sends MAIL FROM and RCPT TO. Only a recipient's refusal can be permanent; a sender's is a matter of set-up. */
export async function nameParties(
  connection: SmtpConnection,
  extensions: Extensions,
  from: Mailbox,
  to: Mailbox,
  timeoutMs: number,
): Promise<void> {
  const international = !from.ascii || !to.ascii;
  if (international && !extensions.has('SMTPUTF8')) {
    throw new SmtpRefusal('the server takes no addresses beyond ASCII', true);
  }
  const parameters = international ? ' SMTPUTF8' : '';
  expect('MAIL FROM', await connection.command(`MAIL FROM:<${from.address}>${parameters}`, timeoutMs), 250);
  const reply = await connection.command(`RCPT TO:<${to.address}>`, timeoutMs);
  if (reply.code !== 250 && reply.code !== 251)
    throw new SmtpRefusal(words('RCPT TO', reply), isPermanent(reply));
  const data = await connection.command('DATA', timeoutMs);
  if (data.code !== 354) throw new SmtpRefusal(words('DATA', data), isPermanent(data));
}

/** Maps the reply to the whole message to an outcome. */
export function verdict(reply: SmtpReply): SendResult {
  if (reply.code >= 200 && reply.code < 300) return { kind: 'accepted' };
  return { kind: 'refused', permanent: isPermanent(reply), reason: words('message', reply) };
}

/** The message as DATA carries it: a dot at the start of a line doubled, and a line with one dot at the end. */
export function asData(message: string): string {
  return `${message.replace(/^\./gm, '..')}${message.endsWith('\r\n') ? '' : '\r\n'}.\r\n`;
}

async function hello(connection: SmtpConnection, clientName: string, timeoutMs: number): Promise<Extensions> {
  const reply = await connection.command(`EHLO ${clientName}`, timeoutMs);
  expect('EHLO', reply, 250);
  return new Map(
    reply.lines.slice(1).map((line) => {
      const [keyword = '', ...rest] = line.trim().split(/[ =]/);
      return [keyword.toUpperCase(), rest.join(' ').toUpperCase()];
    }),
  );
}

async function signIn(
  connection: SmtpConnection,
  extensions: Extensions,
  { user, password }: SmtpCredentials,
  timeoutMs: number,
): Promise<void> {
  const methods = (extensions.get('AUTH') ?? '').split(' ');
  if (methods.includes('PLAIN')) {
    expect(
      'AUTH',
      await connection.command(`AUTH PLAIN ${encoded(`\0${user}\0${password}`)}`, timeoutMs),
      235,
    );
  } else if (methods.includes('LOGIN')) {
    expect('AUTH', await connection.command('AUTH LOGIN', timeoutMs), 334);
    expect('AUTH', await connection.command(encoded(user), timeoutMs), 334);
    expect('AUTH', await connection.command(encoded(password), timeoutMs), 235);
  } else {
    throw new SmtpRefusal('AUTH: no method in common', false);
  }
}

function expect(step: string, reply: SmtpReply, code: number): void {
  if (reply.code !== code) throw new SmtpRefusal(words(step, reply), false);
}

function isPermanent(reply: SmtpReply): boolean {
  // 530 asks for authentication (RFC 4954), which is a matter of set-up and not of the message.
  return reply.code >= 500 && reply.code < 600 && reply.code !== 530;
}

/** `RCPT TO: 550 5.1.1 no such user`, without addresses: servers like to repeat them, and reasons are logged. */
function words(step: string, { code, lines }: SmtpReply): string {
  const text = withoutAddresses(lines.join(' '));
  return `${step}: ${code} ${text}`.slice(0, 200).trim();
}

function encoded(text: string): string {
  return toBase64(new TextEncoder().encode(text));
}
