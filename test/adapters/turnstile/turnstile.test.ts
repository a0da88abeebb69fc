import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTurnstile } from '../../../src/adapters/turnstile/turnstile.ts';

const asked: URLSearchParams[] = [];
let answer = '{"success":true}';
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    asked.push(new URLSearchParams(body));
    response.setHeader('Content-Type', 'application/json').end(answer);
  });
});
let verifyUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  verifyUrl = `http://127.0.0.1:${address.port}/siteverify`;
});
afterAll(() => void server.close());

const logged: string[] = [];
const open = (url = verifyUrl) =>
  createTurnstile({ siteKey: 'site', secretKey: 'secret', verifyUrl: url }, (event) => logged.push(event));

describe('a Turnstile answer', () => {
  it('is verified by its server, with the secret and the visitor’s address', async () => {
    answer = '{"success":true}';
    expect(await open().isPassed('token', '203.0.113.9')).toBe(true);
    expect(Object.fromEntries(asked.at(-1) ?? [])).toEqual({
      secret: 'secret',
      response: 'token',
      remoteip: '203.0.113.9',
    });
  });

  it('that the server refuses, or that is missing, has not passed', async () => {
    for (const said of [
      '{"success":false,"error-codes":["timeout-or-duplicate"]}',
      '{"success":"true"}',
      'null',
      '<',
    ]) {
      answer = said;
      expect(await open().isPassed('token', null)).toBe(false);
    }
    const before = asked.length;
    expect([await open().isPassed('', null), await open().isPassed('x'.repeat(2049), null)]).toEqual([
      false,
      false,
    ]);
    expect(asked).toHaveLength(before);
  });

  it('has not passed where the server cannot be asked, and that is logged without the answer', async () => {
    expect(await open('http://127.0.0.1:9/siteverify').isPassed('token', null)).toBe(false);
    expect(logged).toContain('turnstile_unreachable');
  });
});
