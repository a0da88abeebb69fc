import { senderProblem } from '../../src/domain/configuration.ts';

/** How mail goes out. The password is a secret, and null where it is not known here. */
export type MailSettings =
  | { readonly from: string; readonly transport: 'binding' }
  | {
      readonly from: string;
      readonly transport: 'smtp';
      readonly host: string;
      readonly port: number;
      readonly security: 'tls' | 'starttls' | 'none';
      readonly user: string | null;
      readonly password: string | null;
    };

const SHAPE =
  'Mail is said as FROM and how it goes out: billing@acme.example smtp://user:password@smtp.example.com:587, or billing@acme.example cloudflare.';

/** Reads `FROM cloudflare` or `FROM smtp://user:password@host:port` (`smtps` for TLS from the first byte), or says what is wrong. */
export function parseMail(text: string): MailSettings | { readonly problem: string } {
  const [from = '', way = '', ...more] = text.trim().split(/\s+/);
  if (from === '' || way === '' || more.length > 0) return { problem: SHAPE };
  const problem = senderProblem(from);
  if (problem !== null) return { problem: problem.replace(/^EMAIL_FROM/, `The sender ${from}`) };
  if (way === 'cloudflare') return { from, transport: 'binding' };
  if (!/^smtps?:\/\//.test(way) || !URL.canParse(way)) return { problem: SHAPE };
  const url = new URL(way);
  const isTls = url.protocol === 'smtps:';
  const port = Number(url.port || (isTls ? 465 : 587));
  if (url.hostname === '') return { problem: SHAPE };
  if (port === 25)
    return { problem: 'Cloudflare lets no mail out by port 25: take 587 (or 465 with smtps://).' };
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  if ((user === '') !== (password === ''))
    return { problem: 'A user of the mail server needs a password, and the other way round.' };
  return {
    from,
    transport: 'smtp',
    host: url.hostname,
    port,
    security:
      url.searchParams.get('security') === 'none' ? 'none' : isTls || port === 465 ? 'tls' : 'starttls',
    user: user || null,
    password: password || null,
  };
}

/** As it may be kept: without the password. */
export const withoutPassword = (mail: MailSettings): MailSettings =>
  mail.transport === 'smtp' ? { ...mail, password: null } : mail;
