import { optional, readSecrets, refuse, required, SettingError } from './config-read.ts';
import {
  contactProblem,
  hostProblem,
  portProblem,
  senderProblem,
  shippedProblem,
} from './domain/configuration.ts';

export type SmtpConfig = {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  /** `tls` from the first byte, `starttls`, or `none` (to this machine only). */
  readonly security: 'tls' | 'starttls' | 'none';
  /** Where delivery reports come to; null for the sender's own mailbox. */
  readonly returnDomain: string | null;
};

export function readSender(env: object): string {
  const from = required(env, 'EMAIL_FROM');
  refuse('EMAIL_FROM', senderProblem(from) ?? shippedProblem('EMAIL_FROM', from));
  return from;
}

export function readTransport(env: object): 'binding' | 'smtp' {
  const transport = required(env, 'EMAIL_TRANSPORT');
  if (transport === 'binding' || transport === 'smtp') return transport;
  throw new SettingError('EMAIL_TRANSPORT', 'EMAIL_TRANSPORT has to be binding or smtp');
}

/** Whether mail goes out by SMTP, whose settings are not looked at otherwise. */
const isSmtp = (env: object): boolean => Reflect.get(env, 'EMAIL_TRANSPORT') !== 'binding';

export function readHost(env: object): string | null {
  if (!isSmtp(env)) return null;
  const host = required(env, 'SMTP_HOST');
  refuse('SMTP_HOST', hostProblem(host) ?? shippedProblem('SMTP_HOST', host));
  return host;
}

export function readPort(env: object): number | null {
  if (!isSmtp(env)) return null;
  const text = required(env, 'SMTP_PORT');
  refuse('SMTP_PORT', portProblem(text));
  return Number(text);
}

export const readUser = (env: object): string | null => pairedWith(env, 'SMTP_USER', 'SMTP_PASSWORD');

/** A password is not trimmed, nor are quotation marks taken for a mistake. */
export function readPassword(env: object): string | null {
  const value: unknown = Reflect.get(env, 'SMTP_PASSWORD');
  if (value !== undefined && typeof value !== 'string') optional(env, 'SMTP_PASSWORD');
  return typeof value === 'string' && value !== '' ? value : null;
}

function pairedWith(env: object, name: string, other: string): string | null {
  const text = optional(env, name);
  const isOther = readPassword(env) !== null;
  if ((text === null) === isOther && isSmtp(env)) {
    const [missing, there] = isOther ? [name, other] : [other, name];
    throw new SettingError(missing, `${missing} is not set, and ${there} is: set both, or neither`);
  }
  return text;
}

export function readSecurity(env: object): SmtpConfig['security'] {
  const text = optional(env, 'SMTP_SECURITY');
  if (text === null) return optional(env, 'SMTP_PORT') === '465' ? 'tls' : 'starttls';
  if (text === 'tls' || text === 'starttls' || text === 'none') return text;
  throw new SettingError('SMTP_SECURITY', 'SMTP_SECURITY has to be tls, starttls or none');
}

/** A return path has 55 characters before the @, and an address 254 in all. */
export function readReturnDomain(env: object): string | null {
  const domain = optional(env, 'EMAIL_RETURN_DOMAIN')?.toLowerCase() ?? null;
  if (domain === null || /^(?=.{1,190}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return domain;
  throw new SettingError(
    'EMAIL_RETURN_DOMAIN',
    'EMAIL_RETURN_DOMAIN has to be a domain, such as bounces.example.com',
  );
}

export const readEmailSecrets = (env: object): string[] =>
  readSecrets('EMAIL_WEBHOOK_SECRETS', optional(env, 'EMAIL_WEBHOOK_SECRETS') ?? '');

/** Where weaknesses are reported; the sender's address where nothing is said. */
export function readContact(env: object): string | null {
  const contact = optional(env, 'SECURITY_CONTACT');
  if (contact !== null) refuse('SECURITY_CONTACT', contactProblem(contact));
  return contact;
}
