import { describe, expect, it } from 'vitest';
import { emailProblem } from '../../src/domain/email-address.ts';

describe('an email address', () => {
  it.each([
    'ada@example.com',
    'a.b+c@mail.example.co.uk',
    "o'neill@x-y.io",
    'A_B@1a.de',
    'info@bücher.example',
    'post@пример.рф',
    'info@xn--bcher-kva.example',
  ])('is %s', (text) => {
    expect(emailProblem(text)).toBeNull();
  });

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@localhost',
    'a@b@c.com',
    'a b@c.com',
    'a@b.com,c@d.com',
    'Ada <ada@example.com>',
    'a@-b.com',
    'a@b-.com',
    'a@b..com',
    'a@b.com\nBcc: x@y.com',
    'a..b@example.com',
    '.a@example.com',
    'a.@example.com',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@ex_ample.com',
    '"a b"@example.com',
    `${'a'.repeat(65)}@b.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'b.'.repeat(126)}com`,
    'ä@example.com',
    'a@exa​mple.com',
  ])('is not %j', (text) => {
    expect(emailProblem(text)).not.toBeNull();
  });

  it.each([
    ['a..b@example.com', 'a dot before the @'],
    ['Ada <ada@example.com>', 'more than one address'],
    ['ada@localhost', 'a domain without a dot'],
  ])('%j is refused with its reason', (text, reason) => {
    expect(emailProblem(text)).toContain(reason);
  });
});
