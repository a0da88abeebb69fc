import { expect, it } from 'vitest';
import { openShop } from '../support/worker/shop.ts';

it('says where a weakness is reported, until a day within a year (RFC 9116)', async () => {
  const shop = await openShop();
  const answer = await shop.request('/.well-known/security.txt');
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/plain; charset=UTF-8']);
  const fields = new Map(
    (await answer.text())
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', ...value] = line.split(': ');
        return [name, value.join(': ')];
      }),
  );
  expect(fields.get('Contact')).toMatch(/^(?:mailto:|https:\/\/)/);
  expect(fields.get('Canonical')).toBe('https://billing.test/.well-known/security.txt');
  const days = (Date.parse(fields.get('Expires') ?? '') - shop.ctx.now()) / 86_400_000;
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThan(365);
  expect((await shop.request('/.well-known/security.txt', { method: 'POST' })).status).toBe(404);
});
