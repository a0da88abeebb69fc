import {
  request as ask,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';

/** Of one connection alone (RFC 9110, section 7.6.1): whoever stands between has its own. */
const OF_A_CONNECTION = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);
const LONGEST_DRAIN_MS = 5_000;

/** The app's address, which stays where the runtime behind it is started anew. */
export interface Front {
  /** Hands requests on to this port of the loopback interface, those that were held first. */
  leadTo(port: number): void;
  /** Holds new requests; resolves once those that are under way have their answers, or after some seconds. */
  hold(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface, and takes a new connection for each request that it hands on: none can turn out to be closed
 * when something is written to it.
 */
export async function openFront(port: number, log: (line: string) => void): Promise<Front> {
  let behind = waiting();
  const underWay = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    const since = performance.now();
    response.on('close', () => {
      underWay.delete(response);
      const status = `${response.statusCode} ${STATUS_CODES[response.statusCode] ?? ''}`;
      const how = response.writableFinished ? status : 'was given up';
      log(`${request.method} ${request.url} ${how} (${Math.round(performance.now() - since)}ms)`);
    });
    const to = await behind.port;
    if (response.destroyed) return;
    underWay.add(response);
    handOn(request, response, to);
  });
  // Whoever asks closes first what they keep open.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    leadTo: (to) => behind.resolve(to),
    hold: async () => {
      behind = waiting();
      const until = Date.now() + LONGEST_DRAIN_MS;
      while (underWay.size > 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
    },
    close: () => closed(server),
  };
}

function waiting(): { readonly port: Promise<number>; readonly resolve: (port: number) => void } {
  let resolve = (_port: number) => {};
  const port = new Promise<number>((done) => {
    resolve = done;
  });
  return { port, resolve };
}

function handOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url } = request;
  const headers = ownHeaders(request.rawHeaders);
  const asked = ask({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, ownHeaders(answer.rawHeaders));
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  asked.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'Content-Type': 'text/plain' }).end('The runtime did not answer.\n');
  });
  response.on('close', () => asked.destroy());
  request.pipe(asked);
}

/** Names and values by turns, as they came. */
function ownHeaders(raw: readonly string[]): string[] {
  return raw.filter((_, at) => !OF_A_CONNECTION.has((raw[at - (at % 2)] ?? '').toLowerCase()));
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
