import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: Request;
  /** What the route's pattern captured. */
  readonly parts: readonly string[];
}

/** What Cloudflare refuses, by its own number and words. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A handler gives the `result` of Cloudflare's envelope, or a whole answer. */
type Handler = (asked: Asked) => unknown;
export type Route = readonly [method: string, pattern: RegExp, handler: Handler];

/** Answers by the first route that fits, in Cloudflare's envelope. */
export async function dispatch(routes: readonly Route[], request: Request): Promise<Response> {
  const url = new URL(request.url);
  try {
    for (const [method, pattern, handler] of routes) {
      const found = method === request.method ? pattern.exec(url.pathname) : null;
      if (found === null) continue;
      const [, ...parts] = found.map((part) => decodeURIComponent(part ?? ''));
      const asked = { method, path: url.pathname, query: url.searchParams, request, parts };
      const result: unknown = await handler(asked);
      if (result instanceof Response) return result;
      return envelope(200, { result, success: true, errors: [], messages: [], ...pageOf(result) });
    }
    throw new Refusal(404, 7003, `Could not route to ${request.method} ${url.pathname}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message } = error;
    return envelope(error.status, {
      result: null,
      success: false,
      errors: [{ code, message }],
      messages: [],
    });
  }
}

const envelope = (status: number, body: object): Response => Response.json(body, { status });

const pageOf = (result: unknown): object =>
  Array.isArray(result)
    ? {
        result_info: {
          page: 1,
          per_page: 100,
          total_pages: 1,
          count: result.length,
          total_count: result.length,
        },
      }
    : {};

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves requests on the loopback interface; port 0 takes any free one. */
export async function serve(
  port: number,
  answer: (request: Request) => Promise<Response>,
): Promise<Listening> {
  const server: Server = createServer((incoming, outgoing) => {
    void (async () => {
      const response = await answer(await requestOf(incoming)).catch((error: unknown) => {
        console.error('The stand-in failed:', error);
        return new Response('The stand-in failed.', { status: 500 });
      });
      for (const [name, value] of response.headers)
        if (name !== 'set-cookie') outgoing.setHeader(name, value);
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
      outgoing.writeHead(response.status);
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    })();
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !/^(?:connection|transfer-encoding|expect|content-length)$/.test(name))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : new Uint8Array(Buffer.concat(chunks));
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers,
    body,
  });
}
