import type { z } from '@hono/zod-openapi';
import { asc, eq } from 'drizzle-orm';
import { emails, schedules } from '../../../src/db/schema/index.ts';
import { metered } from '../../../src/operations/core/budget.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { runImport } from '../../../src/operations/imports/run.ts';
import { scheduleImport, scheduleImportLines } from '../../../src/routes/api/imports/schedule-schema.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { apiClient } from './api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from './context.ts';

const CSV = { 'Content-Type': 'text/csv' };

/** A business, and files of schedules or of Stripe's subscriptions that it takes over. */
export async function openScheduleFiles(now: number, path = '/schedule-imports') {
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
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const importId = id;
      await metered(() => runImport(ctx, { importId }));
    }
  };
  const read = async (id: string): Promise<z.output<typeof scheduleImport>> =>
    scheduleImport.parse((await api('GET', `${path}/${id}`)).body);
  const lines = async (id: string) =>
    scheduleImportLines.parse((await api('GET', `${path}/${id}/lines?limit=500`)).body).data;
  /** Sends a file and has its lines checked. */
  const check = async (file: string) => {
    const sent = await api('POST', `${path}?fileName=old.csv`, file, CSV);
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
    await work();
    return read(sent.body.id);
  };
  const apply = async (id: string, choice: object = {}) => {
    const applied = await api('POST', `${path}/${id}/apply`, choice);
    await work();
    return { applied, after: await read(id) };
  };
  /** The text of a file that the API answers with. */
  const csv = async (of: string) => {
    const answer = await apiRoutes.request(
      `https://billing.test/api/v1${of}`,
      { headers: { Authorization: `Bearer ${merchant.apiKey}` } },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
    );
    return answer.text();
  };
  const made = () =>
    ctx.db
      .select()
      .from(schedules)
      .where(eq(schedules.merchantId, merchant.merchantId))
      .orderBy(asc(schedules.externalId));
  const mails = () => ctx.db.$count(emails, eq(emails.merchantId, merchant.merchantId));
  return { ctx, merchant, api, work, read, lines, check, apply, csv, made, mails };
}

export const fileOf = (heading: string, ...rows: readonly string[]): string =>
  [heading, ...rows, ''].join('\r\n');
