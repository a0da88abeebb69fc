import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTypes, type Installed, installPacked } from './installed.ts';

let app: Installed;
beforeAll(() => {
  app = installPacked();
}, 120_000);
afterAll(() => app?.remove());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The JavaScript of the README that comes under a heading. */
function example(heading: string): string {
  const readme = readFileSync(join(app.folder, 'node_modules/stripe-sandbox/README.md'), 'utf8');
  const [, text] = new RegExp(`^## ${heading}$[^]*?^\`\`\`js\\n([^]*?)^\`\`\`$`, 'm').exec(readme) ?? [];
  if (text === undefined) throw new Error(`the README has no example under ${heading}`);
  return text;
}

describe('the packed package, alone in an empty folder', () => {
  it('has what it needs in it: no other package, no sources, no tests', () => {
    const { packages } = JSON.parse(readFileSync(join(app.folder, 'package-lock.json'), 'utf8'));
    expect(Object.keys(packages)).toEqual(['', 'node_modules/stripe-sandbox']);
    expect(app.files.filter((file) => /\.ts$/.test(file) && !file.endsWith('.d.ts'))).toEqual([]);
    for (const file of [
      'README.md',
      'docs/BEHAVIOUR.md',
      'dist/cli.js',
      'dist/index.d.ts',
      'dist/NOTICES.txt',
    ]) {
      expect(app.files).toContain(file);
    }
    expect(existsSync(join(app.folder, 'node_modules/.bin/stripe-sandbox'))).toBe(true);
  });

  it('says its options and its version', async () => {
    const help = await app.start('--help');
    expect(help.said).toContain('--webhook-url URL');
    expect(await help.code).toBe(0);
    const version = await app.start('--version');
    expect(version.said.trim()).toBe('0.1.0');
  });

  it('says in a sentence that validating needs the SDK', async () => {
    const { said, code } = await app.start('--validate', '1');
    expect(said).toBe('sandbox: --validate needs the SDK whose types it checks: npm install stripe.\n');
    expect(await code).toBe(1);
  });
});

describe('the packed package, beside the SDK', () => {
  beforeAll(() => app.addSdk(), 120_000);

  it('takes the README’s quick start, word for word', async () => {
    const port = await freePort();
    const bin = await app.start('--port', String(port), '--data', 'data/stripe.sqlite');
    expect(bin.said).toContain(`sandbox: Stripe on http://localhost:${port} (data/stripe.sqlite)`);
    expect(app.run(example('Quick start').replace('12111', String(port)))).toBe('succeeded 2000\n');
    const page = await (await fetch(`http://localhost:${port}/`)).text();
    expect(page).toContain('ada@example.com');
    expect(await bin.stop()).toBe(0);
    expect(existsSync(join(app.folder, 'data/stripe.sqlite'))).toBe(true);
  });

  it('runs in a test’s own process, as the README says, on a port of its own', () => {
    expect(app.run(`${example('In a test')}console.log(new URL(url).port === String(port));`)).toBe('true\n');
  });

  it('validates against the installed SDK', async () => {
    const port = await freePort();
    const bin = await app.start('--port', String(port), '--validate', '1');
    const made = await fetch(`http://127.0.0.1:${port}/v1/customers`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_anything' },
      body: new URLSearchParams({ nickname: 'A' }),
    });
    expect(made.status).toBe(400);
    const taken = await fetch(`http://127.0.0.1:${port}/_sandbox/violations/take`, { method: 'POST' });
    expect(await taken.json()).toMatchObject([{ what: 'POST /v1/customers' }]);
    await bin.stop();
  });

  it('has types that a strict compiler takes, whatever it makes of libraries', () => {
    const use = `
      import Stripe from 'stripe';
      import { createMemoryStore, createSandbox, type Sandbox, type SandboxOptions } from 'stripe-sandbox';
      import { createSqliteStore, listen, startSandbox } from 'stripe-sandbox/node';
      import { outboundService } from 'stripe-sandbox/miniflare';
      import { createValidator, expectNoViolations } from 'stripe-sandbox/validator';
      const options: SandboxOptions = { store: createMemoryStore(), baseUrl: 'http://localhost' };
      const sandbox: Sandbox = createSandbox({ ...options, validator: createValidator({ requests: 'all' }) });
      export const answer: Promise<Response> = sandbox.fetch(new Request('http://localhost/v1/customers'));
      export const used = [Stripe, createSqliteStore, listen, startSandbox, outboundService, expectNoViolations];
    `;
    writeFileSync(join(app.folder, 'use.ts'), use);
    expect(checkTypes(app.folder, 'use.ts')).toBe('');
    writeFileSync(join(app.folder, 'misuse.ts'), use.replace("requests: 'all'", "requests: 'none'"));
    expect(checkTypes(app.folder, 'misuse.ts')).toContain('"none"');
  });
});
