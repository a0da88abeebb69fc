import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore, createSandbox } from '#stripe-sandbox';
import { changed, putProblem } from '../../scripts/keys/change.ts';
import { valueIn, withValue } from '../../scripts/keys/holder.ts';
import { refusalIn } from '../../scripts/keys/places.ts';
import { readSecretsAsked } from '../../scripts/keys/secret-arguments.ts';
import { entriesOf, newSecret } from '../../scripts/keys/secret-text.ts';
import { readSwapFacts, swapProblem } from '../../scripts/keys/stripe-swap.ts';
import { runTool } from '../../scripts/tools.ts';
import type { KeysReport, ShownLinkKey } from '../../src/domain/held-secrets.ts';

const K1 = newSecret('links', []) ?? '';
const K2 = newSecret('links', [1]) ?? '';
const shown = (text: string, more: Partial<ShownLinkKey> = {}): ShownLinkKey => {
  const [{ number = 0, fingerprint = '' } = {}] = entriesOf('links', text);
  const rest = { listed: true, makesLinks: false, needed: { open: 0, closed: 0 }, endpoints: 0 };
  return { number: number ?? 0, fingerprint, ...rest, ...more };
};
const report = (...linkKeys: ShownLinkKey[]): KeysReport => ({
  linkKeys,
  ...{ webhook: [], connect: [], mail: [], alarm: [], operator: [] },
  ...{ stripe: '', livemode: false, stripeCustomer: null },
});
const problemOf = (answer: object): string => String(Reflect.get(answer, 'problem'));

describe('a step of a rotation', () => {
  it('a link key is accepted behind the one that makes links, then comes first, and the old one stays', () => {
    expect(K2).toMatch(/^k2:/);
    const accepted = changed('links', K1, { verb: 'add', secret: K2 }, report(shown(K1)));
    expect(accepted).toEqual({ text: `${K1},${K2}` });
    expect(changed('links', `${K1},${K2}`, { verb: 'use' }, null)).toEqual({ text: `${K2},${K1}` });
  });

  it('a link key under a number that is taken, there or by a dropped one, is refused with the free number', () => {
    const other = K2.replace('k2', 'k1');
    expect(problemOf(changed('links', K1, { verb: 'add', secret: other }, null))).toContain('one number');
    const dropped = report(shown(K2), shown(K1, { listed: false }));
    expect(
      problemOf(changed('links', K2, { verb: 'add', secret: newSecret('links', [0]) ?? '' }, dropped)),
    ).toContain('the new one can be k3');
    expect(
      newSecret(
        'links',
        dropped.linkKeys.map(({ number }) => number),
      ),
    ).toMatch(/^k3:/);
  });

  it('a link key that links need is kept, unless somebody says how many break', () => {
    const needed = report(shown(K2, { makesLinks: true }), shown(K1, { needed: { open: 12, closed: 30 } }));
    const drop = (breaks: number | null, which = '1') =>
      changed('links', `${K2},${K1}`, { verb: 'drop', which, breaks }, needed);
    expect(problemOf(drop(null))).toContain('up to 12 invoices that are to be paid and of 30 others');
    expect(problemOf(drop(41))).toContain('--breaks 42');
    expect(drop(42)).toEqual({ text: K2 });
    expect(problemOf(drop(42, 'k2'))).toContain('makes the links');
    expect(problemOf(drop(null, 'k9'))).toContain('k2, k1');
    expect(
      problemOf(changed('links', `${K2},${K1}`, { verb: 'drop', which: '1', breaks: 42 }, null)),
    ).toContain('cannot be asked');
    expect(putProblem(K2, needed, null)).toContain('--breaks 42');
    expect(putProblem(`${K1},${K2}`, needed, null)).toBeNull();
    expect(putProblem(K2.replace('k2', 'k1'), needed, 42)).toContain('number 1');
    // Secrets of webhook endpoints are derived from it.
    const derived = report(shown(K2, { makesLinks: true }), shown(K1, { endpoints: 3 }));
    const gone = { verb: 'drop', which: '1', breaks: null } as const;
    expect(problemOf(changed('links', `${K2},${K1}`, gone, derived))).toContain('3 webhook endpoints');
    expect(putProblem(K2, derived, null)).toContain('--breaks 3');
  });

  it.each(['webhook', 'connect', 'mail', 'alarm', 'operator'] as const)(
    '%s: two at once and no more',
    (kind) => {
      const [one, two, three] = ['1', '2', '3'].map((digit) =>
        kind === 'operator' ? `${digit}0123456789abcdef0123456789abcdef` : `whsec_${digit}23456789abcdefgh`,
      );
      const add = (present: string, secret = '') => changed(kind, present, { verb: 'add', secret }, null);
      expect(add('unset', one)).toEqual({ text: one });
      expect(add(one ?? '', two)).toEqual({ text: `${two},${one}` });
      expect(problemOf(add(`${two},${one}`, three))).toContain('drop the old one first');
      expect(problemOf(add(one ?? '', one))).toContain('already');
      expect(problemOf(add(one ?? '', 'x'))).not.toBe('undefined');
      const [, old] = entriesOf(kind, `${two},${one}`);
      const dropped = { verb: 'drop', which: old?.fingerprint ?? '', breaks: null } as const;
      expect(changed(kind, `${two},${one}`, dropped, null)).toEqual({ text: two });
      expect(problemOf(changed(kind, one ?? '', dropped, null))).toContain('only one');
    },
  );

  it('a secret is kept in its line, and every other line stays', () => {
    const file = 'A=1\nexport LINK_KEYS="k1:x"\n# LINK_KEYS=no\nB=2\n';
    expect(valueIn(file, 'LINK_KEYS')).toBe('k1:x');
    const next = withValue(file, 'LINK_KEYS', 'k2:y,k1:x');
    expect(valueIn(next, 'LINK_KEYS')).toBe('k2:y,k1:x');
    expect(next).toBe('A=1\n# LINK_KEYS=no\nB=2\nLINK_KEYS="k2:y,k1:x"\n');
    expect(valueIn('', 'LINK_KEYS')).toBeNull();
  });

  it.each([
    ['add', 'Name what is changed'],
    ['add keys', 'Name what is changed'],
    ['drop links', 'which one ends'],
    ['replace links', 'Only the Stripe key'],
    ['add links k2', 'Too many words'],
    ['add links --remote --env nowhere', '--secrets is missing'],
    ['add links --remote --secrets f --url nowhere', '--url is missing'],
    ['drop links 1 --breaks some', '--breaks'],
    ['use links --wrong', 'wrong'],
  ])('is refused in a sentence: %j', (line, sentence) => {
    const read = readSecretsAsked(line.split(' '));
    expect('problems' in read && read.problems.join(' ')).toContain(sentence);
  });
});

