const LOCAL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
/** Letters and digits of any script with hyphens inside; whether a name of another script exists, DNS's rules say. */
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * What is wrong with a text as one email address that any mail server takes, as the end of a sentence, or null: a dot
 * atom (RFC 5322 section 3.2.3) of ASCII before the @, within SMTP's lengths (RFC 5321 section 4.5.3.1), and after it a
 * domain of at least two labels, of any script (RFC 5890).
 */
export function emailProblem(text: string): string | null {
  const [local = '', domain, ...more] = text.split('@');
  if (domain !== undefined && /[\s,;<>]/.test(text))
    return 'holds more than one address: give the bare address, such as ada@example.com';
  if (domain === undefined || local === '' || domain === '')
    return 'is no email address: write it like ada@example.com';
  if (more.length > 0) return 'has more than one @';
  if (/^\.|\.$|\.\./.test(local))
    return 'has a dot before the @ that no mail server takes (first, last or doubled)';
  if (!LOCAL.test(local)) return 'has a character before the @ that few mail servers take';
  if (local.length > 64) return 'has more than 64 characters before the @';
  if (text.length > 254) return 'is longer than 254 characters';
  return domainProblem(domain.split('.'));
}

function domainProblem(labels: readonly string[]): string | null {
  if (labels.length < 2) return 'has a domain without a dot, such as example.com has';
  if (labels.some((label) => label.length > 63)) return 'has a part of more than 63 characters in its domain';
  if (!labels.every((label) => LABEL.test(label))) return 'has a domain that cannot exist';
  return /^[0-9]+$/.test(labels.at(-1) ?? '') ? 'has a number for a domain' : null;
}
