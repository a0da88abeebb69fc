import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const HOUR_MS = 3_600_000;

/**
 * Receives the sandbox's clock moves and fires the skipped cron ticks: one an hour, at most so many, the last at the new
 * time. wrangler fires none itself.
 */
export async function startClockWebhook(
  tick: (at: number) => Promise<void>,
  mostTicks: number,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    try {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      for (const at of ticksBetween(JSON.parse(body), mostTicks)) await tick(at);
      response.writeHead(204).end();
    } catch {
      // The app may not be up yet; its own ticks will come.
      response.writeHead(503).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { url: `http://127.0.0.1:${portOf(server.address())}/`, close };
}

/** The instants to tick at, for a move in milliseconds. */
export function ticksBetween(
  { from, to }: { readonly from: number; readonly to: number },
  most: number,
): number[] {
  const count = Math.min(most, Math.max(1, Math.ceil((to - from) / HOUR_MS)));
  return Array.from({ length: count }, (_, index) => Math.round(from + ((to - from) * (index + 1)) / count));
}

const portOf = (address: AddressInfo | string | null): number =>
  address !== null && typeof address === 'object' ? address.port : 0;