describe('another Stripe key', () => {
  const open = (seed: string) =>
    createSandbox({
      store: createMemoryStore(),
      baseUrl: 'http://127.0.0.1',
      seed,
      webhooks: { mode: 'off' },
    });
  const [ours, theirs] = [open('ours'), open('theirs')];
  let server: Server;
  let apiUrl: URL;
  let customer = '';
  beforeAll(async () => {
    // One Stripe for both accounts: the key says whose a call is. A restricted key may not read its account.
    server = createServer(async (request, response) => {
      const key = request.headers.authorization?.slice('Bearer '.length) ?? '';
      const isDenied = key.startsWith('rk_') && request.url === '/v1/account';
      const sandbox = key.includes('theirs') ? theirs : ours;
      const asked = new Request(`http://127.0.0.1${request.url}`, {
        headers: { Authorization: `Bearer ${key.replace('_live_', '_test_')}` },
      });
      const answer = key.includes('ended') || isDenied ? null : await sandbox.fetch(asked);
      response.writeHead(answer?.status ?? (isDenied ? 403 : 401), { 'Content-Type': 'application/json' });
      response.end((await answer?.text()) ?? '{}');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    apiUrl = new URL(`http://127.0.0.1:${port}`);
    const made = await ours.fetch(
      new Request('http://127.0.0.1/v1/customers', {
        method: 'POST',
        headers: {
          Authorization: 'Bearer sk_test_ours',
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: 'name=Payer',
      }),
    );
    const body: { id: string } = await made.json();
    customer = body.id;
  });
  afterAll(() => {
    server.close();
  });

  it.each([
    ['of the same account', 'sk_test_ours_2', true, null],
    ['of another account', 'sk_test_theirs', true, 'This key is of the account acct_'],
    ['of the other mode', 'sk_live_ours', true, 'key of live mode'],
    ['that is ended', 'sk_test_ended', true, 'does not take'],
    ['restricted, of the same account', 'rk_test_ours', true, null],
    ['restricted, of another account', 'rk_test_theirs', true, 'another account'],
    ['restricted, with nothing to know it by', 'rk_test_ours', false, 'cannot be told'],
  ])(
    '%s: same account and mode, or refused before anything changes',
    async (_, next, hasCustomer, sentence) => {
      const asked = { apiUrl, present: 'sk_test_ours', livemode: false, next };
      const problem = swapProblem(await readSwapFacts({ ...asked, customer: hasCustomer ? customer : null }));
      if (sentence === null) expect(problem).toBeNull();
      else expect(problem).toContain(sentence);
    },
  );
});

it('a secret that Cloudflare doesn’t change while the last upload isn’t what runs says what comes first', () => {
  expect(refusalIn('A request failed. [code: 10215]')).toContain('npm run upgrade -- --remote');
  expect(refusalIn(' Bad gateway\n')).toBe('Bad gateway');
});

describe('npm run keys on this machine', () => {
  it('changes the stack’s own secrets step by step, and drops nothing that it cannot ask about', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quittance-keys-'));
    const file = join(folder, 'secrets.json');
    writeFileSync(file, JSON.stringify({ linkKeys: K1, deploymentId: 'local-1' }));
    const keys = (...words: string[]) =>
      runTool(['node', 'scripts/keys.ts', ...words], { QUITTANCE_DIRECTORY: folder });
    const linkKeys = (): string => JSON.parse(readFileSync(file, 'utf8')).linkKeys;
    try {
      const added = await keys('add', 'links');
      expect(added).toMatchObject({ code: 0, output: expect.stringContaining('LINK_KEYS holds k1, k2.') });
      expect(added.output).not.toContain(linkKeys().split('k2:')[1]);
      expect(await keys('use', 'links')).toMatchObject({ code: 0 });
      expect(linkKeys()).toMatch(/^k2:.*,k1:/);
      expect(await keys('drop', 'links', '1')).toMatchObject({
        code: 1,
        output: expect.stringContaining('asked'),
      });
      expect(await keys('replace', 'stripe')).toMatchObject({ code: 1 });
      expect(linkKeys()).toMatch(/^k2:.*,k1:/);
      expect(JSON.parse(readFileSync(file, 'utf8')).deploymentId).toBe('local-1');
      expect(statSync(file).mode & 0o077).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
