import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { newIdentity } from '../../../scripts/business/identity.ts';
import { executeSql } from '../../../scripts/business/store.ts';
import { findChromium } from '../../../scripts/chromium.ts';
import { DEMO_BUSINESS } from '../../../scripts/demo/business.ts';
import { prepareDatabase } from '../../../scripts/stack/parts.ts';
import { localSecrets } from '../../../scripts/stack/settings.ts';
import { type Stack, type StackPlace, startStack } from '../../../scripts/stack.ts';
import { northwindSql } from './northwind.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a file borrows a stack: one that nobody has, or a new one. */
    readonly stackHost: string;
  }
}

/** A stack with a browser, lent to one file at a time: each has customers of its own, and takes the clock as it was left. */
export type SharedStack = {
  /** By which it is given back. */
  readonly index: number;
  readonly place: StackPlace;
  /** Of the other business, which was never connected to Stripe and whose owner is invited. */
  readonly northwindKey: string;
  /** How a business collects until a file says otherwise. */
  readonly collection: object;
  /** Where a file's own process connects to the browser. */
  readonly browser: string;
};

/** Cron ticks for a move of the clock, however far: days that go by hour by hour take seconds, and show no more. */
const TICKS = 5;

/** Lends stacks, each of which takes some seconds of five processes to start: as many as are needed at once, and no more. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started: Promise<Running>[] = [];
  const free: number[] = [];
  const server = createServer(async ({ method, url }, response) => {
    if (method === 'DELETE') {
      const index = Number(url?.slice(1));
      // What ended by itself isn't lent again: one file fails for it, and says why.
      if ((await started[index])?.runs()) free.push(index);
      response.end();
      return;
    }
    const index = free.pop() ?? started.push(start()) - 1;
    try {
      response.end(JSON.stringify({ index, ...(await started[index])?.shared }));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  project.provide('stackHost', `http://127.0.0.1:${address.port}/`);
  return async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all(started.map(async (stack) => (await stack.catch(() => undefined))?.end()));
  };
}

type Running = {
  readonly shared: Omit<SharedStack, 'index'>;
  /** Whether no part of it has ended by itself. */
  readonly runs: () => boolean;
  readonly end: () => Promise<void>;
};

async function start(): Promise<Running> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'quittance-'));
  const removed = () => rm(stateDirectory, { recursive: true, force: true });
  const browser = await chromium.launchServer({
    executablePath: findChromium() ?? '',
    args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'],
  });
  try {
    await prepareDatabase({ stateDirectory, secrets: await localSecrets(stateDirectory) }, DEMO_BUSINESS);
    const northwindKey = await addNorthwind(stateDirectory);
    const stack = await startStack({ stateDirectory, validate: true, mostTicks: TICKS });
    const collection = await collectionOf(stack);
    let running = true;
    void stack.died.then((sentence) => {
      running = false;
      console.error(`A shared stack broke down. ${sentence}`);
    });
    return {
      shared: { ...placeOf(stack), northwindKey, collection, browser: browser.wsEndpoint() },
      runs: () => running,
      end: () => ended(stack, browser, removed),
    };
  } catch (error) {
    await browser.close();
    await removed();
    throw error;
  }
}

function placeOf({ died: _, tick: __, stop: ___, ...place }: Stack): Pick<SharedStack, 'place'> {
  return { place };
}

async function collectionOf({ app, apiKey }: StackPlace): Promise<object> {
  const answer = await fetch(`${app}/api/v1/settings/collection`, {
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  const { object: _, timeZone: __, updatedAt: ___, ...collection } = await answer.json();
  return collection;
}

async function ended(stack: Stack, browser: BrowserServer, removed: () => Promise<void>): Promise<void> {
  await Promise.all([browser.close(), stack.stop()]);
  await removed();
}

/** The business's API key. */
async function addNorthwind(stateDirectory: string): Promise<string> {
  const identity = newIdentity(false, Date.now());
  const made = await executeSql(northwindSql(identity), { local: join(stateDirectory, 'state') });
  if (made.code !== 0) throw new Error(made.output);
  return identity.apiKey;
}
