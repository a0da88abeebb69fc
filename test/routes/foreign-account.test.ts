import { createExecutionContext, createMessageBatch, env } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Env } from '../../src/config.ts';
import { selectNotes } from '../../src/db/queries/watch-notes.ts';
import { watchNotes } from '../../src/db/schema/index.ts';
import { patchNote } from '../../src/db/writes/watch-notes.ts';
import { createDeps } from '../../src/deps.ts';
import worker from '../../src/index.ts';
import { seedMerchant, type TestContext, testContext } from '../support/worker/context.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const ELSEWHERE = 'acct_1OfAnotherBusiness';

let ctx: TestContext;
let logged: string[];
/** What Stripe is asked about whose key it is. */
let asked: string[];
let answer: ((request: Request) => Response | null) | null;
beforeEach(async () => {
  ctx = testContext();
  await ctx.db.delete(watchNotes);
  await seedMerchant(ctx);
  [logged, asked, answer] = [[], [], null];
  for (const way of ['log', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((line: unknown) => void logged.push(String(line)));
  const real = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    const isAboutAccount = new URL(request.url).pathname === '/v1/account';
    if (isAboutAccount) asked.push(request.url);
    return (isAboutAccount ? answer?.(request) : null) ?? real(request);
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await ctx.db.delete(watchNotes);
});

const pinned = (account: string) =>
  patchNote(ctx.db, 'deployment', { deploymentId: 'test', livemode: false, account });
/** An isolate of its own: what it agreed on is remembered by the object. */
const isolate = (more: Partial<Env> = {}): Env => ({ ...env, OPERATOR_KEY: KEY, ...more });

async function ask(path: string, of: Env = isolate()) {
  const request = new Request(`https://billing.test${path}`, { headers: { Authorization: `Bearer ${KEY}` } });
  const answered = await createApp().fetch(request, of, createExecutionContext());
  return { status: answered.status, text: await answered.text() };
}
const problems = async (of?: Env) => JSON.parse((await ask('/healthz', of)).text).setUp.problems;
const ownAccount = async () => {
  const [note] = await selectNotes(ctx.db, ['stripe_key']);
  return String(note?.value && Reflect.get(Object(note.value), 'account'));
};
const refusal = (status: number) => () =>
  Response.json({ error: { type: 'invalid_request_error', message: 'No.' } }, { status });

describe('a Stripe key of another account than the deployment was made for', () => {
  it('is refused by the Worker: people read a page, the operator the sentence without an account', async () => {
    await pinned(ELSEWHERE);
    for (const path of ['/i/abc', '/pay/abc', '/portal']) {
      const { status, text } = await ask(path);
      expect([status, text.includes('isn’t set up yet')]).toEqual([503, true]);
    }
    const [problem, ...more] = await problems();
    expect(more).toEqual([]);
    expect(problem).toEqual({
      setting: 'STRIPE_SECRET_KEY',
      says: expect.stringContaining('another Stripe account'),
    });
    expect(logged.join('\n')).toContain('"setting":"STRIPE_SECRET_KEY"');
    expect(JSON.stringify(problem) + logged.join()).not.toMatch(/acct_|sk_test/);
  });

  it('moves no money: neither cron nor the queue begins', async () => {
    await pinned(ELSEWHERE);
    const controller = { cron: '* * * * *', scheduledTime: 0, noRetry: () => undefined };
    await expect(worker.scheduled(controller, isolate())).rejects.toThrow('another Stripe account');
    const message = { id: '1', timestamp: new Date(), attempts: 1, body: { kind: 'outbox', id: 'out_1' } };
    const batch = createMessageBatch('quittance-work', [message]);
    await expect(worker.queue(batch, isolate())).rejects.toThrow('another Stripe account');
    await expect(createDeps(isolate(), 0)).rejects.toThrow('another Stripe account');
  });

  it('is taken again once the right one is back, and Stripe is asked once a key', async () => {
    await pinned(ELSEWHERE);
    await ask('/healthz');
    await ask('/healthz');
    expect(asked).toHaveLength(1);
    await pinned(await ownAccount());
    expect(await problems()).toEqual([]);
    const one = isolate();
    await ask('/healthz', one);
    await ask('/healthz', one);
    expect(asked).toHaveLength(1);
    // A new key is asked about anew.
    await ask('/healthz', isolate({ STRIPE_SECRET_KEY: 'sk_test_exchanged' }));
    expect(asked).toHaveLength(2);
  });
});

describe('a Stripe key whose account is not known', () => {
  it('stops nobody while Stripe does not answer, and is asked about again a little later', async () => {
    await pinned(ELSEWHERE);
    answer = () => new Response('gone', { status: 502 });
    const one = isolate();
    expect(await problems(one)).toEqual([]);
    expect(await problems(one)).toEqual([]);
    expect(asked).toHaveLength(1);
    answer = null;
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 11_000);
    expect(await problems(one)).toMatchObject([{ setting: 'STRIPE_SECRET_KEY' }]);
  });

  it('works where it may not read its account, and the operator is told which permission it lacks', async () => {
    await pinned(ELSEWHERE);
    answer = refusal(403);
    expect(await problems()).toMatchObject([
      { setting: 'STRIPE_SECRET_KEY', says: expect.stringContaining('Accounts: Read') },
    ]);
    expect((await ask('/portal')).status).toBe(303);
    expect(asked).toHaveLength(1);
  });

  it('is asked about by nobody where no deployment wrote whose the database is', async () => {
    expect(await problems()).toEqual([]);
    expect(asked).toEqual([]);
  });
});
