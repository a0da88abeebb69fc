import type { z } from '@hono/zod-openapi';
import { metered } from '../../../src/operations/core/budget.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { runImport } from '../../../src/operations/imports/run.ts';
import { invoiceImport, invoiceImportLines } from '../../../src/routes/api/imports/invoice-schema.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { apiClient } from './api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from './context.ts';

type Import = z.output<typeof invoiceImport>;

/** A business, and files of another system's invoices that it takes over. */
export async function openFiles(now: number) {
  const waiting: string[] = [];
  const base = testContext();
  const ctx: Context & typeof base = {
    ...base,
    now: () => now,
    enqueue: async (work) => {
      for (const one of work) if (one.kind === 'sweep') waiting.push(one.id);
    },
  };
  const merchant = await seedMerchant(ctx);
  const api = apiClient(ctx, merchant);
  const send = (file: BodyInit, query = '') =>
    apiRoutes.request(
      `https://billing.test/api/v1/invoice-imports${query}`,
      {
        method: 'POST',
        body: file,
        headers: { Authorization: `Bearer ${merchant.apiKey}`, 'Content-Type': 'text/csv' },
      },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
    );
  /** Works on what is waiting, each in an invocation of its own; says in how many. */
  const work = async (): Promise<number> => {
    let invocations = 0;
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const importId = id;
      invocations += 1;
      await metered(() => runImport(ctx, { importId }));
    }
    return invocations;
  };
  const read = async (id: string): Promise<Import> =>
    invoiceImport.parse((await api('GET', `/invoice-imports/${id}`)).body);
  const lines = async (id: string, query = '') =>
    invoiceImportLines.parse((await api('GET', `/invoice-imports/${id}/lines?limit=500${query}`)).body).data;
  /** Sends a file and has its lines checked. */
  const check = async (file: BodyInit): Promise<Import> => {
    const sent = await send(file, '?fileName=old.csv');
    const { id } = invoiceImport.parse(await sent.json());
    await work();
    return read(id);
  };
  /** The same, and takes it over. */
  const take = async (file: BodyInit, choice: object = {}) => {
    const planned = await check(file);
    const applied = await api('POST', `/invoice-imports/${planned.id}/apply`, choice);
    await work();
    return { planned, applied, after: await read(planned.id) };
  };
  return { ctx, merchant, api, send, work, read, lines, check, take };
}

export const invoiceFile = (heading: string, ...rows: readonly string[]): string =>
  [heading, ...rows, ''].join('\r\n');
