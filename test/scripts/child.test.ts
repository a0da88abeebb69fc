import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startChild, withoutTokens } from '../../scripts/stack/child.ts';
import { createLinks } from '../../src/adapters/links/links.ts';
import { PREFIX } from '../../src/adapters/links/token.ts';

const logFile = () => join(mkdtempSync(join(tmpdir(), 'child-')), 'child.log');

/** A part that starts a process of its own, which shrugs off polite requests, and says its id. */
const STUBBORN = `
const grandchild = require('node:child_process').spawn(process.execPath,
  ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
console.log('grandchild ' + grandchild.pid);
setInterval(() => {}, 1000);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie that its new parent has not collected yet is dead, though it still has a number.
  const status = `/proc/${pid}/status`;
  return !(existsSync(status) && /^State:\s+Z/m.test(readFileSync(status, 'utf8')));
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a part of the stack', () => {
  it('takes what it started with it when it is stopped', async () => {
    const child = startChild({
      name: 'the part',
      command: [process.execPath, '-e', STUBBORN],
      environment: {},
      logFile: logFile(),
      verbose: false,
    });
    await until(() => child.lastLines(1).startsWith('grandchild '));
    const pid = Number(child.lastLines(1).split(' ')[1]);
    expect(isAlive(pid)).toBe(true);
    await child.stop();
    await until(() => !isAlive(pid));
  });

  it('says how it ended and what it said last, when nobody asked it to end', async () => {
    const file = logFile();
    const child = startChild({
      name: 'the part',
      command: [
        process.execPath,
        '-e',
        "console.log('GET /pay/secret-token 200'); console.error('out of luck'); process.exitCode = 3",
      ],
      environment: {},
      logFile: file,
      verbose: false,
    });
    expect(await child.died).toBe('the part ended by itself (exit code 3).');
    await child.stop();
    expect(child.lastLines(5)).toContain('out of luck');
    expect(child.lastLines(5)).not.toContain('secret-token');
  });

  it('that does not exist is a sentence as well', async () => {
    const child = startChild({
      name: 'the part',
      command: ['no-such-program-anywhere'],
      environment: {},
      logFile: logFile(),
      verbose: false,
    });
    expect(await child.died).toContain('the part did not start');
    await child.stop();
  });

  it.each([
    ['GET /pay/AbC_d-1/success?x=1 200', 'GET /pay/…/success?x=1 200'],
    ['GET /i/AbC_d-1 200 OK (3ms)', 'GET /i/… 200 OK (3ms)'],
    ['GET /api/v1/invoices/inv_1 200', 'GET /api/v1/invoices/inv_1 200'],
  ])('logs %s without the token', (line, logged) => {
    expect(withoutTokens(line)).toBe(logged);
  });

  it.each(Object.entries(PREFIX))('logs no token of a link that opens as %s', async (purpose, prefix) => {
    const links = createLinks('http://localhost:1', [{ id: 1, secret: new Uint8Array(32).fill(7) }]);
    const target = { id: `${prefix}_01m8n4h7v8000sdgq19dp410z0`, version: 1 };
    const link = await links.fill(`{{link:${purpose}:${target.id}:${target.version}:1}}`);
    const { pathname } = new URL(link);
    expect(withoutTokens(`GET ${pathname} 200`)).toMatch(/^GET [/a-z-]*\/…(\/success|\/refuse)? 200$/);
  });
});
