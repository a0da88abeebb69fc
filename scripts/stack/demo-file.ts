import { rename, writeFile } from 'node:fs/promises';
import type { DemoInvoice } from '../demo/seed.ts';
import type { Stack } from '../stack.ts';

/** What a script needs to drive a running stack: the addresses, the keys, and the invoices with their links. */
export async function writeDemoFile(
  file: string,
  { app, sandbox, mailbox, apiKey, operatorKey, stripeKey }: Stack,
  invoices: readonly DemoInvoice[],
): Promise<void> {
  const text = JSON.stringify({ app, sandbox, mailbox, apiKey, operatorKey, stripeKey, invoices }, null, 2);
  await writeFile(`${file}.part`, `${text}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
}
