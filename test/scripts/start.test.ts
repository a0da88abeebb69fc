import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePorts, type Ports, takenPorts } from '../../scripts/stack/ports.ts';

const directory = mkdtempSync(join(tmpdir(), 'quittance-start-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  output(): string;
  says(text: string): Promise<void>;
  ended(): Promise<number | null>;
}

/** Runs one of the project's commands with a state directory and ports of its own. */
function run(script: string, ports: Ports): Run {
  const child = spawn(process.execPath, [`scripts/${script}`], {
    env: {
      ...process.env,
      QUITTANCE_DIRECTORY: directory,
      QUITTANCE_PORT: String(ports.app),
      QUITTANCE_SANDBOX_PORT: String(ports.sandbox),
      QUITTANCE_SMTP_PORT: String(ports.smtp),
      QUITTANCE_MAILBOX_PORT: String(ports.mailbox),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const listener of heard) listener();
    });
  }
  return {
    child,
    output: () => output,
    ended: () => ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const listener = () => {
          if (output.includes(text)) resolve();
        };
        heard.add(listener);
        listener();
        void ended.then(() => reject(new Error(`It ended without saying "${text}":\n${output}`)));
      }),
  };
}

/**
 * Processes whose environment names our state directory: every part of this stack, and no other. Where there is
 * no /proc, the ports say it instead.
 */
function partsAlive(): readonly string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
        return environment.includes(`QUITTANCE_DIRECTORY=${directory}`);
      } catch {
        return false;
      }
    });
}

/** The process id of the sandbox that this run started. */
function sandboxOf({ child }: Run): number {
  const isSandbox = (pid: string) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('packages/stripe-sandbox/src/cli.ts');
  const pid = existsSync('/proc/self/environ')
    ? partsAlive().find(isSandbox)
    : execFileSync('pgrep', ['-P', String(child.pid), '-f', 'packages/stripe-sandbox/src/cli.ts'], {
        encoding: 'utf8',
      });
  return Number(pid);
}

/** Runs the command of Stripe's CLI that a start prints, with a home of its own and nothing but loopback in reach. */
function triggerAsPrinted(output: string): string {
  const [, command = ''] = /^ +npx (stripe trigger .+)$/m.exec(output) ?? [];
  const nowhere = 'http://127.0.0.1:9';
  return execFileSync('npx', ['--no-install', ...command.split(' ')], {
    encoding: 'utf8',
    env: {
      ...process.env,
      HOME: directory,
      XDG_CONFIG_HOME: directory,
      STRIPE_CLI_TELEMETRY_OPTOUT: '1',
      HTTP_PROXY: nowhere,
      HTTPS_PROXY: nowhere,
    },
    shell: process.platform === 'win32',
  });
}

const demo = () => JSON.parse(readFileSync(join(directory, '.demo.json'), 'utf8'));

describe('one command', () => {
  it('starts everything, once in a directory, keeps it over a second start, ends with its parts and leaves none behind', async () => {
    const ports = await freePorts();
    const first = run('start.ts', ports);
    await first.says('Quittance is running.');
    const made = demo();
    expect(made).toMatchObject({
      app: `http://localhost:${ports.app}`,
      sandbox: `http://localhost:${ports.sandbox}`,
      mailbox: `http://localhost:${ports.mailbox}`,
      apiKey: expect.stringMatching(/^qk_test_/),
      stripeKey: expect.stringMatching(/^sk_test_/),
    });
    const kinds = made.invoices.map(
      ({ status, currency }: { status: string; currency: string }) => `${status} ${currency}`,
    );
    for (const kind of [
      'draft USD',
      'open USD',
      'open JPY',
      'open KWD',
      'paid EUR',
      'paid JPY',
      'void USD',
      'uncollectible EUR',
    ]) {
      expect(kinds).toContain(kind);
    }
    const { hostedInvoiceUrl } = made.invoices.find(({ status }: { status: string }) => status === 'open');
    expect((await fetch(hostedInvoiceUrl)).status).toBe(200);
    const { messages } = await (await fetch(`${made.mailbox}/api/messages`)).json();
    expect(messages.length).toBeGreaterThan(0);

    const sandboxPage = await (await fetch(made.sandbox)).text();
    const mailboxPage = await (await fetch(made.mailbox)).text();
    for (const url of [made.app, `${made.app}/portal`, `${made.app}/api/v1/docs`]) {
      expect(sandboxPage).toContain(`href="${url}"`);
      expect(mailboxPage).toContain(`href="${url}"`);
    }
    expect(sandboxPage).toContain(`href="${made.mailbox}"`);
    expect(mailboxPage).toContain(`href="${made.sandbox}"`);
    expect(await (await fetch(hostedInvoiceUrl)).text()).not.toContain(made.mailbox);
    expect(triggerAsPrinted(first.output())).toContain('Trigger succeeded');

    const refused = run('reset.ts', ports);
    expect(await refused.ended()).toBe(1);
    expect(refused.output()).toContain('Nothing was cleared');
    // On ports of its own, too: both would write into one database.
    const twice = run('start.ts', await freePorts());
    expect(await twice.ended()).toBe(1);
    expect(twice.output()).toContain(`Quittance runs here already: ${made.app}.`);

    first.child.kill('SIGINT');
    expect(await first.ended()).toBe(0);
    expect(partsAlive()).toEqual([]);
    expect(await takenPorts(ports)).toEqual([]);

    const second = run('start.ts', ports);
    await second.says('Quittance is running.');
    expect(demo()).toEqual(made);
    expect((await fetch(hostedInvoiceUrl)).status).toBe(200);
    process.kill(sandboxOf(second), 'SIGKILL');
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain('the sandbox ended by itself (SIGKILL)');
    expect(partsAlive()).toEqual([]);
    expect(await takenPorts(ports)).toEqual([]);

    const third = run('start.ts', ports);
    await third.says('Starting the app');
    third.child.kill('SIGTERM');
    expect(await third.ended()).toBe(0);
    expect(partsAlive()).toEqual([]);

    const reset = run('reset.ts', ports);
    expect(await reset.ended()).toBe(0);
    expect(existsSync(join(directory, 'state'))).toBe(false);
    expect(existsSync(join(directory, '.demo.json'))).toBe(false);
    expect(existsSync(join(directory, '.dev.vars'))).toBe(false);
  }, 300_000);

  it('starts nothing when one port is taken', async () => {
    const ports = await freePorts();
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(ports.smtp, '127.0.0.1', resolve));
    const started = run('start.ts', ports);
    expect(await started.ended()).toBe(1);
    expect(started.output()).toContain(`Port ${ports.smtp}, for incoming mail (SMTP), is taken`);
    expect(partsAlive()).toEqual([]);
    await new Promise((resolve) => holder.close(resolve));
  });
});
