import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import type { FileStore } from '../../../src/adapters/files/port.ts';
import { r2Files } from '../../../src/adapters/files/r2.ts';
import { attachments } from '../../../src/db/schema/index.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import type { ApiBody, Called } from './api.ts';
import { OPEN_BRAKES } from './context.ts';

/** The bucket that Miniflare runs. */
export const bucket = (): FileStore => r2Files(env.FILES, () => undefined);

/** The keys of all objects in the bucket that are a business's. */
export const keysOf = async (merchantId: string): Promise<readonly string[]> =>
  (await env.FILES.list({ prefix: `attachments/${merchantId}/` })).objects.map(({ key }) => key);

/** The states of an invoice's files, by their names. */
export async function statesOf(ctx: Context, invoiceId: string): Promise<Readonly<Record<string, string>>> {
  const rows = await ctx.db.select().from(attachments).where(eq(attachments.invoiceId, invoiceId));
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}

/** Uploads by the API, as a program does: the bytes are the body. */
export function uploader(ctx: Context, { apiKey }: { readonly apiKey: string }) {
  return async (
    invoiceId: string,
    name: string,
    body: BodyInit,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Called> => {
    const response = await apiRoutes.request(
      `https://billing.test/api/v1/invoices/${invoiceId}/attachments?name=${encodeURIComponent(name)}`,
      {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${apiKey}`,
          'Content-Type': 'application/octet-stream',
          ...headers,
        },
        body,
      },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: newId(ctx, 'req') },
    );
    const json: ApiBody = await response.json();
    return { status: response.status, headers: response.headers, body: json };
  };
}
