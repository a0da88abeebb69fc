import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.ts';
import { createMemoryStore } from '../store/memory.ts';
import { createSqliteStore } from '../store/sqlite.ts';
import { listen } from './listen.ts';

export interface StartOptions extends Omit<SandboxOptions, 'store' | 'baseUrl'> {
  /** 12111 unless given; 0 takes any free one. */
  port?: number;
  /** 127.0.0.1 unless given. */
  host?: string;
  /** A SQLite file, made where there is none; without it everything is in memory. */
  file?: string;
  /** Where people reach it; `http://localhost:<port>` unless given. */
  baseUrl?: string;
}

export interface RunningSandbox {
  sandbox: Sandbox;
  port: number;
  /** Where people reach it, without a trailing slash. */
  url: string;
  /** Stops listening, ends deliveries and closes the store. */
  close(): Promise<void>;
}

/** A sandbox that listens: for a test, or as a process. Rejects where the port is taken or the file cannot be used. */
export async function startSandbox(options: StartOptions = {}): Promise<RunningSandbox> {
  const { port: wanted = 12111, host = '127.0.0.1', file, baseUrl, ...rest } = options;
  const port = wanted === 0 ? await freePort(host) : wanted;
  const url = (baseUrl ?? `http://localhost:${port}`).replace(/\/+$/, '');
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  const store = file === undefined ? createMemoryStore() : createSqliteStore(file);
  const sandbox = createSandbox({ ...rest, store, baseUrl: url });
  try {
    const server = await listen(sandbox, { port, host });
    const close = async (): Promise<void> => {
      await server.close();
      await sandbox.close();
    };
    return { sandbox, port: server.port, url, close };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** Sessions' addresses carry the port, so it has to be known before anything listens for them. */
async function freePort(host: string): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, host, resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
